import { beforeEach, expect, test } from 'vitest'
import { items, later, look, ok, say } from '../acts.ts'
import { handOver, letter } from '../mails.ts'
import { type Behaviour, mailOpens, mailRounds, newMailDesk, OURS, SENDER, smtpPeer } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E5: an address that takes no mail is known as such from the first mail of ours it refuses, whoever wrote that mail.

const world = newWorld()
const mail = newMailDesk(world)
beforeEach(async () => {
  mail.peer.behave({})
  await world.at(later(world.now(), { hours: 2 }))
})

let people = 0
/** Somebody writes, is confirmed or answered, and their server answers so. */
async function wrote(behaviour: Behaviour, { answered = false } = {}) {
  const address = `persona-${++people}@panaderia.example`
  const id = await mailOpens(world, { from: ['Rosa Díaz', address] })
  if (!answered) mail.peer.behave(behaviour)
  await mailRounds(world, 10)
  if (answered) {
    mail.peer.behave(behaviour)
    await say(world.ben, id, { kind: 'email', text: 'Ya lo vemos.' })
    await mailRounds(world, 10)
  }
  const { customer } = await look(world.raiz, id)
  const marked = async () => ok(await world.raiz.call('GET', `/api/customers/${customer.id}`)).failingEmails
  return { id, address, marked }
}

test('E5: the confirmation is refused for good: Rosa’s address is marked, Ben reads so before he writes, and her own mail clears it', async () => {
  const { id, address, marked } = await wrote({ rcpt: () => 550 })
  expect(await marked()).toEqual([{ address, since: expect.any(String), failure: expect.stringMatching(/^550/) }])
  const { failing } = ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft`))
  expect(failing).toMatchObject([{ address }])
  const changes = await items(world.raiz, `/api/tickets/${id}/interactions`)
  expect(changes.find(({ automatic }) => automatic).delivery.recipients).toMatchObject([{ address, state: 'refused' }])
  const again = letter({ from: address, to: OURS, subject: `Re: [#${id}]`, text: 'Ya está arreglado el correo.' })
  await handOver(world.raiz, again, OURS)
  expect(await marked()).toEqual([])
})

test('Z4: that her address refused, and took mail again, is said in words on Rosa’s page', async () => {
  const { id, address } = await wrote({ rcpt: () => 550 })
  await handOver(world.raiz, letter({ from: address, to: OURS, subject: `Re: [#${id}]`, text: 'Ya está.' }), OURS)
  const { customer } = await look(world.raiz, id)
  const list = await items(world.raiz, `/api/customers/${customer.id}/history?limit=100`)
  expect(list.flatMap(({ change }) => change?.text ?? [])).toEqual([
    'Su dirección de correo vuelve a recibir',
    'Su dirección de correo no recibe',
    'Ficha creada',
  ])
})

test('E5: so it is where Ben’s own answer is refused', async () => {
  const { address, marked } = await wrote({ rcpt: () => 550 }, { answered: true })
  expect(await marked()).toMatchObject([{ address }])
})

test('E5: refused for now, or the whole mail for what it says, the address stays as it was', async () => {
  for (const behaviour of [{ rcpt: () => 450 }, { data: 554 }, { mail: 550 }]) {
    const { marked } = await wrote(behaviour, { answered: true })
    expect([behaviour, await marked()]).toEqual([behaviour, []])
  }
})

test('S10: an address with letters that our server does not take is told in words, marked for nothing, and nobody else gets that mail', async () => {
  const ascii = await smtpPeer({ ascii: true })
  const outgoing = { host: 'localhost', port: ascii.port, security: 'starttls', ...SENDER }
  const [{ version }] = await items(world.raiz, '/api/mailboxes')
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${mail.mailboxId}`, { version, outgoing }))
  const { id, address, marked } = await wrote({})
  const jose = 'josé@panaderia.example'
  await say(world.ben, id, { kind: 'email', text: 'A los dos.', to: [address], cc: [jose] })
  await mailRounds(world, 10)
  const { delivery } = (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)
  expect([delivery.state, ...delivery.recipients.map(({ detail }: any) => detail)]).toEqual([
    'failed',
    ...[expect.stringContaining(`no admite ${jose}`), expect.stringContaining(`no admite ${jose}`)],
  ])
  expect(ascii.received.filter((got) => got.mail.text?.includes('A los dos.'))).toEqual([])
  expect(await marked()).toEqual([])
  await ascii.close()
})
