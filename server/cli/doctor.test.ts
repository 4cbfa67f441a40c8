import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { done } from '../../test/afternoon.ts'
import { newWorld } from '../../test/world.ts'
import { sealRecord } from '../audit/sealing.ts'
import { verifyRecord } from '../audit/verifying.ts'
import { examine } from './doctor.ts'
import type { Found } from './finding-the-desk.ts'

const world = newWorld({ clock: 'true' })
const scratch = mkdtempSync(join(tmpdir(), 'ventanilla-doctor-'))
let found: Found

beforeAll(async () => {
  const { config } = world.desk
  found = {
    config,
    databaseUrl: config.databaseUrl!,
    dataDir: config.dataDir,
    secretKey: config.secretKey,
    ownKey: true,
  }
  await done(
    world.ben.call('POST', '/api/tickets', {
      description: 'No imprime',
      customer: { name: 'María' },
      channel: 'phone',
    }),
  )
  await sealAll()
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('a healthy desk has nothing but the advice to make a backup', async () => {
  expect(await sick()).toEqual([['backup', 'never']])
})

test('a database that does not answer', async () => {
  expect(await sick({ databaseUrl: 'postgres://nobody@127.0.0.1:9/nothing' })).toEqual([['database', 'unreachable']])
})

test('alarms that nobody rings', async () => {
  await run(`update tickets set sweep_at = now() - interval '10 minutes', next_due_at = now() - interval '10 minutes'`)
  expect(await sick()).toEqual(
    expect.arrayContaining([
      ['sweep', 'bad'],
      ['unattended', 'bad'],
    ]),
  )
  await world.sweep()
  expect(await sick()).toEqual([['backup', 'never']])
})

test('a record nobody seals', async () => {
  await sealAll()
  await run(
    `insert into facts (type, actor_kind, source, detail, at) values ('test', 'system', 'test', '{}', now() - interval '10 minutes')`,
  )
  expect(await sick()).toEqual(expect.arrayContaining([['seals', 'bad']]))
  do await sealRecord(world.desk)
  while ((await sick()).some(([name]) => name === 'seals'))
})

test('a SECRET_KEY that did not make the seals', async () => {
  const config = { ...found.config, secretKey: 'x'.repeat(40) }
  expect(await sick({ config, secretKey: config.secretKey })).toEqual(expect.arrayContaining([['key', 'bad']]))
})

test('a key file that others can read', async () => {
  const dataDir = mkdtempSync(join(scratch, 'data-'))
  writeFileSync(join(dataDir, 'secret.key'), found.secretKey, { mode: 0o600 })
  expect(await sick({ dataDir, ownKey: false })).not.toContainEqual(['keyFile', 'bad'])
  chmodSync(join(dataDir, 'secret.key'), 0o644)
  expect(await sick({ dataDir, ownKey: false })).toContainEqual(['keyFile', 'bad'])
})

test('a storage that cannot be written', async () => {
  const dataDir = mkdtempSync(join(scratch, 'data-'))
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, 'files'), 'a file where the folder should be')
  expect(await sick({ dataDir })).toContainEqual(['storage', 'unwritable'])
})

test('a trigger of the record left switched off', async () => {
  await run('alter table parties disable trigger record_change')
  expect(await sick()).toContainEqual(['triggers', 'bad'])
  await run('alter table parties enable trigger record_change')
})

test('a desk that is not running', async () => {
  await world.app.close()
  expect(await sick()).toContainEqual(['running', 'bad'])
})

const run = (query: string) => world.desk.db.pool.query(query)

/** Other tests write in other databases of this server: their transactions hold the horizon back for a moment. */
async function sealAll() {
  do await sealRecord(world.desk)
  while ((await verifyRecord(found)).unsealed)
}

async function sick(other: Partial<Found> = {}) {
  const checks = await examine({ ...found, ...other })
  return checks.filter(({ state }) => state !== 'ok').map(({ name, say }) => [name, say])
}
