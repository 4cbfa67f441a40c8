import { expect, test } from 'vitest'
import { items, ok } from '../acts.ts'
import { SUPPORT, send } from '../mails.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
newMailDesk(world)

const said = async (ticketId: number) => (await items(world.ben, `/api/tickets/${ticketId}/interactions`)).at(-1)

test('a name that reads like an address passes for one nowhere: not in the list, the conversation, or an answer (E4)', async () => {
  const evil = { name: null, address: 'eva@malo.example' }
  const { ticketId } = await send(world, {
    from: '"soporte＠banco.example" <eva@malo.example>',
    to: `Soporte <${SUPPORT}>, "pagos@banco.example" <tomas@panaderia.example>`,
  })
  const { ticket, ...mail } = {
    ticket: ok(await world.ben.call('GET', `/api/tickets/${ticketId}`)),
    ...(await said(ticketId)),
  }
  expect(ticket.customer.name).toBe(evil.address)
  expect(mail.from).toEqual(evil)
  expect(mail.to.map((one: any) => one.name)).toEqual(['Soporte', null])
  const [history] = await items(world.ben, `/api/customers/${ticket.customer.id}/history?kind=interaction`)
  expect(history.who).toBe(evil.address)
  const draft = ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft?mode=reply_all`))
  expect([...draft.to, ...draft.cc]).toEqual([evil, { name: null, address: 'tomas@panaderia.example' }])
  expect(draft.quoted.text).not.toMatch(/banco/)
})
