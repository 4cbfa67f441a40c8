import { expect, test } from 'vitest'
import { mailboxesByAddress } from '../../server/mail/mailboxes.queries.ts'
import { look, ok } from '../acts.ts'
import { fate, MARIA_AT, NOWHERE, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1: people answer where they had our mail from, and write where they always did.

const world = newWorld()
const create = async (address: string) =>
  ok(await world.raiz.call('POST', '/api/mailboxes', { address, outgoing: NOWHERE }), 201)
const rename = async (id: number, address: string, more: object = {}) => {
  const { version } = ok(await world.raiz.call('GET', '/api/mailboxes')).items.find((box: any) => box.id === id)
  return ok(await world.raiz.call('PATCH', `/api/mailboxes/${id}`, { version, address, ...more }))
}
const takers = async (address: string) =>
  (await mailboxesByAddress(world.desk, [address])).map((each) => each.mailboxId)

test('E1: under another address a mailbox stays the one people answer, with and without a token, until another mailbox has the former one', async () => {
  const box = await create(SUPPORT)
  const { ticketId } = await send(world, {})
  const { token } = await sent(world, ticketId)
  await rename(box.id, 'ayuda@panaderia-sur.example')
  const answered = SUPPORT.replace('@', `+${token}@`)
  expect([await takers(answered), await takers(SUPPORT)]).toEqual([[box.id], [box.id]])

  const answer = await send(world, { from: 'otra@panaderia.example', to: answered }, SUPPORT)
  expect([answer.outcome, answer.ticketId]).toEqual(['follow_up', ticketId])
  const next = await send(world, { to: SUPPORT, cc: `rosa@panaderia.example, ${SUPPORT}` }, SUPPORT)
  const { to, cc } = ok(await world.raiz.call('GET', `/api/tickets/${next.ticketId}/mail-draft?mode=reply_all`))
  expect([...to, ...cc].map(({ address }) => address)).toEqual([MARIA_AT, 'rosa@panaderia.example'])

  const other = await create(SUPPORT)
  expect(await takers(answered)).toEqual([other.id])
  const still = await send(world, { from: 'otra@panaderia.example', to: answered, subject: 'Otra vez' }, SUPPORT)
  expect([still.outcome, still.ticketId]).toEqual(['follow_up', ticketId])
})

test('E1: a former address is ours, unless nobody ever wrote there, or it is somebody’s by now', async () => {
  const box = await create('taller@panaderia-sur.example')
  await send(world, {}, box.address)
  const { address } = await rename(box.id, 'obrador@panaderia-sur.example')
  fate(await send(world, { from: box.address }, address), 'ticket_created', 'unverified')
  ok(await world.ben.call('POST', '/api/customers', { name: 'Taller Soto', emails: [box.address] }), 201)
  const theirs = await send(world, { from: box.address }, address)
  fate(theirs, 'ticket_created')
  expect((await look(world.raiz, theirs.ticketId)).customer.name).toBe('Taller Soto')
  const typo = await create('hrono@panaderia-sur.example')
  await rename(typo.id, 'horno@panaderia-sur.example')
  fate(await send(world, { from: typo.address }, address), 'ticket_created')
})

test('S2: a mail to a former address is of the mailbox that had it, whichever copy comes first; one that is switched off keeps it from nobody', async () => {
  const [first, second] = [await create('antes@panaderia-sur.example'), await create('caja@panaderia-sur.example')]
  await send(world, {}, first.address)
  const { address } = await rename(first.id, 'ahora@panaderia-sur.example')
  const { interactionId } = await send(world, { to: first.address, cc: second.address }, second.address)
  const { rows } = await world.desk.db.pool.query('select mailbox_id from mail_messages where interaction_id = $1', [
    interactionId,
  ])
  expect(rows).toEqual([{ mailbox_id: first.id }])
  await rename(second.id, first.address, { active: false })
  expect(await takers(first.address)).toEqual([first.id])
  expect(await takers(address)).toEqual([first.id])
})
