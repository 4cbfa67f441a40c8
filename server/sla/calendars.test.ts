import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import { deskCalendar } from './calendars.ts'
import type { Calendar } from './working-time.rules.ts'

const [world, other] = [newWorld(), newWorld()]
const week = (from: string): Calendar['hours'] => ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from, to: '18:00' }))

const edit = (desk: typeof world, from: string, fault?: Error) =>
  desk.asSystem(async (ctx) => {
    await sql`update calendars set hours = ${JSON.stringify(week(from))}, version = version + 1`.execute(ctx.db)
    if (!fault) return
    expect((await deskCalendar(ctx)).hours).toEqual(week(from))
    throw fault
  })
const hours = async (desk: typeof world) => (await desk.asSystem(deskCalendar)).hours

test('two desks in one process count each by its own calendar, though both bear the same number and version', async () => {
  await edit(world, '09:00')
  await edit(other, '15:00')
  for (const [desk, from] of [[world, '09:00'] as const, [other, '15:00'] as const])
    expect(await hours(desk)).toEqual(week(from))
})

test('hours that were rolled back are counted by nobody, though others were given their version', async () => {
  const fault = new Error('something failed after them')
  await expect(edit(world, '06:00', fault)).rejects.toBe(fault)
  await edit(world, '10:00')
  expect(await hours(world)).toEqual(week('10:00'))
})
