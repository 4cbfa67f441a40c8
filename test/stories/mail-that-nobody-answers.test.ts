import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tellOfSenderless } from '../../server/mail/intake/senderless.ts'
import { complete, edit, items, later, look, ok } from '../acts.ts'
import { bounceOf, fate, letter, MARIA_AT, mailbox, SUPPORT, send, sent } from '../mails.ts'
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
  expect((await words(ticketId)).at(-1)).toMatchObject({ id: got.interactionId, autoReply: true })
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

test('our own mail that comes back is known by its Message-ID, by its mark, and by our own name', async () => {
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId)
  fate(await send(world, { messageId, from: 'reenvio@otro.example' }), 'ignored', 'own')
  fate(await send(world, { headers: [`X-Loop: ${SUPPORT}`] }), 'ignored', 'own')
  fate(await send(world, { from: `Soporte <${SUPPORT}>` }), 'ignored', 'own')
  const form = await send(world, { from: SUPPORT, headers: ['Reply-To: Rosa Díaz <rosa@correo.example>'] })
  fate(form, 'ticket_created')
  expect((await look(world.raiz, form.ticketId)).contact.email).toBe('rosa@correo.example')
})

test('a bounce is said at the mail that failed, marks the address and rings the owner', async () => {
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { ownerId: world.ben.id })
  const { messageId, interactionId } = await sent(world, ticketId)
  const slow = await send(world, bounceOf(messageId, MARIA_AT, '4.2.2'))
  fate(slow, 'bounce', 'temporary')
  const failed = async () => (await words(ticketId)).find(({ id }) => id === interactionId)
  expect(await failed()).toMatchObject({ bounce: 'temporary', failedRecipients: [MARIA_AT] })
  const got = await send(world, bounceOf(messageId, MARIA_AT))
  fate(got, 'bounce', 'permanent')
  expect(got.ticketId).toBe(ticketId)
  expect(await failed()).toMatchObject({
    bounce: 'permanent',
    delivery: { recipients: [{ address: MARIA_AT, state: 'bounced' }] },
  })
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'pending', newInteraction: true })
  expect((await items(world.ben, '/api/alerts'))[0]).toMatchObject({ kind: 'mail_bounced', ticket: { id: ticketId } })
  const failing = async () =>
    (
      await world.desk.db.pool.query(
        'select failure from customer_emails where address = $1 and failing_since is not null',
        [MARIA_AT],
      )
    ).rows
  expect(await failing()).toEqual([{ failure: '550 5.1.1 no such user' }])
  expect(ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft`))).toMatchObject({
    to: [{ address: MARIA_AT }],
    failing: [{ address: MARIA_AT, failure: '550 5.1.1 no such user' }],
  })
  const told = ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft?interactionId=${got.interactionId}`))
  expect(told.to).toMatchObject([{ address: MARIA_AT }])
  const server = 'mx.panaderia-sur.example'
  await world.desk.db.pool.query('update mailboxes set trusted_server = $1', [server])
  await send(world, { headers: [`Authentication-Results: ${server}; dmarc=fail header.from=panaderia.example`] })
  expect(await failing()).toHaveLength(1)
  await send(world, { text: 'Ya vacié el buzón.' })
  expect(await failing()).toEqual([])
})

test('María’s mailbox is full: this mail does not arrive, its owner hears of it, and her address stays good', async () => {
  await world.desk.db.pool.query('update mailboxes set trusted_server = null')
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { ownerId: world.ben.id })
  const { messageId, interactionId } = await sent(world, ticketId)
  const before = (await items(world.ben, '/api/alerts')).length
  fate(await send(world, bounceOf(messageId, MARIA_AT, '5.2.2')), 'bounce', 'returned')
  expect((await words(ticketId)).find(({ id }) => id === interactionId)).toMatchObject({
    bounce: 'returned',
    delivery: { recipients: [{ address: MARIA_AT, state: 'bounced' }] },
  })
  expect(await items(world.ben, '/api/alerts')).toHaveLength(before + 1)
  expect(ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft`)).failing).toEqual([])
})

describe('E1: of several whom a mail of ours went to, one is unknown, one has a full mailbox, one is slow', () => {
  const [full, gone, slow] = ['llena@correo.example', 'nadie@correo.example', 'lenta@correo.example']
  const fails = async (ticketId: number) => {
    const { messageId, interactionId } = await sent(world, ticketId, [MARIA_AT, full, gone, slow])
    const report = bounceOf(messageId, full, '5.2.2', [
      [gone, '5.1.1'],
      [slow, '4.4.1'],
    ])
    fate(await send(world, report), 'bounce', 'permanent')
    return (await words(ticketId)).find(({ id }) => id === interactionId)
  }
  const addresses = (list: { address: string }[]) => list.map(({ address }) => address)

  test('the composer warns of the unknown one alone', async () => {
    const asked = await send(world, { cc: [full, gone, slow].join(', ') })
    const { delivery } = await fails(asked.ticketId)
    const states = delivery.recipients.map(({ address, state }: { address: string; state: string }) => [address, state])
    expect(Object.fromEntries(states)).toEqual({
      [MARIA_AT]: 'sent',
      [full]: 'bounced',
      [gone]: 'bounced',
      [slow]: 'sent',
    })
    const draft = ok(await world.ben.call('GET', `/api/tickets/${asked.ticketId}/mail-draft?mode=reply_all`))
    expect(addresses(draft.cc)).toEqual([full, gone, slow])
    expect(draft.failing).toEqual([{ address: gone, failure: '550 5.1.1 no such user' }])
  })

  test('of those in the book only the unknown one is marked', async () => {
    for (const from of [full, gone, slow]) await send(world, { from })
    await fails((await send(world, {})).ticketId)
    const { rows } = await world.desk.db.pool.query(
      'select address from customer_emails where address = any($1) and failing_since is not null',
      [[full, gone, slow, MARIA_AT]],
    )
    expect(addresses(rows)).toEqual([gone])
  })

  test('a server that names none of them speaks of nobody in particular', async () => {
    const { ticketId } = await send(world, {})
    const { token } = await sent(world, ticketId, [MARIA_AT, 'otra@correo.example'])
    const returned = `To: ${MARIA_AT}, otra@correo.example\r\nMessage-ID: <${token}@panaderia-sur.example>\r\n\r\nHola`
    const report = { from: 'MAILER-DAEMON@mx.otro.example', subject: 'failure notice', headers: ['Return-Path: <>'] }
    const attachments = [{ name: 'original.eml', type: 'message/rfc822', bytes: returned }]
    fate(await send(world, { ...report, text: 'User unknown. (#5.1.1)', attachments }), 'bounce', 'permanent')
    const { delivery } = (await words(ticketId)).find(({ delivery }) => delivery)
    expect(delivery.recipients.map(({ state }: { state: string }) => state)).toEqual(['sent', 'sent'])
  })
})

test('E1: a bounce that names nothing is of the mail whose token it came back to', async () => {
  const { ticketId } = await send(world, {})
  const { token } = await sent(world, ticketId, 'pedro@correo.example')
  const back = (to: string) =>
    letter({
      ...{ from: 'MAILER-DAEMON@mx.otro.example', to, subject: 'failure notice', headers: ['Return-Path: <>'] },
      text: `Hi. This is the qmail-send program at mx.otro.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<pedro@correo.example>:
Sorry, no mailbox here by that name. (#5.1.1)
`,
    })
  const [local, domain] = SUPPORT.split('@')
  fate(await send(world, back(`${local}+${'x'.repeat(32)}@${domain}`)), 'bounce', 'unknown_original')
  const got = await send(world, back(`${local}+${token.toUpperCase()}@${domain}`))
  expect(got).toMatchObject({ outcome: 'bounce', reason: 'permanent', ticketId })
  expect((await words(ticketId)).find(({ delivery }) => delivery)?.delivery).toMatchObject({
    recipients: [{ address: 'pedro@correo.example', state: 'bounced' }],
  })
})

test('a bounce of a mail that is not ours, or of somebody it was not sent to, marks nobody', async () => {
  await send(world, { from: 'pedro@correo.example' })
  fate(
    await send(world, bounceOf('<inventado@panaderia-sur.example>', 'pedro@correo.example')),
    'bounce',
    'unknown_original',
  )
  const { ticketId } = await send(world, {})
  const { messageId } = await sent(world, ticketId, 'otra@correo.example')
  await send(world, bounceOf(messageId, 'pedro@correo.example'))
  const { rows } = await world.desk.db.pool.query(
    `select 1 from customer_emails where address = 'pedro@correo.example' and failing_since is not null`,
  )
  expect(rows).toEqual([])
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
