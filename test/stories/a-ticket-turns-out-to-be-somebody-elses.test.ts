import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { close, edit, items, later, look, MARIA, ok, open, refusal, tryEdit } from '../acts.ts'
import { MARIA_AT, mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// S12: a colleague passed a mail on, a secretary wrote for her boss, somebody took down the wrong caller: the ticket is another's.

const world = newWorld()
const outgoing = { host: 'localhost', port: 2525, security: 'starttls', user: 'soporte', password: 'secreta' }
beforeAll(async () => {
  await mailbox(world, { outgoing })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const TOMAS = { name: 'Tomás Rey', email: 'tomas@kiosco.example' }
const people = async (id: number) =>
  (await items(world.ben, `/api/tickets/${id}/parties`))
    .filter(({ role }) => role !== 'group')
    .map(({ role, name }) => [role, name])
const wrote = async () => (await send(world, {})).ticketId as number

test('S12: Ben gives María’s ticket to Tomás, who is written down in the same save; both names stand in Modificaciones', async () => {
  const { id } = await open(world.ben)
  const ticket = await edit(world.ben, id, { customer: TOMAS })
  expect(ticket).toMatchObject({ customer: { name: 'Tomás Rey' }, contact: { email: TOMAS.email } })
  const changed = (await items(world.ben, `/api/tickets/${id}/changes?field=customerId`)).at(-1)
  expect(changed).toMatchObject({ oldText: MARIA.name, newText: 'Tomás Rey', actor: { name: 'Ben' } })
  expect((await edit(world.ben, id, { customer: MARIA })).customer.name).toBe(MARIA.name)
  const { items: found } = ok(await world.ben.call('GET', `/api/customers?q=${TOMAS.email}`))
  expect(found).toHaveLength(1)
})

test('S12: the ticket’s company is that of its customer', async () => {
  const company = ok(await world.ben.call('POST', '/api/organizations', { name: 'Kiosco Rey' }), 201)
  const lia = { name: 'Lía Rey', organizationId: company.id }
  const { id: customerId } = ok(await world.ben.call('POST', '/api/customers', lia), 201)
  const { id } = await open(world.ben)
  expect((await edit(world.ben, id, { customerId })).organization).toMatchObject({ name: 'Kiosco Rey' })
})

test('S12: María, who wrote, stays among the people of the ticket, and as its reporter where Ben says so', async () => {
  const id = await wrote()
  const { customer } = await edit(world.ben, id, { customer: TOMAS })
  expect(await people(id)).toEqual([
    ['customer', 'Tomás Rey'],
    ['writer', 'María González'],
  ])
  const maria = (await items(world.ben, `/api/customers?q=${MARIA_AT}`))[0].id
  await edit(world.ben, id, { reporterId: maria })
  expect(await people(id)).toEqual([
    ['customer', 'Tomás Rey'],
    ['reporter', 'María González'],
  ])
  const back = await edit(world.ben, id, { customerId: maria, reporterId: customer.id })
  expect([back.customer.name, back.reporter.name]).toEqual(['María González', 'Tomás Rey'])
})

test('S12: Ben, who passed a mail on from his telephone, stays among them too', async () => {
  const { ticketId } = await send(world, { from: 'Ben <ben@desk.example>', subject: 'RV: No abre la caja' })
  await edit(world.ben, ticketId, { customer: TOMAS })
  expect(await people(ticketId)).toEqual([
    ['customer', 'Tomás Rey'],
    ['writer', 'Ben'],
  ])
})

test('S12: nobody reports on their own behalf', async () => {
  const id = await wrote()
  const { customer } = await edit(world.ben, id, { customer: { name: 'Rosa Díaz' } })
  const { reporter } = await edit(world.ben, id, { customer: TOMAS, reporterId: customer.id })
  expect(reporter).toMatchObject({ name: 'Rosa Díaz' })
  expect(await edit(world.ben, id, { customerId: customer.id })).toMatchObject({ customer, reporter: null })
})

test('E6: that it is solved is told to whose it is now, and to nobody else', async () => {
  const id = await wrote()
  await edit(world.ben, id, { customer: TOMAS })
  await edit(world.ben, id, { status: 'completed', solution: 'Se cambió el cajón' })
  world.at(later(world.now(), { minutes: 1 }))
  await writeNotices(world.desk, world.asSystem)
  const told = (await items(world.ben, `/api/tickets/${id}/interactions`)).filter(({ automatic }) => automatic)
  expect(told.map(({ to }) => to)).toEqual([[expect.objectContaining({ address: TOMAS.email })]])
})

test('S10: a ticket that is given to Rosa, who has no address, is answered to nobody unasked: María’s is shown, and was not Rosa’s', async () => {
  const id = await wrote()
  await edit(world.ben, id, { customer: { name: 'Rosa Díaz' } })
  const draft = async () => ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft`))
  expect(await draft()).toMatchObject({ to: [], elsewhere: { why: 'wrote', address: MARIA_AT } })
  const unaddressed = { kind: 'email', text: 'Ya lo vemos.' }
  expect(refusal(await world.ben.call('POST', `/api/tickets/${id}/interactions`, unaddressed))).toEqual([
    400,
    'invalid',
  ])
  const known = (active: boolean) =>
    sql`update customer_emails set active = ${active} where address = ${MARIA_AT}`.execute(world.desk.db)
  await known(false)
  expect((await draft()).to).toEqual([])
  await known(true)
  world.at(later(world.now(), { minutes: 1 }))
  expect(await send(world, { subject: `Re: No imprime [#${id}]`, text: '¿Y mi factura?' })).toMatchObject({
    ticketId: id,
  })
  expect((await draft()).to).toEqual([])
})

test('S9: who has not seen what stands there now is refused, and reads whose it is', async () => {
  const { id, version } = await open(world.ben)
  await edit(world.ada, id, { customer: TOMAS })
  const late = await world.ben.call('PATCH', `/api/tickets/${id}`, { version, customer: { name: 'Rosa Díaz' } })
  expect([...refusal(late), late.body.ticket.customer.name]).toEqual([409, 'stale', 'Tomás Rey'])
})

test('S9: it is taken back within ten seconds; who was written down stays in the book', async () => {
  const { id } = await open(world.ben)
  const saved = await tryEdit(world.ben, id, { customer: { name: 'Nadia Peña', email: 'nadia@kiosco.example' } })
  const back = ok(await world.ben.call('POST', `/api/undo/${saved.headers['x-request-id']}`))
  expect(back.customer.name).toBe(MARIA.name)
  expect(await items(world.ben, '/api/customers?q=nadia@kiosco.example')).toHaveLength(1)
})

test('S12: Leo may not, Eva finds nothing, and on a closed ticket nobody may', async () => {
  const { id } = await open(world.ben)
  expect(refusal(await tryEdit(world.leo, id, { customer: TOMAS }))[0]).toBe(403)
  expect(refusal(await tryEdit(world.eva, id, { customer: TOMAS }))[0]).toBe(404)
  await close(world, id)
  expect(refusal(await tryEdit(world.ada, id, { customer: TOMAS }))).toEqual([422, 'move_refused'])
  expect((await look(world.ben, id)).customer.name).toBe(MARIA.name)
})
