import { beforeAll, beforeEach, expect, test } from 'vitest'
import { edit, later, look, ok, refusal } from '../acts.ts'
import { mailbox, SUPPORT, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1, S12: of a forward that proves nothing the ticket is whose mail it came in. Who may have written is proposed, and no more.

const world = newWorld()
beforeAll(async () => {
  await mailbox(world)
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const passedOn = (from: string) =>
  `Miren esto.\n\n---------- Mensaje reenviado ----------\nDe: ${from}\nFecha: lun, 2 mar 2026 a las 9:00\nAsunto: No abre la caja\nPara: <maria@panaderia.example>\n\nNo abre la caja.`
const FORWARD = { subject: 'RV: No abre la caja' }
const of = async (from: string, more: object = {}) =>
  (await send(world, { ...FORWARD, text: passedOn(from), ...more })).ticketId as number
const proposed = async (id: number) => ok(await world.ben.call('GET', `/api/tickets/${id}/forwarded`)).forwarded

test('E1: María passed on what Marta wrote: Marta is proposed, with the name and address the forward gives', async () => {
  const id = await of('Marta Soto <marta@kiosco.example>')
  expect(await proposed(id)).toEqual({
    ...{ by: 'María González', name: 'Marta Soto', address: 'marta@kiosco.example', customer: null },
  })
  expect((await look(world.ben, id)).customer.name).toBe('María González')
})

test('S12: whoever has that address in the book is called as there, whatever the forward calls them', async () => {
  const tomas = { name: 'Tomás Rey', emails: ['tomas@kiosco.example'] }
  const { id: customerId } = ok(await world.ben.call('POST', '/api/customers', tomas), 201)
  const id = await of('El Gerente <TOMAS@kiosco.example>')
  expect(await proposed(id)).toMatchObject({ customer: { id: customerId, name: 'Tomás Rey' } })
  await edit(world.ben, id, { customerId })
  expect(await proposed(id)).toBeNull()
})

test('E1: Ben, of whom nothing proves that he wrote, passed on a mail of Marta’s', async () => {
  const id = await of('Marta Soto <marta@kiosco.example>', { from: 'Ben <ben@desk.example>' })
  expect(await proposed(id)).toMatchObject({ by: 'Ben', address: 'marta@kiosco.example' })
})

test('E1: nobody is proposed of María’s own mail, of one of ours, or where the forward names nobody', async () => {
  const own = ['María <maria@panaderia.example>', 'Ada <ada@desk.example>', `Mesa <${SUPPORT}>`, 'Marta Soto']
  for (const from of own) expect([from, await proposed(await of(from))]).toEqual([from, null])
  const plain = await send(world, { text: passedOn('Marta Soto <marta@kiosco.example>') })
  expect(await proposed(plain.ticketId)).toBeNull()
})

test('E1: nobody is proposed by an address that no server need bear', async () => {
  const at = (signs: number) => `${'a'.repeat(signs)}@kiosco.example`
  expect(await proposed(await of(`Marta <${at(64)}>`))).toMatchObject({ address: at(64) })
  expect(await proposed(await of(`Marta <${at(65)}>`))).toBeNull()
})

test('E4: what the forward says is no more than words: names that would pass for another address are none', async () => {
  const address = 'eva@otra-empresa.example'
  for (const name of ['"raiz@desk.example"', '"raiz\uFF20desk.example"'])
    expect(await proposed(await of(`${name} <${address}>`))).toMatchObject({ name: null, address })
})

test('S12: Eva, who does not see the ticket, reads nothing of it', async () => {
  const id = await of('Marta Soto <marta@kiosco.example>')
  expect(refusal(await world.eva.call('GET', `/api/tickets/${id}/forwarded`))).toEqual([404, 'not_found'])
})
