import { beforeAll, beforeEach, expect, test } from 'vitest'
import { tellOfSenderless } from '../../server/mail/intake/senderless.ts'
import { complete, edit, items, later, look, ok } from '../acts.ts'
import { bounceOf, fate, letter, MARIA_AT, mailbox, reportOf, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
beforeAll(async () => {
  await mailbox(world, { outgoing: { host: '127.0.0.1', port: 9, security: 'none', user: '' } })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const alerts = async (who = world.ada) => (await items(who, '/api/alerts')).map(({ kind }) => kind)

test('an out-of-office to our answer is kept there, moves nothing and reopens nothing', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  await complete(world.ben, ticketId)
  const away = {
    answers: messageId,
    subject: 'Fuera de la oficina',
    headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'],
  }
  const got = await send(world, away)
  expect([got.outcome, got.ticketId]).toEqual(['auto_reply', ticketId])
  expect((await words(ticketId)).at(-1)).toMatchObject({
    id: got.interactionId,
    autoReply: true,
    silence: 'out_of_office',
  })
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'completed', newInteraction: false })
})

test('E1: an automatic answer is kept on its ticket as whose it is: María’s, her delegate’s, or in doubt; it moves nothing', async () => {
  const { ticketId } = await send(world, { messageId: '<ausente@panaderia.example>' })
  const { messageId } = await sent(world, ticketId)
  await edit(world.ben, ticketId, { status: 'customer_action' })
  const away = async (from: string, answers: string, ...headers: string[]) => {
    fate(
      await send(world, { from, answers, headers: ['Auto-Submitted: auto-replied', ...headers] }),
      'auto_reply',
      'auto_reply',
    )
    const { party, doubted, autoReply } = (await words(ticketId)).at(-1)
    return [party, doubted, autoReply]
  }
  const server = 'mx.panaderia-sur.example'
  await world.desk.db.pool.query('update mailboxes set trusted_server = $1', [server])
  const failed = `Authentication-Results: ${server}; dmarc=fail header.from=panaderia.example`
  expect(await away(MARIA_AT, messageId)).toEqual(['customer', false, true])
  expect(await away(MARIA_AT, messageId, failed)).toEqual(['customer', true, true])
  expect(await away('delegada@otro.example', messageId)).toEqual(['third_party', false, true])
  expect(await away('eva@otra-empresa.example', '<ausente@panaderia.example>')).toEqual(['third_party', true, true])
  expect(await away('ben@desk.example', '<ausente@panaderia.example>')).toEqual(['agent', true, true])
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'customer_action', newInteraction: false })
  await world.desk.db.pool.query('update mailboxes set trusted_server = null')
})

test('machines, lists and mass mailings that answer nothing of ours make no ticket; a machine’s own notice does, unanswered', async () => {
  const lone = async (...headers: string[]) => (await send(world, { headers, from: 'robot@otro.example' })).outcome
  expect(await lone('Auto-Submitted: auto-replied')).toBe('auto_reply')
  expect(
    await lone('List-Id: <novedades.otro.example>', 'List-Unsubscribe: <mailto:x@otro.example>', 'Precedence: bulk'),
  ).toBe('ignored')
  const got = await send(world, { headers: ['Auto-Submitted: auto-generated'], from: 'alarma@otro.example' })
  fate(got, 'ticket_created', 'auto_generated')
  expect((await words(got.ticketId))[0].autoReply).toBe(true)
  for (const subject of ['Entrega fallida: pedido 4711', 'Blocked account alert', 'Delivery delayed for order 55']) {
    const notice = { headers: ['Auto-Submitted: auto-generated'], from: 'tienda@otro.example', subject }
    fate(await send(world, notice), 'ticket_created', 'auto_generated')
  }
})

test('our own mail that comes back is known by its Message-ID and by its mark; in our own name a form may write', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  fate(await send(world, { messageId, from: 'reenvio@otro.example' }), 'ignored', 'own')
  fate(await send(world, { from: SUPPORT, headers: [`X-Loop: ${SUPPORT}`] }), 'ignored', 'own')
  const form = await send(world, { from: SUPPORT, headers: ['Reply-To: Rosa Díaz <rosa@correo.example>'] })
  fate(form, 'ticket_created')
  expect((await look(world.raiz, form.ticketId)).contact.email).toBe('rosa@correo.example')
})

test('E1: our address with a tag is ours: whoever writes in its name is nobody’s customer, unless a form speaks for somebody', async () => {
  const tagged = SUPPORT.replace('@', '+avisos@')
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  fate(await send(world, { from: tagged, headers: ['Auto-Submitted: auto-replied'] }), 'ignored', 'own')
  const answer = await send(world, { from: tagged, answers: messageId })
  expect((await words(answer.ticketId)).at(-1)).toMatchObject({ party: 'agent', doubted: true })
  const alone = await send(world, { from: tagged })
  fate(alone, 'ticket_created', 'unverified')
  expect((await look(world.raiz, alone.ticketId)).contact.email).toBeNull()
  const form = await send(world, { from: tagged, headers: ['Reply-To: Rosa Díaz <rosa2@correo.example>'] })
  expect((await look(world.raiz, form.ticketId)).contact.email).toBe('rosa2@correo.example')
})

const READ = 'Disposition: manual-action/MDN-sent-manually; displayed'
const ARRIVED = [
  'Reporting-MTA: dns; mx',
  '',
  `Final-Recipient: rfc822; ${MARIA_AT}`,
  'Action: delivered',
  'Status: 2.0.0',
]

test('E1: a receipt, a complaint and a delivery that name our mail in what they enclose are kept on its ticket, and move nothing', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  await complete(world.ben, ticketId)
  const reports = [
    reportOf('disposition-notification', [`Original-Message-ID: ${messageId}`, READ], [], MARIA_AT),
    reportOf('feedback-report', ['Feedback-Type: abuse'], [`Message-ID: ${messageId}`]),
    reportOf('feedback-report', ['Feedback-Type: abuse'], ['Message-ID: <x@ses.example>', `References: ${messageId}`]),
    reportOf('delivery-status', ARRIVED, [`Message-ID: ${messageId}`], 'MAILER-DAEMON@mx.example'),
  ]
  const got = []
  for (const report of reports) got.push(await send(world, report))
  expect(got.map(({ outcome, reason, ticketId }) => [outcome, reason, ticketId])).toEqual([
    ['auto_reply', 'read_receipt', ticketId],
    ['auto_reply', 'feedback_loop', ticketId],
    ['auto_reply', 'feedback_loop', ticketId],
    ['auto_reply', 'delivery_report', ticketId],
  ])
  expect((await words(ticketId)).slice(-4).map(({ party }) => party)).toEqual([
    'customer',
    'third_party',
    'third_party',
    'third_party',
  ])
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'completed', newInteraction: false })
})

test('E1: a report that names only María’s own mail is a stranger’s, and hers where she sends it; who encloses a mail answers none by it', async () => {
  const messageId = '<vista-por-muchos@panaderia.example>'
  const { ticketId } = await send(world, { messageId })
  const complaint = (from?: string) =>
    reportOf('feedback-report', ['Feedback-Type: abuse'], [`Message-ID: ${messageId}`], from)
  fate(await send(world, complaint()), 'ignored', 'feedback_loop')
  expect((await send(world, complaint(MARIA_AT))).ticketId).toBe(ticketId)
  const ours = await sent(world, ticketId)
  const enclosed = [{ name: 'x.eml', type: 'message/rfc822', bytes: `Message-ID: ${ours.messageId}\r\n\r\nHola` }]
  const other = await send(world, { from: 'rosa@otro.example', attachments: enclosed })
  fate(other, 'ticket_created')
  expect(other.ticketId).not.toBe(ticketId)
})

test('E1: a mark on somebody else’s mail makes it nobody’s: the server that passed it on put it there', async () => {
  fate(await send(world, { headers: [`X-Loop: ${SUPPORT}`] }), 'ticket_created')
  fate(await send(world, { from: SUPPORT, headers: [`X-Loop: pre${SUPPORT}`] }), 'ticket_created', 'unverified')
})

test('somebody’s mail that was taken for a bounce is taken in after all; what was kept with its ticket is settled', async () => {
  const got = await send(world, bounceOf('<pregunta@panaderia-sur.example>', 'pedro@correo.example'))
  expect(ok(await world.raiz.call('GET', `/api/mails/${got.mailId}`)).canRetry).toBe(true)
  ok(await world.raiz.call('POST', `/api/mails/${got.mailId}/retry`, {}))
  await world.takeInMail()
  expect(ok(await world.raiz.call('GET', `/api/mails/${got.mailId}`)).outcome).toBe('ticket_created')
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  const kept = await send(world, bounceOf(messageId, MARIA_AT))
  expect((await world.raiz.call('POST', `/api/mails/${kept.mailId}/retry`, {})).body.code).toBe('nothing_to_retry')
})

test('brakes: ten mails an hour on one ticket, thirty from one address, one bell; what is held an admin takes in after all', async () => {
  const from = 'bucle@otro.example'
  const { ticketId } = await send(world, { from })
  for (let n = 1; n < 10; n++) fate(await send(world, { from, subject: `Re: [#${ticketId}] ${n}` }), 'follow_up')
  const eleventh = await send(world, { from, subject: `Re: [#${ticketId}] y más` })
  fate(eleventh, 'held', 'braked')
  for (let n = 0; n < 20; n++) fate(await send(world, { from, subject: `Aviso ${n}` }), 'ticket_created')
  for (let n = 0; n < 3; n++) fate(await send(world, { from, subject: 'Otro' }), 'held', 'braked')
  expect((await alerts()).filter((kind) => kind === 'mail_braked').length).toBe(1)
  fate(await send(world, { from: 'tranquila@otro.example' }), 'ticket_created')
  const line = ok(await world.raiz.call('POST', `/api/mails/${eleventh.mailId}/retry`, {}))
  expect(line).toMatchObject({ outcome: null, canRetry: false })
  await world.takeInMail()
  expect(ok(await world.raiz.call('GET', `/api/mails/${eleventh.mailId}`))).toMatchObject({
    outcome: 'follow_up',
    ticketId,
  })
  expect((await world.raiz.call('POST', `/api/mails/${eleventh.mailId}/retry`, {})).body.code).toBe('nothing_to_retry')
  await world.at(later(world.now(), { hours: 2 }))
  fate(await send(world, { from }), 'ticket_created')
})

test('an automatic loop on one ticket ends in the ledger', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  const outcomes: string[] = []
  for (let n = 0; n < 12; n++)
    outcomes.push(
      (await send(world, { answers: messageId, text: `${n}`, headers: ['Auto-Submitted: auto-replied'] })).outcome,
    )
  expect(outcomes).toEqual([...Array(9).fill('auto_reply'), ...Array(3).fill('ignored')])
})

test('E1: mails without a sender ring nobody one by one; ten within the hour ring Ada, who leads the group, once an hour', async () => {
  let mails = 0
  const bells = async (more: number) => {
    for (let n = 0; n < more; n++)
      fate(await send(world, { from: '', text: `Escaneo ${++mails}` }), 'held', 'no_sender')
    await world.asSystem(tellOfSenderless)
    const rung = await Promise.all([world.ada, world.raiz, world.eva].map(alerts))
    return rung.map((kinds) => kinds.filter((kind) => kind === 'mail_senderless').length)
  }
  expect(await bells(9)).toEqual([0, 0, 0])
  expect(await bells(1)).toEqual([1, 0, 0])
  expect(await bells(1)).toEqual([1, 0, 0])
  expect((await items(world.ada, '/api/alerts'))[0].text).toContain('quedaron retenidos 10 correos')
  await world.at(later(world.now(), { minutes: 61 }))
  expect(await bells(9)).toEqual([1, 0, 0])
  expect(await bells(1)).toEqual([2, 0, 0])
})

test('two mails without a sender that are taken in all the same are not called the same person', async () => {
  const people = []
  for (const text of ['Escaneo del taller', 'Escaneo de la tienda']) {
    const { mailId } = await send(world, { from: '', text })
    ok(await world.raiz.call('POST', `/api/mails/${mailId}/retry`, {}))
    await world.takeInMail()
    const { ticketId } = ok(await world.raiz.call('GET', `/api/mails/${mailId}`))
    people.push((await look(world.raiz, ticketId)).customer)
  }
  const [one, other] = people
  expect([one.name, other.name, one.id === other.id]).toEqual(['Remitente desconocido', 'Remitente desconocido', false])
  expect(ok(await world.raiz.call('GET', `/api/customers/${other.id}`)).possibleDuplicates).toEqual([])
})

test('a mail without a sender, and one to thousands, are taken for what they are', async () => {
  fate(await send(world, { from: '' }), 'held', 'no_sender')
  const crowd = Array.from({ length: 3000 }, (_, n) => `persona${n}@otro.example`).join(',\r\n ')
  const got = await send(world, letter({ from: 'masivo@otro.example', to: crowd }))
  if (got.ticketId) expect((await words(got.ticketId))[0].to.length).toBeLessThanOrEqual(200)
  expect(['ticket_created', 'ignored']).toContain(got.outcome)
})
