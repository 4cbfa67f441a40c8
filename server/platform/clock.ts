import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Lets this database's clock be set: for tests, and while the demo company's history is played. It replaces desk_now() and adds the
 * table it reads, so that on a production desk there is nothing that could be set.
 */
export async function allowSettingClock(db: Database) {
  await sql`create table if not exists set_clock (now timestamptz not null)`.execute(db)
  await sql
    .raw(`create or replace function desk_now() returns timestamptz language sql volatile as
    'select coalesce((select now from set_clock), clock_timestamp())'`)
    .execute(db)
}

/** From now on it is this moment, until it is set again. */
export async function setClock(db: Database, moment: Date) {
  await sql`with gone as (delete from set_clock) insert into set_clock values (${moment})`.execute(db)
}

/** Back to true time; doctor complains where this has been forgotten. */
export async function forbidSettingClock(db: Database) {
  await sql
    .raw(
      `create or replace function desk_now() returns timestamptz language sql volatile as 'select clock_timestamp()'`,
    )
    .execute(db)
  await sql`drop table if exists set_clock`.execute(db)
}

export async function clockIsSettable(db: Database): Promise<boolean> {
  const { rows } = await sql<{ settable: boolean }>`select to_regclass('set_clock') is not null as settable`.execute(db)
  return rows[0]!.settable
}

/** Told at every start: a demo that was cut off half-way has left its stopped clock behind, and nobody can work by that. */
export async function refuseHalfPlayed({ db }: { db: Database }) {
  if (await clockIsSettable(db))
    throw new Error(
      `En esta base de datos quedó una demostración a medias, con el reloj detenido. Empiece con otra carpeta (DATA_DIR) u otra base vacía.
A demo was cut off half-way in this database, with its clock stopped. Start with another folder (DATA_DIR) or another empty database.`,
    )
}
