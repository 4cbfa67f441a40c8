import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { sealsFile } from '../audit/seals-file.ts'
import { bearAtRest } from '../mail/resting.ts'
import { type Entry, readArchive, type Sum } from '../platform/archive.ts'
import { ArchiveFault } from '../platform/archive-cipher.ts'
import { storeFile } from '../platform/files.ts'
import { migrate } from '../platform/migrate.ts'
import { type Head, knowsMigrations, type Manifest, quoted } from './backing-up.ts'
import { Complaint } from './complaint.ts'

type Target = { databaseUrl: string; dataDir: string; secretKey: string; ownKey: boolean }
type Read = Entry & { sum(): Sum }

/**
 * Loads a backup into an empty desk, whole or not at all: one transaction, committed when the last byte has been checked against the
 * manifest. Triggers rest meanwhile, foreign keys are checked at the end for all rows at once, identities go on where they were. Its mail
 * is at rest from the first moment (mail/resting.ts).
 */
export async function restore(target: Target, archive: string, passphrase: string): Promise<Head> {
  const entries = readArchive(archive, passphrase)
  const { head, sum } = await headFrom(entries)
  if (!knowsMigrations(head)) throw new Complaint('newer_backup', { version: head.version })
  if (target.ownKey && head.secretKey !== target.secretKey) throw new Complaint('other_key')
  const client = new pg.Client({
    connectionString: target.databaseUrl,
    application_name: 'ventanilla-restore',
    options: '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0',
  })
  await client.connect()
  try {
    await refuseUsed(client)
    await migrate(target.databaseUrl, undefined, new Set(head.migrations.map(({ name }) => name)))
    await client.query('begin')
    await load(client, target, head, { 'head.json': sum }, entries)
    for (const [text, values] of bearAtRest(head.createdAt, head.version)) await client.query(text, values)
    if (!target.ownKey)
      await writeFile(join(target.dataDir, 'secret.key'), head.secretKey, { mode: 0o600, flush: true })
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await migrate(target.databaseUrl)
  return head
}

async function headFrom(entries: AsyncGenerator<Read>): Promise<{ head: Head; sum: Sum }> {
  const { value } = await entries.next()
  if (value?.name !== 'head.json') throw new ArchiveFault('damaged')
  const head: Head = JSON.parse((await whole(value)).toString())
  if (head.format !== 1) throw new Complaint('newer_backup', { version: head.version })
  return { head, sum: value.sum() }
}

/** A desk somebody has worked on, or a database that is not a desk at all, is never touched. */
async function refuseUsed(client: pg.Client) {
  const { rows } = await client.query(
    `select count(*)::int as tables, to_regclass('public.facts') is not null and to_regclass('public.agents') is not null as desk
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  if (!rows[0].tables) return
  if (!rows[0].desk) throw new Complaint('not_empty')
  const used = await client.query('select exists (select from facts) or exists (select from agents) as used')
  if (used.rows[0].used) throw new Complaint('not_empty')
}

async function load(
  client: pg.Client,
  target: Target,
  head: Head,
  sums: Record<string, Sum>,
  entries: AsyncGenerator<Read>,
) {
  const tables = quoted(head.tables.map(({ name }) => name))
  const { rows: keys } = await client.query<{ tbl: string; name: string; rule: string }>(
    `select conrelid::regclass::text as tbl, quote_ident(conname) as name, pg_get_constraintdef(oid) as rule
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  for (const { tbl, name } of keys) await client.query(`alter table ${tbl} drop constraint ${name}`)
  for (const { name } of head.tables) await client.query(`alter table "${name}" disable trigger user`)
  await client.query(`truncate ${tables}`)

  const found = await loadEntries(client, target, head, entries)
  check({ ...found, sums: { ...sums, ...found.sums } })
  for (const { name, last } of head.sequences)
    if (last !== null) await client.query('select setval($1, $2, true)', [`"${name}"`, last])
  await client.query(`select count_on_from(greatest((select xid from facts order by xid desc, id desc limit 1),
    (select xid from changes order by xid desc, id desc limit 1)))`)
  for (const { name } of head.tables) await client.query(`alter table "${name}" enable trigger user`)
  for (const { tbl, name, rule } of keys) await client.query(`alter table ${tbl} add constraint ${name} ${rule}`)
}

type Found = { manifest: Manifest | undefined; sums: Record<string, Sum>; rows: Record<string, number>; files: number }

async function loadEntries(client: pg.Client, { dataDir }: Target, head: Head, entries: AsyncGenerator<Read>) {
  const found: Found = { manifest: undefined, sums: {}, rows: {}, files: 0 }
  const columns = new Map(head.tables.map((table) => [table.name, table.columns]))
  for await (const entry of entries) {
    const [, kind, name] = /^(table|file)\/(.*)$/s.exec(entry.name) ?? []
    if (kind === 'table') {
      const copy = client.query(copyFrom(`copy "${name}" (${quoted(columns.get(name!)!)}) from stdin`))
      await pipeline(entry.data, copy)
      found.rows[name!] = copy.rowCount
    } else if (kind === 'file') {
      const stored = await storeFile(join(dataDir, 'files'), Readable.from(entry.data), Number.POSITIVE_INFINITY)
      if (stored.storage !== name) throw new ArchiveFault('damaged')
      found.files++
    } else if (entry.name === 'seals.log') await restoreSealsFile(dataDir, entry)
    else if (entry.name === 'manifest.json') found.manifest = JSON.parse((await whole(entry)).toString())
    if (entry.name !== 'manifest.json') found.sums[entry.name] = entry.sum()
  }
  return found
}

/** The seals of an earlier life of this folder are kept beside: they are evidence, but not of this desk. */
async function restoreSealsFile(dataDir: string, entry: Entry) {
  const file = sealsFile(dataDir)
  await mkdir(dataDir, { recursive: true })
  await writeFile(`${file}.restored`, Readable.from(entry.data), { mode: 0o600, flush: true })
  if (existsSync(file)) await rename(file, `${file}.before-${new Date().toISOString().replaceAll(':', '-')}`)
  await rename(`${file}.restored`, file)
}

/** Everything the manifest names must have come, with its bytes, rows and files, and nothing else. */
function check({ manifest, sums, rows, files }: Found) {
  if (!manifest) throw new ArchiveFault('damaged')
  const as = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  if (as(sums) !== as(manifest.sums) || as(rows) !== as(manifest.rows) || files !== manifest.files)
    throw new ArchiveFault('damaged')
}

async function whole(entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of entry.data) chunks.push(chunk)
  return Buffer.concat(chunks)
}
