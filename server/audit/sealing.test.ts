import { appendFileSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import { sealRecord } from './sealing.ts'
import { sealsFile } from './seals-file.ts'

const world = newWorld()

beforeEach(async () => {
  do await sealRecord(world.desk)
  while (await unsealed())
})

test('two processes that seal at the same moment make one chain', async () => {
  await note('uno')
  await Promise.all([sealRecord(world.desk), sealRecord(world.desk)])
  const { rows } = await run(`select count(*)::int as seals, count(distinct prev)::int as links from seals`)
  expect(rows[0].links).toBe(rows[0].seals)
})

test('a change that commits late, of a transaction that began early, is not passed over', async () => {
  const early = new pg.Client(world.desk.config.databaseUrl!)
  await early.connect()
  await early.query(
    `begin; insert into facts (type, actor_kind, source, detail, at) values ('test', 'system', 'early', '{}', now())`,
  )
  await note('late')
  await sealRecord(world.desk)
  expect(await unsealed()).toBeGreaterThan(0)
  await early.query('commit')
  await early.end()
  do await sealRecord(world.desk)
  while (await unsealed())
  const { rows } = await run(
    `select sum(count)::int as sealed, (select count(*)::int from facts) as facts from seals where tbl = 'facts'`,
  )
  expect(rows[0].sealed).toBe(rows[0].facts)
})

test('half a line, as a power cut leaves it, is cut off before the next seal is written', async () => {
  const file = sealsFile(world.desk.config.dataDir)
  const whole = readFileSync(file, 'utf8')
  appendFileSync(file, '4711 2026-03-0')
  await sealRecord(world.desk)
  expect(readFileSync(file, 'utf8')).toBe(whole)
})

test('a process that finds the file missing writes it anew from the first seal', async () => {
  const elsewhere = { ...world.desk, config: { ...world.desk.config, dataDir: `${world.desk.config.dataDir}/other` } }
  await sealRecord(elsewhere)
  expect(readFileSync(sealsFile(elsewhere.config.dataDir), 'utf8')).toBe(
    readFileSync(sealsFile(world.desk.config.dataDir), 'utf8'),
  )
})

const run = (query: string) => world.desk.db.pool.query(query)
const note = (source: string) =>
  run(`insert into facts (type, actor_kind, source, detail, at) values ('test', 'system', '${source}', '{}', now())`)

async function unsealed(): Promise<number> {
  const { rows } = await run(`select count(*)::int as count from facts where (xid, id) >
    (select last_xid, last_id from seals where tbl = 'facts' order by id desc limit 1)`)
  return rows[0].count
}
