import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { sealsFile } from '../audit/seals-file.ts'
import { notBackedUp, notRecorded, recorded } from '../audit/tables.ts'
import { type Entry, type Sum, writeArchive } from '../platform/archive.ts'
import { knownMigrations } from '../platform/migrate.ts'

export type Desk = { databaseUrl: string; dataDir: string; secretKey: string }

/** What stands at the front: enough to know whether, and into what, this can be restored. */
export type Head = {
  format: 1
  version: string
  createdAt: string
  migrations: { name: string; checksum: string }[]
  secretKey: string
  tables: { name: string; columns: string[] }[]
  sequences: { name: string; last: string | null }[]
}

/** What stands at the end: how much of everything there must be. */
export type Manifest = { sums: Record<string, Sum>; rows: Record<string, number>; files: number; missing: string[] }

export type Backup = { file: string; createdAt: string; bytes: number; rows: number; files: number; missing: string[] }

/**
 * The whole desk as of one moment: every table by COPY in one read-only repeatable-read transaction, then the files those rows name,
 * the seals outside the database and the secret key, in one encrypted archive. The desk goes on working meanwhile.
 */
export async function backUp(desk: Desk, file: string, passphrase: string, signal?: AbortSignal): Promise<Backup> {
  const client = new pg.Client({
    connectionString: desk.databaseUrl,
    application_name: 'ventanilla-backup',
    options: '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0',
  })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const head = await headOf(client, desk)
    const manifest: Manifest = { sums: {}, rows: {}, files: 0, missing: [] }
    const note = (name: string, sum: Sum) => {
      manifest.sums[name] = sum
    }
    await writeArchive(file, passphrase, entries(client, desk, head, manifest), note, signal)
    const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0)
    const { size: bytes } = await stat(file)
    return { file, createdAt: head.createdAt, bytes, rows, files: manifest.files, missing: manifest.missing }
  } finally {
    await client.end()
  }
}

async function headOf(client: pg.Client, { secretKey }: Desk): Promise<Head> {
  const { rows: tables } = await client.query(
    `select relname as name, array_agg(attname::text order by attnum) as columns
       from pg_class join pg_attribute on attrelid = pg_class.oid
      where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped and attgenerated = ''
        and relname = any ($1) group by relname order by relname`,
    [[...recorded, ...Object.keys(notRecorded)].filter((name) => !(name in notBackedUp))],
  )
  const { rows: sequences } = await client.query(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`,
  )
  const { rows: migrations } = await client.query('select name, checksum from migrations order by name')
  return {
    ...{ format: 1, version: programVersion(), createdAt: new Date().toISOString() },
    ...{ migrations, secretKey, tables, sequences },
  }
}

export const programVersion = (): string =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version

async function* entries(client: pg.Client, { dataDir }: Desk, head: Head, manifest: Manifest): AsyncGenerator<Entry> {
  yield { name: 'head.json', data: json(head) }
  for (const { name, columns } of head.tables) {
    const copy = client.query(copyTo(`copy "${name}" (${quoted(columns)}) to stdout`))
    yield { name: `table/${name}`, data: copy }
    manifest.rows[name] = copy.rowCount
  }
  for await (const storage of storedFiles(client)) {
    const path = join(dataDir, 'files', storage)
    if (existsSync(path)) {
      yield { name: `file/${storage}`, data: createReadStream(path) }
      manifest.files++
    } else manifest.missing.push(storage)
  }
  if (existsSync(sealsFile(dataDir))) yield { name: 'seals.log', data: createReadStream(sealsFile(dataDir)) }
  yield { name: 'manifest.json', data: json(manifest) }
}

/** In the same snapshot as the tables; by cursor, for there may be many. */
async function* storedFiles(client: pg.Client): AsyncGenerator<string> {
  await client.query(
    'declare stored no scroll cursor for select storage from files union select storage from mails where storage is not null order by storage',
  )
  for (;;) {
    const { rows } = await client.query<{ storage: string }>('fetch 1000 from stored')
    if (!rows.length) return
    for (const { storage } of rows) yield storage
  }
}

async function* json(value: unknown): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(value))
}

export const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ')

/** Whether this program can load what an archive holds: every migration known, and unchanged. */
export function knowsMigrations({ migrations }: Head): boolean {
  const known = new Map(knownMigrations().map(({ name, checksum }) => [name, checksum]))
  return migrations.every(({ name, checksum }) => known.get(name) === checksum)
}
