import { beforeAll, expect, test } from 'vitest'
import { done } from '../../test/afternoon.ts'
import { newWorld } from '../../test/world.ts'
import { notRecorded, recorded } from './tables.ts'

const world = newWorld()
let ticketId: number

beforeAll(async () => {
  const customer = { name: 'María González' }
  const opened = world.ben.call('POST', '/api/tickets', { description: 'No imprime', customer, channel: 'phone' })
  ticketId = (await done(opened)).id
})

test('every table stands in exactly one list: recorded, or not with the reason', async () => {
  const { rows } = await run(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`,
  )
  // the table of the settable clock exists in tests alone (platform/clock.ts)
  const tables = rows.map(({ name }) => name).filter((name) => name !== 'set_clock')
  expect([...recorded, ...Object.keys(notRecorded)].sort()).toEqual(tables.sort())
})

test('exactly the recorded tables have the trigger, switched on', async () => {
  const { rows } = await run(
    `select tgrelid::regclass::text as name from pg_trigger where tgname = 'record_change' and tgenabled = 'O' order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual([...recorded].sort())
})

for (const table of ['facts', 'changes', 'seals'])
  for (const query of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`])
    test(`${query}: refused`, async () => {
      await run(`insert into seals (at, tbl, first_xid, first_id, last_xid, last_id, count, hash, prev, mac)
        values (now(), 'facts', '0', 0, '0', 0, 0, '', '', '')`)
      await expect(run(query)).rejects.toThrow('The record is never rewritten')
    })

test('a hand-typed UPDATE stands in the record under the name of who typed it', async () => {
  await run(`update tickets set summary = 'Escrito a mano' where id = ${ticketId}`)
  const { rows } = await run(
    `select actor_kind, source, diff from changes where ticket_id = ${ticketId} order by id desc limit 1`,
  )
  const [typist] = (await run('select session_user as name')).rows
  expect(rows).toEqual([
    { actor_kind: 'sql', source: `sql:${typist!.name}`, diff: { summary: ['', 'Escrito a mano'] } },
  ])
})

test('every change of a request names the fact that explains it', async () => {
  const { rows } = await run(
    `select distinct f.type from changes c join facts f on f.id = c.fact_id where c.ticket_id = ${ticketId}`,
  )
  expect(rows).toEqual([{ type: 'ticket.opened' }])
})

const run = (query: string): Promise<{ rows: { name: string }[] }> => world.desk.db.pool.query(query)
