import { expect, test } from 'vitest'
import { edit, items, later, look, MARIA, mariaSays, ok, open, SUPPLIER, say } from '../acts.ts'
import { handOver, letter } from '../mails.ts'
import { arrives, newMailDesk, OURS, send } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// S4, S5: what María asks is attended to by telling her, not by asking the workshop.
const world = newWorld()
const mail = newMailDesk(world)
const SERVER = 'mx.panaderia-sur.example'
const TALLER = 'taller@norte.example'
const TO_TALLER = { kind: 'email', to: [TALLER], text: '¿Cuándo llega la pieza?' }
const passes = () => world.at(later(world.now(), { minutes: 5 }))
const isNew = async (id: number) => (await look(world.ben, id)).newInteraction

/** María has been answered, and asks again. */
async function asked() {
  const { id } = await open(world.ben)
  await passes()
  await mariaSays(world.ben, id, '¿Hay novedades?')
  await passes()
  return id
}

test('S4: what María asked stays new while Ben writes to the workshop, and until he tells her', async () => {
  const id = await asked()
  await say(world.ben, id, TO_TALLER)
  expect(await isNew(id)).toBe(true)
  await say(world.ben, id, { kind: 'call', party: 'third_party', call: { result: 'answered' } })
  expect(await isNew(id)).toBe(true)
  await say(world.ben, id, { kind: 'email', text: 'La pieza llega mañana.' })
  expect(await isNew(id)).toBe(false)
})

test('S4, S10: a mail to the workshop that goes to María too tells her as well, until her server refuses it', async () => {
  const toldAt = async (id: number) =>
    (await look(world.ben, id)).targets.find(({ kind }: any) => kind === 'next_update').dueAt
  for (const more of [{ cc: [MARIA.email] }, { to: [TALLER, MARIA.email], party: 'third_party' }]) {
    const id = await asked()
    const before = await toldAt(id)
    await say(world.ben, id, { ...TO_TALLER, ...more })
    expect([await isNew(id), (await toldAt(id)) > before]).toEqual([false, true])
    mail.peer.behave({ rcpt: (address) => (address === MARIA.email ? 550 : undefined) })
    await send(world)
    mail.peer.behave({})
    expect([await isNew(id), await toldAt(id)]).toEqual([true, before])
  }
  const id = await asked()
  const before = await toldAt(id)
  await say(world.ben, id, { ...TO_TALLER, cc: [MARIA.email] })
  const then = await toldAt(id)
  await send(world)
  expect([await isNew(id), await toldAt(id), then > before]).toEqual([false, then, true])
})

test('S4, Z8: a call that María does not take tells her nothing, nor one to the workshop; her voicemail does', async () => {
  const id = await asked()
  for (const result of ['no_answer', 'busy', 'wrong_number'])
    for (const party of ['customer', 'third_party']) {
      await say(world.ben, id, { kind: 'call', party, call: { result } })
      expect([result, party, await isNew(id)]).toEqual([result, party, true])
    }
  await say(world.ben, id, { kind: 'call', call: { result: 'voicemail' } })
  expect(await isNew(id)).toBe(false)
})

test('S5: waiting for the workshop leaves María’s question new; any other move of Ben’s attends to it', async () => {
  for (const [status, stays] of [
    ['third_party_action', true],
    ['in_progress', false],
    ['customer_action', false],
  ] as const) {
    const id = await asked()
    await edit(world.ben, id, { status, ...(stays && { thirdParty: SUPPLIER }) })
    expect([status, await isNew(id)]).toEqual([status, stays])
  }
  const id = await asked()
  const { version } = await look(world.ben, id)
  await say(world.ben, id, { ...TO_TALLER, version, status: 'third_party_action', thirdParty: SUPPLIER })
  expect(await isNew(id)).toBe(true)
})

test('S5: what the workshop wrote is attended to by answering the workshop, once María knows', async () => {
  const id = await asked()
  await say(world.ben, id, { kind: 'email', text: 'Preguntamos al taller.' })
  await passes()
  await arrives(world, id, { from: ['Taller', TALLER], party: 'third_party', text: 'Mañana.' })
  expect(await isNew(id)).toBe(true)
  await say(world.ben, id, { kind: 'email', to: [TALLER], text: 'Gracias, los esperamos.' })
  expect(await isNew(id)).toBe(false)
})

test('S4: the workshop’s answer, which moves the ticket, does not hide what María asked before', async () => {
  const { id } = await open(world.ben)
  await passes()
  await edit(world.ben, id, { status: 'third_party_action', thirdParty: SUPPLIER })
  await mariaSays(world.ben, id, '¿Hay novedades?')
  await say(world.ben, id, { kind: 'portal', direction: 'in', party: 'third_party', text: 'Mañana.' })
  await say(world.ben, id, TO_TALLER)
  expect(await look(world.ben, id)).toMatchObject({ status: 'in_progress', newInteraction: true })
})

test('S4: words that may be María’s wait like hers', async () => {
  const [{ id: box, version }] = await items(world.raiz, '/api/mailboxes')
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box}`, { version, trustedServer: SERVER }))
  const { id } = await open(world.ben)
  await passes()
  const headers = [`Authentication-Results: ${SERVER}; dmarc=fail header.from=panaderia.example`]
  await handOver(world.raiz, letter({ to: OURS, subject: `[#${id}] ¿Y bien?`, headers }), OURS)
  await say(world.ben, id, TO_TALLER)
  expect(await isNew(id)).toBe(true)
})

test('S4: a mail to María that her server refuses leaves her question where it lay', async () => {
  const id = await asked()
  await say(world.ben, id, { kind: 'email', text: 'La pieza llega mañana.' })
  mail.peer.behave({ rcpt: () => 550 })
  await send(world)
  mail.peer.behave({})
  await say(world.ben, id, TO_TALLER)
  expect(await isNew(id)).toBe(true)
})

test('S4, Z8: a call that Ben took himself leaves him nothing to review, nor takes the mark of what lay there; what Olga took down does, and a voicemail', async () => {
  const calls = (result: string, party = 'customer') => ({ kind: 'call', direction: 'in', party, call: { result } })
  const { id } = await open(world.ben)
  await passes()
  await say(world.ben, id, { ...calls('answered'), text: 'Llamó para saber cómo va.' })
  await say(world.ben, id, { ...calls('answered', 'third_party'), text: 'El taller: mañana.' })
  expect(await isNew(id)).toBe(false)
  await say(world.olga, id, { ...calls('answered'), text: 'Pregunta cuánto cuesta.' })
  expect(await isNew(id)).toBe(true)
  await say(world.ben, id, calls('answered'))
  expect(await isNew(id)).toBe(true)
  const other = (await open(world.ben)).id
  await say(world.ben, other, { ...calls('voicemail'), text: 'Dejó un mensaje.' })
  expect(await isNew(other)).toBe(true)
})
