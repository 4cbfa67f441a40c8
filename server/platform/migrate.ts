import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../migrations')
const LOCK = 727_001

/**
 * Brings the schema up to this version: numbered files in order, each in one transaction with its line in `migrations`,
 * one process at a time. Refuses a schema that is newer than the program, or a migration changed after it ran.
 * `only` names the migrations of an older version, when its data are to be loaded before the rest is applied.
 */
export async function migrate(
  url: string,
  log: (message: string) => void = () => {},
  only?: ReadonlySet<string>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'ventanilla-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists migrations
      (name text primary key, checksum text not null, at timestamptz not null default clock_timestamp())`)
    const done = new Map(
      (await client.query('select name, checksum from migrations')).rows.map((r) => [r.name, r.checksum]),
    )
    const files = migrationFiles()
    refuseStrangers(done, files)
    for (const file of files.filter(({ name }) => !done.has(name) && (only?.has(name) ?? true))) {
      await apply(client, file)
      log(`migration ${file.name} applied`)
    }
  } finally {
    await client.end()
  }
}

/** True when every migration of this version has run: what /ready asks. */
export async function migrated(query: (sql: string) => Promise<{ rows: { name: string }[] }>): Promise<boolean> {
  const names = new Set((await query('select name from migrations')).rows.map((row) => row.name))
  return migrationFiles().every(({ name }) => names.has(name))
}

/** The migrations this version knows, with their checksums. */
export const knownMigrations = () => migrationFiles().map(({ name, checksum }) => ({ name, checksum }))

type Migration = { name: string; sql: string; checksum: string }

function migrationFiles(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(FOLDER, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

function refuseStrangers(done: Map<string, string>, files: Migration[]) {
  const known = new Map(files.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of done) {
    if (!known.has(name))
      throw new Error(`The database has migration ${name}, which this version does not know: start the newer version.`)
    if (known.get(name) !== checksum)
      throw new Error(`Migration ${name} was changed after it ran here: restore the file as released.`)
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed and was undone: ${(error as Error).message}`, { cause: error })
  }
}
