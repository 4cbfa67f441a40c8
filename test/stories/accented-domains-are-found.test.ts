import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRecord } from '../../server/audit/verifying.ts'
import { oneSpelling } from '../../server/platform/addresses.ts'
import { ok } from '../acts.ts'
import { mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// L1: who was kept with an accented domain before addresses had one spelling is found wherever they are compared.

const MIGRATION = join(import.meta.dirname, '../../migrations/0146_domains_in_one_spelling.sql')
const world = newWorld()
let database: pg.PoolClient

beforeAll(async () => {
  await mailbox(world)
  database = await world.desk.db.pool.connect()
})
afterAll(() => database.release(true))

test('L1: what was kept with accents before is in one spelling, wherever it stands, and on the record; two people stay two', async () => {
  const kept: Record<string, number> = {}
  for (const name of ['ana', 'rosa', 'otra-rosa', 'olga'])
    kept[name] = ok(
      await world.ben.call('POST', '/api/customers', { name, emails: [`${name}@correo.example`] }),
      201,
    ).id
  const address = (name: string, written: string) =>
    database.query('update customer_emails set address = $2 where customer_id = $1', [kept[name], written])
  await address('ana', 'ana@panadería-ñu.example')
  await address('rosa', 'rosa@panadería.example')
  await address('otra-rosa', oneSpelling('rosa@panadería.example'))
  await address('olga', 'olga@пример.example')
  const { ticketId } = await send(world, { from: 'Ana <ana@panadería-ñu.example>' })
  await database.query(`update interactions set from_address = 'Ana@panadería-ñu.example' where ticket_id = $1`, [
    ticketId,
  ])
  await database.query(readFileSync(MIGRATION, 'utf8'))
  const { rows } = await database.query(
    `select c.name, e.address from customers c join customer_emails e on e.customer_id = c.id where c.id = any($1) order by c.id`,
    [Object.values(kept)],
  )
  expect(rows.map((row) => row.address)).toEqual([
    ...[oneSpelling('ana@panadería-ñu.example'), 'rosa@panadería.example', oneSpelling('rosa@panadería.example')],
    'olga@пример.example',
  ])
  const said = await database.query(
    `select from_address from interactions where ticket_id = $1 and from_address is not null`,
    [ticketId],
  )
  expect(said.rows).toEqual([{ from_address: `Ana${oneSpelling('ana@panadería-ñu.example').slice(3)}` }])
  expect((await verifyRecord(world.desk.config as never)).findings).toEqual([])
})

test('L1: of every accented letter it makes what the program makes of it, or leaves it', async () => {
  const letters = Array.from({ length: 0x17f - 0xc0 }, (_, n) => String.fromCodePoint(0xc0 + n))
  const written = letters.flatMap((letter) => [
    `a@b${letter}c.example`,
    `a@${letter}.${letter}${letter}-x${letter}.example`,
  ])
  written.push(
    'a@ñandú-ñoño-año.example',
    'a@xn--ñ.example',
    'ñ@b.example',
    'a@ｐañ.example',
    `a@${'ñ'.repeat(70)}.example`,
  )
  const { rows } = await database.query<{ address: string; made: string }>(
    'select address, pg_temp.in_ascii(address) as made from unnest($1::text[]) address',
    [written],
  )
  const others = rows.filter(({ address, made }) => made !== address && made !== oneSpelling(address))
  expect(others).toEqual([])
  expect(rows.filter(({ address, made }) => made !== address).length).toBeGreaterThan(150)
})
