import { beforeAll, beforeEach, expect, test } from 'vitest'
import { items, later, ok } from '../acts.ts'
import { MARIA_AT, mailbox, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

// S12: whoever writes on a ticket is seen among its people, as what they are.

const world = newWorld()
const ROSA = 'Rosa Díaz <rosa@panaderia.example>'
beforeAll(async () => {
  await mailbox(world)
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const others = async (id: number) =>
  (await items(world.ben, `/api/tickets/${id}/parties`))
    .filter(({ role }) => !['customer', 'group'].includes(role))
    .map(({ id, role, name, email }) => [id, role, name, email])
/** María writes with Rosa in copy. */
const withRosa = async () => (await send(world, { cc: ROSA })).ticketId as number
const writes = (id: number, more: object) => send(world, { subject: `Re: [#${id}]`, ...more })

test('S12: Rosa, in copy of María’s mail, is no party until she writes; then she is seen as who was in copy, once', async () => {
  const id = await withRosa()
  expect(await others(id)).toEqual([])
  await writes(id, { from: ROSA })
  await writes(id, { from: 'Rosa <ROSA@panaderia.example>', text: 'Y esto.' })
  expect(await others(id)).toEqual([[null, 'copied', 'Rosa', 'rosa@panaderia.example']])
})

test('S12: who had our mail in hand and wrote from elsewhere is seen as who wrote', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  await send(world, { from: 'maria.casa@correo.example', answers: messageId })
  expect(await others(ticketId)).toEqual([[null, 'writer', 'maria.casa@correo.example', 'maria.casa@correo.example']])
})

test('S12: María herself, a machine, and who is a party already are not listed by what they wrote', async () => {
  const id = await withRosa()
  await writes(id, { from: MARIA_AT })
  await send(world, {
    from: ROSA,
    answers: (await sent(world, id)).messageId,
    headers: ['Auto-Submitted: auto-replied'],
  })
  expect(await others(id)).toEqual([])
  await writes(id, { from: ROSA })
  const rosa = { role: 'third_party', name: 'Rosa', email: 'rosa@panaderia.example' }
  await world.ben.call('POST', `/api/tickets/${id}/parties`, rosa)
  expect(await others(id)).toEqual([[expect.any(Number), 'third_party', 'Rosa', 'rosa@panaderia.example']])
})

test('S12: mail in Rosa’s name that failed lists nobody', async () => {
  const id = await withRosa()
  const server = 'mx.panaderia-sur.example'
  await world.desk.db.pool.query('update mailboxes set trusted_server = $1', [server])
  const headers = [`Authentication-Results: ${server}; dmarc=fail header.from=panaderia.example`]
  expect((await writes(id, { from: ROSA, headers })).reason).toBe('unverified')
  expect(await others(id)).toEqual([])
})

test('S12: who wrote on what was merged into it is seen, also whose ticket or whose party it was there', async () => {
  const { ticketId: rosas } = await send(world, { from: ROSA })
  const bodega = { role: 'third_party', name: 'Bodega', email: 'bodega@norte.example' }
  ok(await world.ben.call('POST', `/api/tickets/${rosas}/parties`, bodega), 201)
  await writes(rosas, { from: bodega.email })
  await writes(rosas, { from: MARIA_AT, answers: (await sent(world, rosas)).messageId })
  const { ticketId } = await send(world, {})
  const between = (await send(world, {})).ticketId
  ok(await world.ada.call('POST', `/api/tickets/${rosas}/merge`, { intoId: between }))
  ok(await world.ada.call('POST', `/api/tickets/${between}/merge`, { intoId: ticketId }))
  expect(await others(ticketId)).toEqual([
    [null, 'writer', 'Rosa Díaz', 'rosa@panaderia.example'],
    [null, 'writer', bodega.email, bodega.email],
  ])
})

test('S12: who was in copy before the merge and wrote after it was in copy', async () => {
  const id = await withRosa()
  const { ticketId } = await send(world, {})
  ok(await world.ada.call('POST', `/api/tickets/${id}/merge`, { intoId: ticketId }))
  await writes(id, { from: ROSA })
  expect(await others(ticketId)).toEqual([[null, 'copied', 'Rosa Díaz', 'rosa@panaderia.example']])
})

test('S12: as a party Rosa’s words count as they did: the customer’s, or of whom we had asked aside', async () => {
  const joins = async (id: number, as: string, email: string) => {
    const [row] = (await items(world.ben, `/api/tickets/${id}/parties`)).filter((one) => one.email === email)
    expect(row.joinsAs).toBe(as)
    ok(await world.ben.call('POST', `/api/tickets/${id}/parties`, { role: as, name: row.name, email }), 201)
  }
  const counts = async (id: number, from: string) => {
    await writes(id, { from })
    const said = await items(world.ben, `/api/tickets/${id}/interactions`)
    return said.filter((one) => one.from?.address === from).toSorted((one, other) => other.id - one.id)[0].party
  }
  const id = await withRosa()
  expect(await counts(id, 'rosa@panaderia.example')).toBe('customer')
  await joins(id, 'watcher', 'rosa@panaderia.example')
  expect(await counts(id, 'rosa@panaderia.example')).toBe('customer')
  await sent(world, id, 'taller@norte.example', 'third_party')
  expect(await counts(id, 'taller@norte.example')).toBe('third_party')
  await joins(id, 'third_party', 'taller@norte.example')
  expect(await counts(id, 'taller@norte.example')).toBe('third_party')
})
