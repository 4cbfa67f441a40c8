import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { verifyRecord } from '../../server/audit/verifying.ts'
import { lockTicket } from '../../server/tickets/locking.ts'
import { appendStatusRow, basicStatusId, writeTicket } from '../../server/tickets/writing.ts'
import { edit, items, later, look, open } from '../acts.ts'
import { newWorld } from '../world.ts'

// E6: a desk that is updated holds tickets that were reopened when that still left the verification where it was.

const MIGRATION = join(import.meta.dirname, '../../migrations/0190_verified_anew.sql')
const world = newWorld()
const before = 'Imprimió dos hojas'
const ids: Record<string, number> = {}
const versions: Record<string, number> = {}

const hoursPass = () => world.at(later(world.now(), { hours: 1 }))
const complete = (id: number, fields: object = {}) =>
  edit(world.ben, id, { status: 'completed', solution: 'Se cambió el cable', ...fields })
const verified = async () => {
  const { id } = await open(world.ben)
  await complete(id, { verification: before })
  return id as number
}
/** Still at work on it. */
const noted = async () => {
  const { id } = await open(world.ben)
  await edit(world.ben, id, { verification: before })
  return id as number
}

/** As the version before did it. */
async function reopen(id: number) {
  await hoursPass()
  await world.asSystem(async (ctx) => {
    const { reopen_count } = await lockTicket(ctx, id, 'change')
    const statusId = basicStatusId('in_progress')
    const cleared = { resolved_at: null, accepted_at: null, solution_stands: false, reopen_count: reopen_count + 1 }
    await ctx.record({ type: 'ticket.reopened', ticketId: id }, async () => {
      await writeTicket(ctx, id, { status: 'in_progress', status_id: statusId, ...cleared })
      await appendStatusRow(ctx, id, 'in_progress', statusId)
    })
  })
  await hoursPass()
}

beforeAll(async () => {
  ids['never reopened'] = await noted()
  for (const name of ['reopened', 'elsewhere since', 'anew', 'twice', 'completed again']) {
    const id = await verified()
    ids[name] = id
    await reopen(id)
    if (name === 'elsewhere since') await edit(world.ben, id, { summary: 'Vuelve a fallar', solution: 'Otro cable' })
    if (name === 'anew' || name === 'twice') await edit(world.ben, id, { verification: 'Imprimió veinte' })
    if (name === 'completed again' || name === 'twice') await complete(id)
    if (name === 'twice') await reopen(id)
  }
  for (const [name, id] of Object.entries(ids)) versions[name] = (await look(world.ben, id)).version
  await world.desk.db.pool.query(readFileSync(MIGRATION, 'utf8'))
})

test('E6: of what was reopened and is at work, the earlier verification is cleared; what was verified since, completed again or never reopened keeps it', async () => {
  const now = Object.keys(ids).map(async (name) => [name, (await look(world.ben, ids[name]!)).verification])
  expect(Object.fromEntries(await Promise.all(now))).toEqual({
    reopened: null,
    'elsewhere since': null,
    anew: 'Imprimió veinte',
    twice: null,
    'completed again': before,
    'never reopened': before,
  })
})

test('E9: the update is on the record as such, and whoever has such a ticket before them goes on as they were', async () => {
  const changes = await items(world.ben, `/api/tickets/${ids.reopened}/changes`)
  expect(changes).toContainEqual(expect.objectContaining({ field: 'verification', old: before, new: null }))
  expect((await verifyRecord(world.desk.config as never)).findings).toEqual([])
  const saved = { version: versions.reopened, verification: 'Imprimió diez' }
  expect((await world.ben.call('PATCH', `/api/tickets/${ids.reopened}`, saved)).status).toBe(200)
})
