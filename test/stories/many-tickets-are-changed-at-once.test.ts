import { expect, test } from 'vitest'
import { bulk } from '../../server/worker.ts'
import { close, complete, edit, items, look, ok, open, refusal } from '../acts.ts'
import { newWorld } from '../world.ts'

const world = newWorld()

const preview = async (act: object, ticketIds: number[], who = world.ada) =>
  ok(await who.call('POST', '/api/bulk/preview', { ticketIds, act }))
const start = async (act: object, ticketIds: number[]) =>
  ok(await world.ada.call('POST', '/api/bulk', { ticketIds, act }), 201)
const run = async (id: number) => ok(await world.ada.call('GET', `/api/bulk/${id}`))

test('Z2: Ada gives ten tickets to Ben in one go, and his bell rings once', async () => {
  const ids = []
  for (let n = 0; n < 10; n++) ids.push((await open(world.olga)).id)
  const started = await start({ ownerId: world.ben.id, priority: 'high', addTags: ['corte'] }, ids)
  expect(started).toMatchObject({ total: 10, done: 0, finishedAt: null })
  await bulk(world.desk)
  expect((await run(started.id)).run).toMatchObject({ total: 10, done: 10, refused: 0 })
  expect(await look(world.ben, ids[3])).toMatchObject({ owner: { name: 'Ben' }, priority: 'high', tags: ['corte'] })
  const rung = await items(world.ben, '/api/alerts')
  expect(rung.map(({ text }) => text)).toEqual(['Le asignaron 10 tickets'])
})

test('what a preview says is what the run does, ticket by ticket, with the same reasons', async () => {
  const open_ = await open(world.ben)
  const solved = await open(world.ben)
  await edit(world.ben, solved.id, { solution: 'Se cambió el cable' })
  const completed = await open(world.ben)
  await complete(world.ben, completed.id)
  const closed = await open(world.ben)
  await close(world, closed.id)
  const inTray = await open(world.ben, { groupId: world.tray })
  const elsewhere = await open(world.raiz, { groupId: world.sales })
  const ids = [open_, solved, completed, closed, inTray, elsewhere].map(({ id }) => id)
  const foreseen = await preview({ status: 'closed' }, ids)
  expect(foreseen).toMatchObject({ total: 5, works: 2, more: false })
  expect(foreseen.refused.map(({ ticket }: any) => ticket.id)).toEqual([open_.id, closed.id, inTray.id])
  const { id } = await start({ status: 'closed' }, ids)
  await bulk(world.desk)
  const { run: ran, refused } = await run(id)
  expect(ran).toMatchObject({ total: 5, done: 2, refused: 3 })
  expect(refused.map(({ ticket }: any) => ticket.id)).toEqual([open_.id, closed.id, inTray.id])
  expect(refused[0].why).toBe(foreseen.refused[0].why)
  expect((await look(world.ben, solved.id)).status).toBe('closed')
})

test('many are closed with one solution, and those that had theirs keep it', async () => {
  const bare = await open(world.ben)
  const solved = await open(world.ben)
  await edit(world.ben, solved.id, { solution: 'Se cambió el cable' })
  await start({ status: 'completed', solution: 'Corte general, ya repuesto' }, [bare.id, solved.id])
  await bulk(world.desk)
  const texts = [await look(world.ben, bare.id), await look(world.ben, solved.id)].map(({ solution }) => solution)
  expect(texts).toEqual(['Corte general, ya repuesto', 'Se cambió el cable'])
})

test('only leads change many: Ben is told so at once, and Ada sees none of Ventas', async () => {
  const ticket = await open(world.ben)
  expect(
    refusal(await world.ben.call('POST', '/api/bulk', { ticketIds: [ticket.id], act: { priority: 'low' } })),
  ).toEqual([403, 'forbidden'])
  const mine = await start({ priority: 'low' }, [ticket.id])
  await bulk(world.desk)
  expect((await world.raiz.call('GET', `/api/bulk/${mine.id}`)).status).toBe(404)
  expect(
    (await world.eva.call('POST', '/api/bulk/preview', { ticketIds: [ticket.id], act: { priority: 'low' } })).body,
  ).toMatchObject({
    total: 0,
  })
})

test('a run whose process dies is taken over by the next, and no ticket is changed twice', async () => {
  const ids = [(await open(world.ben)).id, (await open(world.ben)).id]
  const { id } = await start({ addTags: ['tomado'] }, ids)
  const { changeItem, nextItem, takeRun } = await import('../../server/tickets/bulk.ts')
  const taken = await world.asSystem(takeRun)
  const died = world.asSystem(async (ctx) => {
    await changeItem(ctx, taken!, (await nextItem(ctx, taken!))!)
    throw new Error('killed')
  })
  await expect(died).rejects.toThrow('killed')
  await bulk(world.desk)
  expect((await run(id)).run.done).toBe(0)
  await world.at(new Date(world.now().getTime() + 60_000))
  await bulk(world.desk)
  expect((await run(id)).run).toMatchObject({ done: 2, refused: 0 })
  const changes = await items(world.ben, `/api/tickets/${ids[0]}/changes`)
  expect(changes.filter(({ field }) => field === 'tags')).toHaveLength(1)
})

test('all of a list is chosen by its question, not by what was on the screen', async () => {
  for (let n = 0; n < 3; n++) await open(world.ben, { tags: ['lote'] })
  const asked = { view: 'open', tag: 'lote' }
  expect(ok(await world.ada.call('POST', '/api/bulk/preview', { asked, act: { priority: 'low' } }))).toMatchObject({
    total: 3,
    works: 3,
  })
})
