import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { openDesk } from '../../server/desk.ts'
import { openSender } from '../../server/mail/outgoing/sender.ts'
import { PATIENCE } from '../../server/mail/outgoing/smtp.ts'
import { items, look, MARIA, ok, open, refusal, say } from '../acts.ts'
import { addMailbox, newMailDesk, OURS, type Peer, SENDER, send, smtpPeer } from '../smtp-peer.ts'
import { caller, newWorld } from '../world.ts'

// Issue 4.6: retry with back-off, each recipient for itself, one bad server for itself; sent once, and never without a trace.

const world = newWorld()
const mail = newMailDesk(world)
const MINUTE = 60
const patience = { ...PATIENCE, connect: 400, silence: 400, answer: 600, mail: 1500 }
const TOMAS = 'tomas@panaderia.example'
const JEFA = 'jefa@panaderia.example'

async function written(more: object = {}, group = world.support) {
  const { id } = await open(world.raiz, {
    groupId: group,
    channel: 'portal',
    ownerId: group === world.support ? world.ada.id : undefined,
  })
  const { interaction } = await say(world.raiz, id, { kind: 'email', text: 'Hola', ...more })
  return { id, interactionId: interaction.id, outgoingId: interaction.delivery.id }
}
const delivery = async ({ id, interactionId }: { id: number; interactionId: number }) =>
  (await items(world.raiz, `/api/tickets/${id}/interactions`)).find((each) => each.id === interactionId).delivery
const states = async (of: { id: number; interactionId: number }) => {
  const { state, recipients } = await delivery(of)
  return [state, Object.fromEntries(recipients.map((each: any) => [each.address, each.state]))]
}
const got = (subjectOf: { id: number }) =>
  mail.peer.received.filter(({ mail: { subject } }) => subject?.includes(`#${subjectOf.id}]`))
const bells = async (who = world.ada) => (await items(who, '/api/alerts')).map(({ kind }) => kind)

test('one of three is refused: the others have it, and whoever answers for the ticket hears of the third', async () => {
  mail.peer.behave({ rcpt: (address) => (address === TOMAS ? 550 : undefined) })
  const of = await written({ to: [MARIA.email], cc: [TOMAS, JEFA] })
  await send(world)
  expect(await states(of)).toEqual(['sent', { [MARIA.email]: 'sent', [TOMAS]: 'refused', [JEFA]: 'sent' }])
  expect((await delivery(of)).recipients.find((each: any) => each.address === TOMAS).detail).toMatch(/^550/)
  expect(got(of).map(({ to }) => to)).toEqual([[JEFA, MARIA.email]])
  expect((await items(world.ada, '/api/alerts'))[0]).toMatchObject({
    kind: 'mail_failed',
    text: expect.stringContaining(TOMAS),
  })
  const failing = async () =>
    ok(await world.ada.call('GET', `/api/tickets/${of.id}/mail-draft?mode=reply_all&interactionId=${of.interactionId}`))
      .failing
  expect(await failing()).toEqual([{ address: TOMAS, failure: expect.stringMatching(/^550/) }])
  mail.peer.behave({})
  await say(world.raiz, of.id, { kind: 'email', text: 'Hola otra vez', to: [TOMAS] })
  await send(world)
  expect(await failing()).toEqual([])
})

test('one waits and one is refused: the bell says why the refused one was', async () => {
  mail.peer.behave({ rcpt: (address) => ({ [JEFA]: 450, [TOMAS]: 550 })[address] })
  await written({ to: [MARIA.email], cc: [JEFA, TOMAS] })
  await send(world)
  const [{ text }] = await items(world.ada, '/api/alerts')
  expect(text).toMatch(new RegExp(`${TOMAS}.*550`))
})

test('greylisted for one, it is tried again for that one alone, with the same Message-ID', async () => {
  mail.peer.behave({ rcpt: (address) => (address === TOMAS ? 450 : undefined) })
  const of = await written({ to: [MARIA.email], cc: [TOMAS] })
  await send(world)
  expect(await states(of)).toEqual(['queued', { [MARIA.email]: 'sent', [TOMAS]: 'queued' }])
  mail.peer.behave({})
  await send(world, MINUTE - 1)
  expect(got(of).length).toBe(1)
  await send(world, 1)
  expect(await states(of)).toEqual(['sent', { [MARIA.email]: 'sent', [TOMAS]: 'sent' }])
  const [first, second] = got(of)
  expect([first!.to, second!.to]).toEqual([[MARIA.email], [TOMAS]])
  expect(second!.mail.messageId).toBe(first!.mail.messageId)
  expect(second!.mail.headers.get('to')).toEqual(first!.mail.headers.get('to'))
})

test('what is refused for good has failed at once: seen, heard of, and the customer was told nothing', async () => {
  for (const behaviour of [{ rcpt: () => 550 }, { data: 554 }, { mail: 552 }]) {
    mail.peer.behave(behaviour)
    const of = await written()
    await send(world)
    expect([behaviour, (await delivery(of)).state]).toEqual([behaviour, 'failed'])
    const { targets, newInteraction } = await look(world.raiz, of.id)
    expect([targets.find(({ kind }: any) => kind === 'first_response').metAt, newInteraction]).toEqual([null, true])
    expect(await bells()).toContain('mail_failed')
  }
})

test('a failed mail is sent after all once somebody asks for it, and then the customer was told', async () => {
  mail.peer.behave({ rcpt: () => 550 })
  const of = await written()
  await send(world)
  mail.peer.behave({})
  expect((await world.leo.call('POST', `/api/outgoing-mails/${of.outgoingId}/retry`)).status).toBe(403)
  expect((await world.eva.call('POST', `/api/outgoing-mails/${of.outgoingId}/retry`)).status).toBe(404)
  expect((await items(world.ben, '/api/outgoing-mails?state=failed')).map(({ id }) => id)).toContain(of.outgoingId)
  expect(await items(world.eva, '/api/outgoing-mails')).toEqual([])
  expect(ok(await world.ben.call('POST', `/api/outgoing-mails/${of.outgoingId}/retry`)).state).toBe('queued')
  await send(world, 0)
  expect(await states(of)).toEqual(['sent', { [MARIA.email]: 'sent' }])
  const { targets } = await look(world.raiz, of.id)
  expect(targets.find(({ kind }: any) => kind === 'first_response').metAt).not.toBeNull()
  expect(refusal(await world.ben.call('POST', `/api/outgoing-mails/${of.outgoingId}/retry`))).toEqual([
    422,
    'mail_settled',
  ])
})

test('a server that hangs, breaks off or answers for now is tried again, whatever the phase; the mail arrives', async () => {
  const ills = [
    ...(['greeting', 'mail', 'rcpt'] as const).map((hang) => ({ hang })),
    ...[{ data: 451 }, { mail: 421 }, { rcpt: () => 421 }],
  ]
  for (const ill of ills) {
    mail.peer.behave(ill)
    const of = await written()
    await send(world, 10, patience)
    expect([ill, (await delivery(of)).state]).toEqual([ill, 'queued'])
    mail.peer.behave({})
    await send(world, MINUTE)
    expect([ill, (await delivery(of)).state]).toEqual([ill, 'sent'])
    expect(new Set(got(of).map(({ mail: { messageId } }) => messageId)).size).toBe(1)
  }
})

test('a server that has the mail and says nothing may have delivered it: it gets it once more, hours later, and then people judge', async () => {
  const silent = [{ hang: 'data' as const }, { hang: 'end' as const }, { dropAfterData: true }]
  for (const ill of silent) {
    mail.peer.behave(ill)
    const of = await written()
    await send(world, 10, patience)
    expect([ill, (await delivery(of)).state]).toEqual([ill, 'queued'])
    const once = got(of).length
    await send(world, 3 * 60 * MINUTE, patience)
    expect([ill, got(of).length]).toEqual([ill, once])
    await send(world, 61 * MINUTE, patience)
    const { state, detail } = await delivery(of)
    expect([ill, state, detail]).toEqual([ill, 'failed', expect.stringMatching(/^Quizás se entregó/)])
    mail.peer.behave({})
    await send(world, 80 * 60 * MINUTE)
    expect([ill, got(of).length]).toEqual([ill, once * 2])
    expect(new Set(got(of).map(({ mail: { messageId } }) => messageId)).size).toBeLessThan(2)
  }
})

test('a server may think a mail over for ten minutes before it says yes', async () => {
  expect(PATIENCE.answer).toBeGreaterThanOrEqual(600_000)
  expect(PATIENCE.mail).toBeGreaterThan(PATIENCE.answer)
  mail.peer.behave({ onMail: () => sleep(900) })
  const of = await written()
  await send(world, 10, { ...patience, answer: 5000, mail: 8000 })
  mail.peer.behave({})
  expect([(await delivery(of)).state, got(of).length]).toEqual(['sent', 1])
})

test('what waits its ten seconds outlives the desk that took it: by the next it leaves, or is taken back', async () => {
  const { id } = await open(world.ben, { channel: 'portal' })
  const write = (text: string) => world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', text })
  const [kept, undone] = [await write('Vamos mañana'), await write('Vamos hoy')]
  // Nothing of the first desk is asked any more, as after a kill -9: only its rows are there.
  const next = { ...openDesk(world.desk.config, world.desk.config.databaseUrl!), resolver: world.desk.resolver }
  const app = await buildApp(next)
  try {
    const ben = caller({ ...world, app }, world.ben.token)
    ok(await ben('POST', `/api/undo/${undone.headers['x-request-id']}`))
    await world.at(new Date(world.now().getTime() + 10_000))
    const sender = openSender(next, app.asDesk('mail'))
    await sender.round()
    await sender.idle()
    expect(got({ id }).length).toBe(1)
    const state = async ({ body }: any) => (await delivery({ id, interactionId: body.interaction.id })).state
    expect([await state(kept), await state(undone)]).toEqual(['sent', 'cancelled'])
  } finally {
    await app.close()
    await next.db.destroy()
  }
})

test('a wrong password holds the mailbox up, not the mails: admins hear of it once, and a new password sends at once', async () => {
  const troubles = async () => (await bells(world.raiz)).filter((kind) => kind === 'mailbox_failing').length
  const before = await troubles()
  mail.peer.behave({ auth: 535 })
  const all = [await written(), await written()]
  await send(world)
  const box = (await items(world.raiz, '/api/mailboxes')).find(({ address }) => address === OURS)
  expect(box.sendingTrouble.text).toMatch(/^535/)
  for (const of of all) expect((await delivery(of)).state).toBe('queued')
  await send(world, 5 * MINUTE)
  expect((await troubles()) - before).toBe(1)
  mail.peer.behave({})
  const outgoing = {
    host: 'localhost',
    port: mail.peer.port,
    security: 'starttls',
    user: SENDER.user,
    password: SENDER.password,
  }
  const mended = ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version: box.version, outgoing }))
  expect(mended.sendingTrouble).toBeNull()
  await send(world, 0)
  for (const of of all) expect((await delivery(of)).state).toBe('sent')
  expect((await items(world.raiz, '/api/mailboxes'))[0].sendingTrouble).toBeNull()
})

test('after three days without a server a mail has failed', async () => {
  mail.peer.behave({ auth: 454 })
  const of = await written()
  await send(world)
  await send(world, 72 * 60 * MINUTE)
  expect((await delivery(of)).state).toBe('failed')
  mail.peer.behave({})
})

test('one mail that the server thinks over delays no other of the same mailbox', async () => {
  mail.peer.behave({ hang: 'end' })
  const pondered = await written()
  await world.at(new Date(world.now().getTime() + 10_000))
  const sender = openSender(world.desk, world.asSystem, { ...PATIENCE, answer: 5000 })
  await sender.round()
  await expect.poll(() => got(pondered).length).toBe(1)
  mail.peer.behave({})
  const next = await written()
  await world.at(new Date(world.now().getTime() + 10_000))
  await sender.round()
  await expect.poll(async () => (await delivery(next)).state, { timeout: 3000 }).toBe('sent')
  expect((await delivery(pondered)).state).toBe('sending')
  await sender.close()
})

test('a server that hangs delays no other mailbox', async () => {
  const other = await smtpPeer()
  await addMailbox(world, other, { address: 'ventas@panaderia-sur.example', groupId: world.sales })
  mail.peer.behave({ hang: 'rcpt' })
  const stuck = await written()
  const free = await written({}, world.sales)
  await world.at(new Date(world.now().getTime() + 10_000))
  const sender = openSender(world.desk, world.asSystem, {
    ...PATIENCE,
    connect: 5000,
    silence: 5000,
    answer: 5000,
    mail: 5000,
  })
  await sender.round()
  await expect.poll(() => other.received.length, { timeout: 4000 }).toBe(1)
  await expect.poll(async () => (await delivery(free)).state, { timeout: 2000 }).toBe('sent')
  expect((await delivery(stuck)).state).toBe('sending')
  mail.peer.behave({})
  await mail.peer.close()
  await sender.close()
  await other.close()
})

test('nothing goes to a server without TLS, or whose certificate nobody vouches for', async () => {
  const bare = await smtpPeer({ disabled: ['STARTTLS'] })
  const strange = await smtpPeer({ secure: true, certified: false })
  const halfway = await smtpPeer({ certified: false })
  for (const [peer, security, why] of [
    [bare, 'starttls', /STARTTLS|command/i],
    [strange, 'tls', /certificate/],
    [halfway, 'starttls', /certificate/],
  ] as const) {
    const of = await writtenBy(peer, security)
    await send(world, 10, { connect: 2000 })
    const { state, detail } = await delivery(of)
    expect([security, state, detail, peer.received.length]).toEqual([security, 'queued', expect.stringMatching(why), 0])
    await peer.close()
  }
})

test('over TLS from the start, and in the clear where an admin chose so', async () => {
  const secure = await smtpPeer({ secure: true })
  const plain = await smtpPeer({ disabled: ['STARTTLS'] })
  for (const [peer, security] of [
    [secure, 'tls'],
    [plain, 'none'],
  ] as const) {
    const of = await writtenBy(peer, security)
    await send(world)
    expect([security, (await delivery(of)).state, peer.received.length]).toEqual([security, 'sent', 1])
    await peer.close()
  }
})

let boxes = 0
/** A mail of a group that has a mailbox of its own at this server. */
async function writtenBy(peer: Peer, security: 'tls' | 'starttls' | 'none' = 'starttls') {
  const { id: group } = ok(await world.raiz.call('POST', '/api/groups', { name: `Grupo ${++boxes}` }), 201)
  await addMailbox(world, peer, { address: `grupo${boxes}@panaderia-sur.example`, groupId: group, security })
  return written({}, group)
}
