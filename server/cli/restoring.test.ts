import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { done, playAfternoon } from '../../test/afternoon.ts'
import { newWorld, ZONE } from '../../test/world.ts'
import { sealRecord } from '../audit/sealing.ts'
import { notBackedUp, notRecorded, recorded } from '../audit/tables.ts'
import { verifyRecord } from '../audit/verifying.ts'
import { system } from '../auth/actor.ts'
import { openDesk } from '../desk.ts'
import { boxes } from '../mail/fetching/watching.ts'
import { dueMailboxes } from '../mail/outgoing/claiming.ts'
import { dueNotices } from '../mail/outgoing/notices.queries.ts'
import { restRestored } from '../mail/resting.ts'
import { ArchiveFault } from '../platform/archive-cipher.ts'
import { readConfig } from '../platform/config.ts'
import { transact } from '../transaction.ts'
import { backUp } from './backing-up.ts'
import { restoreCommand } from './commands.ts'
import { restore } from './restoring.ts'
import { voiceOf } from './speaking.ts'

const PASSPHRASE = 'ocho gatos cruzan el río'
const world = newWorld()
const scratch = mkdtempSync(join(tmpdir(), 'ventanilla-backup-'))
const archive = join(scratch, 'copia.ventanilla')
let source: { databaseUrl: string; dataDir: string; secretKey: string }

beforeAll(async () => {
  await playAfternoon(world)
  await done(
    world.ben.call('POST', '/api/files?name=grande.bin', randomBytes(300_000), {
      'content-type': 'application/zip',
    }),
  )
  await sealRecord(world.desk)
  source = { ...world.desk.config, databaseUrl: world.desk.config.databaseUrl! }
  await backUp(source, archive, PASSPHRASE)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('what comes back is the same to the byte: every table, every number, every file', async () => {
  const target = await emptyDesk({ started: false })
  await restore(target, archive, PASSPHRASE)
  expect(await contents(target.databaseUrl)).toEqual(await contents(source.databaseUrl))
  expect(filesBelow(target.dataDir)).toEqual(filesBelow(source.dataDir))
})

test('the record of a restored desk holds, and goes on holding as work goes on', async () => {
  const target = await emptyDesk()
  await restore(target, archive, PASSPHRASE)
  expect((await verifyRecord(target)).findings).toEqual([])
  const desk = openDesk(
    readConfig({ ...ENVIRONMENT, DATA_DIR: target.dataDir, DATABASE_URL: target.databaseUrl }),
    target.databaseUrl,
  )
  await desk.db.pool.query(`update customers set notes = 'Después de la copia'`)
  do await sealRecord(desk)
  while ((await verifyRecord(target)).unsealed)
  await desk.db.destroy()
  expect(await verifyRecord(target)).toMatchObject({ findings: [], unsealed: 0 })
})

test('a desk restored beside the one that still runs sends, fetches and writes nothing by itself', async () => {
  const target = await emptyDesk()
  const awake = `select (select count(*)::int from mailboxes where active) as mailboxes,
    (select count(*)::int from outgoing_mails where state in ('queued', 'sending')) as mails,
    (select count(*)::int from deliveries where state = 'queued') as deliveries,
    (select count(*)::int from mail_notices where outcome is null) as notices`
  const { mailboxes, mails, notices } = (await ask(source.databaseUrl, awake))[0]
  expect([mailboxes, mails, notices].every((count) => count > 0)).toBe(true)
  const said = await restoreByCommand(target)
  expect(said).toContain('buzones quedaron inactivos')
  const numbers = 'select last_value::int - (select max(id) from tickets)::int as left_out from tickets_id_seq'
  // What the other desk has told people since is nobody else's number here.
  expect((await ask(target.databaseUrl, numbers))[0].left_out).toBeGreaterThanOrEqual(1000)
  expect(await ask(target.databaseUrl, awake)).toEqual([{ mailboxes: 0, mails: 0, deliveries: 0, notices: 0 }])
  expect((await verifyRecord(target)).findings).toEqual([])
})

test('a desk whose restoring was killed before its mail was at rest does nothing by itself, and rests with the first round', async () => {
  const target = await emptyDesk()
  // All that is committed when the last table is in: what follows did not happen.
  await restore(target, archive, PASSPHRASE)
  const awake = `select (select count(*)::int from mailboxes where active) as mailboxes`
  expect((await ask(target.databaseUrl, awake))[0].mailboxes).toBeGreaterThan(0)
  const desk = openDesk(
    readConfig({ ...ENVIRONMENT, DATA_DIR: target.dataDir, DATABASE_URL: target.databaseUrl }),
    target.databaseUrl,
  )
  await desk.db.pool.query(`update outgoing_mails set try_at = '2026-01-01' where state = 'queued'`)
  await desk.db.pool.query(`update mail_notices set due_at = '2026-01-01' where outcome is null`)
  expect([await boxes(desk), await dueMailboxes(desk.db), await dueNotices(desk.db, 0)]).toEqual([[], [], []])
  await transact(desk, { who: system(ZONE), source: 'restore' }, restRestored)
  expect(await ask(target.databaseUrl, awake)).toEqual([{ mailboxes: 0 }])
  await desk.db.destroy()
})

test('a backup that keeps nothing of what was written after it began', async () => {
  const target = await emptyDesk()
  await restore(target, archive, PASSPHRASE)
  await world.asSystem((ctx) => ctx.record({ type: 'settings.saved', setting: 'later' }, async () => {}))
  const [before, after] = [await contents(target.databaseUrl), await contents(source.databaseUrl)]
  expect(before.facts).not.toBe(after.facts)
})

test('a wrong passphrase opens nothing', async () => {
  await expect(restore(await emptyDesk(), archive, 'otra frase de paso')).rejects.toEqual(
    new ArchiveFault('wrong_passphrase'),
  )
})

test('something that is no backup is recognised', async () => {
  const file = join(scratch, 'otra-cosa.zip')
  writeFileSync(file, 'PK otra cosa')
  await expect(restore(await emptyDesk(), file, PASSPHRASE)).rejects.toEqual(new ArchiveFault('not_an_archive'))
})

test('an archive cut off, changed or added to is refused, and the desk stays empty', async () => {
  const target = await emptyDesk()
  const whole = readFileSync(archive)
  const file = join(scratch, 'roto.ventanilla')
  for (const [how, spoilt] of Object.entries({
    'cut off at its end': whole.subarray(0, -10),
    'cut off between two blocks': whole.subarray(0, 58 + 65_552),
    'cut off in its head': whole.subarray(0, 40),
    'with one bit changed': Buffer.from(whole).fill(whole[20_000]! ^ 1, 20_000, 20_001),
    'with something added': Buffer.concat([whole, Buffer.from('más')]),
  })) {
    writeFileSync(file, spoilt)
    await expect(restore(target, file, PASSPHRASE), how).rejects.toEqual(new ArchiveFault('damaged'))
  }
  await restore(target, archive, PASSPHRASE)
})

test('a desk somebody works on is not touched', async () => {
  const target = { ...source, ownKey: true }
  await expect(restore(target, archive, PASSPHRASE)).rejects.toMatchObject({ code: 'not_empty' })
})

test('a database of something else is not touched', async () => {
  const target = await emptyDesk({ started: false })
  await ask(target.databaseUrl, 'create table somebody_elses ()')
  await expect(restore(target, archive, PASSPHRASE)).rejects.toMatchObject({ code: 'not_empty' })
})

test('a SECRET_KEY that is not the desk’s own is refused; without one the desk gets its own back', async () => {
  const target = await emptyDesk()
  await expect(restore({ ...target, secretKey: 'x'.repeat(40) }, archive, PASSPHRASE)).rejects.toMatchObject({
    code: 'other_key',
  })
  await restore({ ...target, secretKey: 'x'.repeat(40), ownKey: false }, archive, PASSPHRASE)
  expect(readFileSync(join(target.dataDir, 'secret.key'), 'utf8')).toBe(source.secretKey)
})

test('an interrupted backup leaves no file under its name, nor half of one', async () => {
  const folder = mkdtempSync(join(scratch, 'half-'))
  const stop = new AbortController()
  const made = backUp(source, join(folder, 'copia.ventanilla'), PASSPHRASE, stop.signal)
  while (!readdirSync(folder).length) await sleep(5)
  stop.abort()
  await expect(made).rejects.toThrow('aborted')
  expect(readdirSync(folder)).toEqual([])
})

test('a file missing in the storage is told, and everything else is in the backup', async () => {
  const dataDir = mkdtempSync(join(scratch, 'data-'))
  cpSync(source.dataDir, dataDir, { recursive: true })
  const [gone] = filesBelow(dataDir).filter(([name]) => name.startsWith('files'))
  rmSync(join(dataDir, gone![0]))
  const { missing, files } = await backUp({ ...source, dataDir }, join(scratch, 'incompleta.ventanilla'), PASSPHRASE)
  expect(missing).toEqual([gone![0].slice('files/'.length)])
  expect(files).toBeGreaterThan(0)
})

const ENVIRONMENT = { SECRET_KEY: 'k'.repeat(40), LOG_LEVEL: 'silent' }

/** As at the terminal; what it says. */
async function restoreByCommand({ databaseUrl, dataDir, secretKey }: Awaited<ReturnType<typeof emptyDesk>>) {
  const environment = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    BACKUP_PASSPHRASE: PASSPHRASE,
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const spoken = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await restoreCommand(voiceOf({}), archive, {})
    return spoken.mock.calls.join('\n')
  } finally {
    spoken.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** As its first start leaves it, or before that. */
async function emptyDesk({ started = true } = {}) {
  const url = new URL(source.databaseUrl)
  const name = `restored_${Math.random().toString(36).slice(2, 8)}`
  await ask(url.href, `create database ${name} ${started ? 'template template_desk' : ''}`)
  url.pathname = `/${name}`
  return {
    databaseUrl: url.href,
    dataDir: mkdtempSync(join(scratch, 'desk-')),
    secretKey: source.secretKey,
    ownKey: true,
  }
}

/** A digest of every table in a fixed order, and where its numbers go on. */
async function contents(url: string): Promise<Record<string, string>> {
  const tables = [...recorded, ...Object.keys(notRecorded)].filter((name) => !(name in notBackedUp))
  const digests = tables.map(
    (name) => `select '${name}' as name, md5(string_agg(t::text, e'\\n' order by t::text)) as said from "${name}" t`,
  )
  const sequences = `select 'sequence ' || sequencename, last_value::text from pg_sequences where schemaname = 'public' and sequencename !~ 'live_events'`
  const rows = await ask(url, [...digests, sequences].join(' union all '))
  return Object.fromEntries(rows.map(({ name, said }) => [name, said]))
}

function filesBelow(folder: string): [string, string][] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + 1), readFileSync(path).toString('base64')]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

async function ask(url: string, query: string) {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}
