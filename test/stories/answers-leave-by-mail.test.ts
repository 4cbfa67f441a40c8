import { expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { edit, items, look, MARIA, mariaSays, ok, open, refusal, say } from '../acts.ts'
import { handOver, letter } from '../mails.ts'
import { arrives, newMailDesk, OURS, send } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// S10: reply, reply to all, forward, new e-mail; undo; and what never leaves.
const world = newWorld()
const mail = newMailDesk(world, {
  signature: 'Atentamente,\n{{ agent.name }} · {{ company.name }}',
  plusAddressing: true,
})
const TOMAS = 'tomas@panaderia.example'
const TALLER = 'taller@norte.example'
const writes = (id: number, body: object) => say(world.ben, id, { kind: 'email', ...body })
const tries = (id: number, body: object) =>
  world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', ...body })
const draft = async (id: number, query: string) =>
  ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft?${query}`))
const said = async (id: number, interactionId: number) =>
  (await items(world.ben, `/api/tickets/${id}/interactions`)).find((each) => each.id === interactionId)
const left = (means: string) => mail.peer.newest(means)
const addresses = (list: { address: string }[]) => list.map(({ address }) => address)
const store = async (name: string, bytes: string, type: string) =>
  ok(await world.ben.call('POST', `/api/files?name=${name}`, bytes, { 'content-type': type }), 201).fileId

test('Ben answers María by mail: it leaves ten seconds later, as it was shown', async () => {
  const { id } = await open(world.ben)
  const { interaction } = await writes(id, { html: '<p>Ya lo <b>vemos</b>.</p>' })
  expect(interaction).toMatchObject({
    from: { name: 'Soporte', address: OURS },
    to: [{ name: MARIA.name, address: MARIA.email }],
    subject: `No imprime facturas [#${id}]`,
    delivery: { state: 'queued', recipients: [{ address: MARIA.email, role: 'to', state: 'queued' }] },
  })
  await send(world, 9)
  expect(mail.peer.received).toEqual([])
  await send(world, 1)
  const { to, mail: got } = await left(`[#${id}]`)
  expect([to, got.subject]).toEqual([[MARIA.email], `No imprime facturas [#${id}]`])
  expect(got.from!.text).toBe(`"Soporte" <${OURS}>`)
  expect(got.text).toContain('Ya lo vemos.\n\n-- \nAtentamente,\nBen · Panadería Sur')
  expect(got.html).toContain('<b>vemos</b>')
  expect(got.headers.has('auto-submitted')).toBe(false)
  expect((await said(id, interaction.id)).delivery).toMatchObject({ state: 'sent', recipients: [{ state: 'sent' }] })
  const recorded = await items(world.ben, `/api/tickets/${id}/changes?table=interactions&field=to`)
  expect(recorded).toMatchObject([{ tableText: 'Interacción', newText: `${MARIA.name} <${MARIA.email}>` }])
})

test('E4: an answer leaves with the words it answers, in their thread, and its own answer finds the way back', async () => {
  const { id } = await open(world.ben)
  const seen = ['<antes@correo.example>']
  await arrives(world, id, { subject: 'Re: factura', messageId: '<dos@correo.example>', thread: seen })
  await writes(id, { text: 'Pruebe ahora.' })
  await send(world)
  const { from, mail: got } = await left(`Re: factura [#${id}]`)
  expect([got.inReplyTo, got.references]).toEqual(['<dos@correo.example>', [...seen, '<dos@correo.example>']])
  expect(got.text).toMatch(/escribió:\n> Sigue sin imprimir\.$/)
  const [, token] = /^<([a-z2-9]{32})@panaderia-sur\.example>$/.exec(got.messageId!)!
  expect([from, got.replyTo!.value[0]!.address]).toEqual(Array(2).fill(OURS.replace('@', `+${token}@`)))
  await arrives(world, id, { subject: 'Sin seña', messageId: null, thread: [...seen, '<dos@x.example>'] })
  await writes(id, { text: 'Y ahora.' })
  await send(world)
  const { mail: next } = await left('Sin seña')
  expect([next.inReplyTo, next.references]).toEqual([undefined, [...seen, '<dos@x.example>']])
})

test('a mail comes in, is confirmed and answered; what María answers to either comes back to it', async () => {
  const { ticketId } = ok(
    await handOver(world.raiz, letter({ subject: 'No abre', text: 'No abre la caja.', to: OURS }), OURS),
  )
  await writeNotices(world.desk, world.asSystem)
  await send(world, 0)
  const { mail: confirmation } = await left(`[#${ticketId}]`)
  expect([confirmation.subject, confirmation.text]).toEqual([
    `Recibimos su solicitud: No abre [#${ticketId}]`,
    expect.stringContaining('No abre la caja.'),
  ])
  const answers = { text: 'Una cosa más.', answers: confirmation.messageId! }
  expect(ok(await handOver(world.raiz, letter({ to: OURS, ...answers }), OURS))).toMatchObject({
    outcome: 'follow_up',
    ticketId,
  })
  await writes(ticketId, { text: 'Ya abre.' })
  await send(world)
  const byAddress = {
    to: (await left(`[#${ticketId}]`)).mail.replyTo!.value[0]!.address!,
    subject: 'Otro asunto',
    text: 'Gracias, pero ahora no cierra.',
  }
  expect(ok(await handOver(world.raiz, letter(byAddress), OURS))).toMatchObject({ outcome: 'follow_up', ticketId })
})

test('whoever quotes a number that is not theirs is told their own, and only that', async () => {
  const { id } = await open(world.ben)
  const quoting = letter({ from: 'otro@correo.example', subject: `No abre [#${id}]`, text: 'Tampoco.', to: OURS })
  const { ticketId } = ok(await handOver(world.raiz, quoting, OURS))
  await writeNotices(world.desk, world.asSystem)
  await send(world, 0)
  const theirs = await left('otro@correo.example')
  expect([ticketId === id, theirs.mail.subject]).toEqual([false, `Recibimos su solicitud: No abre [#${ticketId}]`])
})

test('S10: answering all reaches everybody but ourselves; blind copies stand in no header', async () => {
  const { id } = await open(world.ben)
  const at = await arrives(world, id, { to: [OURS, TOMAS], cc: ['jefa@panaderia.example', OURS.toUpperCase()] })
  const proposed = await draft(id, `mode=reply_all&interactionId=${at}`)
  expect([addresses(proposed.to), addresses(proposed.cc)]).toEqual([[MARIA.email], [TOMAS, 'jefa@panaderia.example']])
  const { to, cc, subject, replyToId } = proposed
  const done = { text: 'Listo.', to, cc, replyToId }
  const { interaction } = await writes(id, { ...done, subject, bcc: ['archivo@desk.example'] })
  expect([interaction.to, interaction.cc, addresses(interaction.bcc)]).toEqual([to, cc, ['archivo@desk.example']])
  await send(world)
  const first = await left(TOMAS)
  expect(first.to.toSorted()).toEqual(['archivo@desk.example', 'jefa@panaderia.example', MARIA.email, TOMAS])
  expect(first.raw).not.toContain('archivo@')
  // Who was on none of the words before does not read them now; without such a one they are quoted.
  expect(first.mail.text).not.toContain('Sigue sin imprimir.')
  await writes(id, done)
  await send(world)
  expect((await left(TOMAS)).mail.text).toContain('> Sigue sin imprimir.')
})

test('a mail that asks to be answered elsewhere is answered there', async () => {
  const { id } = await open(world.ben)
  await arrives(world, id, { replyTo: ['compras@panaderia.example', OURS] })
  expect(addresses((await writes(id, { text: 'Listo.' })).interaction.to)).toEqual(['compras@panaderia.example'])
})

test('the workshop reads nothing of María’s unless it is passed on; then it has her files too', async () => {
  const { id } = await open(world.ben, { channel: 'portal' })
  const photo = await store('foto.png', 'png', 'image/png')
  const at = await arrives(world, id, {
    text: 'Secreto de María.',
    html: '<p>Secreto de María. <img src="cid:foto1"></p>',
  })
  await world.asSystem((ctx) =>
    ctx.db
      .insertInto('attachments')
      .values({ interaction_id: at, ticket_id: id, file_id: photo, content_id: 'foto1' })
      .execute(),
  )
  const asked = await writes(id, { text: '¿Tienen el repuesto?', to: [TALLER], replyToId: at })
  expect(asked.interaction.party).toBe('third_party')
  expect((await look(world.ben, id)).targets.find(({ kind }: any) => kind === 'first_response').metAt).toBeNull()
  await send(world)
  expect((await left(TALLER)).raw).not.toMatch(/Secreto|U2VjcmV0/)
  const forward = await draft(id, `mode=forward&interactionId=${at}`)
  expect(forward).toMatchObject({ to: [], subject: `RV: No imprime [#${id}]`, forwardOfId: at, replyToId: null })
  const attachments = forward.attachments.map(({ fileId, contentId }: any) => ({ fileId, contentId }))
  expect((await tries(id, { forwardOfId: at })).status).toBe(400)
  await writes(id, { to: [`Taller <${TALLER}>`], forwardOfId: at, subject: forward.subject, attachments })
  await send(world)
  const { mail: passedOn } = await left(TALLER)
  expect(passedOn.text).toContain(
    '---------- Mensaje reenviado ----------\nDe: María González <maria@panaderia.example>',
  )
  expect(passedOn.text).toContain('Secreto de María.')
  expect(passedOn.html).toContain('data:image/png;base64,')
  expect(passedOn.attachments).toMatchObject([{ filename: 'foto.png', related: true, cid: 'foto1' }])
})

test('a mail of a ticket merged twice is answered and passed on, and seen as it was by whoever sees the last one', async () => {
  const [first, second, third] = [await open(world.ben), await open(world.ben), await open(world.ben)]
  const photo = await store('horno.png', 'horno', 'image/png')
  const at = await arrives(world, first.id, { text: 'Se apagó.', html: '<p>Se apagó el <i>horno</i>.</p>' })
  await world.asSystem((ctx) =>
    ctx.db.insertInto('attachments').values({ interaction_id: at, ticket_id: first.id, file_id: photo }).execute(),
  )
  for (const [from, into] of [[first, second] as const, [second, third] as const])
    ok(await world.ada.call('POST', `/api/tickets/${from.id}/merge`, { intoId: into.id }))
  const tomas = await open(world.ben, { customer: { name: 'Tomás Rivas', email: TOMAS } })
  const his = await arrives(world, tomas.id, { from: ['Tomás', TOMAS], subject: `Horno [#${tomas.id}]` })
  ok(await world.ada.call('POST', `/api/tickets/${tomas.id}/merge`, { intoId: third.id }))
  expect((await draft(third.id, 'mode=reply')).replyToId).toBe(at)
  expect((await draft(third.id, `mode=reply&interactionId=${his}`)).subject).toBe(`Re: Horno [#${third.id}]`)
  const { replyToId } = await draft(third.id, `mode=reply&interactionId=${at}`)
  expect((await writes(third.id, { text: 'Vamos.', replyToId })).interaction.to).toMatchObject([
    { address: MARIA.email },
  ])
  const { attachments, forwardOfId } = await draft(third.id, `mode=forward&interactionId=${at}`)
  const files = attachments.map(({ fileId }: any) => ({ fileId }))
  await writes(third.id, { to: [TALLER], forwardOfId, attachments: files })
  await send(world)
  expect((await left(TALLER)).mail.attachments).toMatchObject([{ filename: 'horno.png' }])
  // Neither is it the other way round: what came to the last one is none of the first one's.
  expect((await tries(second.id, { text: 'x', replyToId: await arrives(world, third.id, {}) })).status).toBe(400)
  const laidOut = () => world.eva.call('GET', `/api/interactions/${at}/body`)
  expect((await laidOut()).status).toBe(404)
  await edit(world.ada, third.id, { groupId: world.sales })
  expect((await items(world.eva, `/api/tickets/${third.id}/interactions`)).map(({ id }) => id)).toContain(at)
  expect((await laidOut()).status).toBe(200)
})

test('S11: pictures within the words and files beside them arrive as such', async () => {
  const { id } = await open(world.ben)
  const [inside, beside] = [await store('a.png', 'una', 'image/png'), await store('b.pdf', 'otra', 'application/pdf')]
  const html = '<p>Vea <img src="cid:a1"><img src="https://espia.example/x.png"><script>alert(1)</script></p>'
  await writes(id, {
    html,
    attachments: [
      { fileId: inside, contentId: 'a1' },
      { fileId: beside, contentId: 'a' },
    ],
  })
  await send(world)
  const got = await left(`[#${id}]`)
  const [picture, file] = got.mail.attachments
  expect([picture!.related, picture!.content.toString()]).toEqual([true, 'una'])
  expect([!file!.related, file!.filename, file!.content.toString()]).toEqual([true, 'b.pdf', 'otra'])
  expect(got.raw).not.toMatch(/espia|alert/)
})

test('what Ben takes back within ten seconds never leaves, and told María nothing', async () => {
  const { id, version } = await open(world.ben, { channel: 'portal' })
  const body = { kind: 'email', text: 'Me equivoqué', status: 'customer_action', version }
  const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, body)
  const metAt = async () => (await look(world.ben, id)).targets.find(({ kind }: any) => kind === 'first_response').metAt
  expect(await metAt()).not.toBeNull()
  const undo = `/api/undo/${answer.headers['x-request-id']}`
  expect((await world.ada.call('POST', undo)).status).toBe(422)
  expect(ok(await world.ben.call('POST', undo))).toMatchObject({ status: 'pending', newInteraction: false })
  const before = mail.peer.received.length
  await send(world, 60)
  expect(mail.peer.received.length).toBe(before)
  expect((await said(id, answer.body.interaction.id)).delivery).toMatchObject({
    state: 'cancelled',
    recipients: [{ state: 'cancelled' }],
  })
  expect(await metAt()).toBeNull()
})

test('a mail that waits is taken back whatever else happens meanwhile, and Ben hears what stays as it is', async () => {
  const mails = async (more: object = {}, on?: any) => {
    const { id, version } = on ?? (await open(world.ben, { channel: 'portal' }))
    const body = { kind: 'email', text: 'A quien no era', status: 'customer_action', version, ...more }
    const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, body)
    return { id, said: answer.body.interaction.id, undo: `/api/undo/${answer.headers['x-request-id']}` }
  }
  const back = async ({ undo }: { undo: string }) => ok(await world.ben.call('POST', undo))
  const noted = await mails()
  await say(world.ada, noted.id, { kind: 'note', text: 'Yo también lo miro' })
  expect(await back(noted)).toMatchObject({ status: 'pending', mailOnly: false })
  const asks = await open(world.ben)
  await mariaSays(world.ada, asks.id, '¿Y bien?')
  expect(await back(await mails({}, asks))).toMatchObject({ status: 'pending', newInteraction: true })
  const answered = await mails({ solution: 'Tóner' })
  await mariaSays(world.ada, answered.id, 'Sigo esperando')
  expect(await back(answered)).toMatchObject({ status: 'in_progress', newInteraction: true, mailOnly: true })
  const moved = await mails()
  const { id: there } = await open(world.ben, { channel: 'portal' })
  ok(await world.ada.call('POST', `/api/interactions/${moved.said}/move`, { ticketId: there }))
  expect(await back(moved)).toMatchObject({ status: 'pending', mailOnly: false })
  const before = mail.peer.received.length
  await send(world, 60)
  expect(mail.peer.received.length).toBe(before)
  for (const mail of [noted, answered, { ...moved, id: there }])
    expect((await said(mail.id, mail.said)).delivery.state).toBe('cancelled')
})

test('what has left is not undone, nor what came with it', async () => {
  const { id, version } = await open(world.ben)
  const body = { kind: 'email', text: 'Va', status: 'customer_action', version }
  const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, body)
  const due = { try_at: world.now() }
  await world.asSystem(({ db }) => db.updateTable('outgoing_mails').set(due).where('ticket_id', '=', id).execute())
  await send(world, 1)
  const undone = await world.ben.call('POST', `/api/undo/${answer.headers['x-request-id']}`)
  expect([...refusal(undone), undone.body.detail]).toEqual([422, 'undo_refused', expect.stringContaining('ya salió')])
  expect((await look(world.ben, id)).status).toBe('customer_action')
})

test('an internal note leaves by no door, not even by hand in the database', async () => {
  const { id } = await open(world.ben)
  const note = (await say(world.ben, id, { kind: 'note', text: 'Cliente difícil' })).interaction.id
  for (const body of [{ replyToId: note }, { forwardOfId: note, to: [TALLER] }])
    expect([body, (await tries(id, { text: 'x', ...body })).status]).toEqual([body, 400])
  expect((await world.ben.call('GET', `/api/tickets/${id}/mail-draft?interactionId=${note}&mode=forward`)).status).toBe(
    400,
  )
  expect((await tries(id, { kind: 'note', text: 'x', to: [TALLER] })).status).toBe(400)
  const { interaction } = await writes(id, { text: 'x' })
  const hide = world.asSystem((ctx) =>
    ctx.db.updateTable('interactions').set({ internal: true }).where('id', '=', interaction.id).execute(),
  )
  await expect(hide).rejects.toThrow(/stays an outgoing e-mail/)
  const slip = world.asSystem((ctx) =>
    ctx.db.updateTable('outgoing_mails').set({ interaction_id: note }).where('ticket_id', '=', id).execute(),
  )
  await expect(slip).rejects.toThrow(/Only outgoing e-mails/)
})

test('Leo, who only reads, and Eva, from elsewhere, write to nobody', async () => {
  const { id } = await open(world.ben)
  const url = `/api/tickets/${id}/interactions`
  expect((await world.leo.call('POST', url, { kind: 'email', text: 'x' })).status).toBe(403)
  expect((await world.eva.call('POST', url, { kind: 'email', text: 'x' })).status).toBe(404)
  expect((await world.eva.call('GET', `/api/tickets/${id}/mail-draft`)).status).toBe(404)
})
