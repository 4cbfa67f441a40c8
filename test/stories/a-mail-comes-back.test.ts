import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { edit, items, later, look, ok } from '../acts.ts'
import { bounceOf, fate, letter, MARIA_AT, mailbox, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1, issue 4.5: a server says that a mail of ours did not arrive.

const world = newWorld()
beforeAll(async () => {
  await mailbox(world, { outgoing: { host: '127.0.0.1', port: 9, security: 'none', user: '' } })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)

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

test('E1: María’s mail is forwarded to an address that is gone: this mail did not arrive, both are shown, hers stays good', async () => {
  const gone = 'maria.vieja@correo.example'
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { ownerId: world.ben.id })
  const { messageId, interactionId } = await sent(world, ticketId)
  const ours = async () => (await words(ticketId)).find(({ id }) => id === interactionId)
  await send(world, bounceOf(messageId, gone, '4.2.2'))
  expect(await ours()).toMatchObject({ bounce: 'temporary', delivery: { recipients: [{ state: 'sent' }] } })
  const got = await send(world, bounceOf(messageId, gone))
  expect(await ours()).toMatchObject({
    ...{ bounce: 'returned', failedRecipients: [MARIA_AT] },
    delivery: { recipients: [{ address: MARIA_AT, state: 'bounced', detail: `${gone}: 550 5.1.1 no such user` }] },
  })
  expect((await words(ticketId)).find(({ id }) => id === got.interactionId)).toMatchObject({ failedRecipients: [gone] })
  expect(ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft`)).failing).toEqual([])
  expect((await items(world.ben, '/api/alerts'))[0]).toMatchObject({ kind: 'mail_bounced', ticket: { id: ticketId } })
})

test('E1: of several recipients none is said to fail by an address nobody wrote to', async () => {
  const { ticketId } = await send(world, {})
  const { messageId, interactionId } = await sent(world, ticketId, [MARIA_AT, 'otra@correo.example'])
  await send(world, bounceOf(messageId, 'reenviada@correo.example'))
  const { delivery } = (await words(ticketId)).find(({ id }) => id === interactionId)
  expect(delivery.recipients.map(({ state }: { state: string }) => state)).toEqual(['sent', 'sent'])
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

describe('E1: a server says it again and again', () => {
  const reports = async (raw: Buffer, times: number) => {
    const fates: string[] = []
    for (let n = 0; n < times; n++) {
      const by = `${raw}`.replaceAll('mx.otro.example', `mx${n}.otro.example`).replace('bounce-', `bounce-${n}-`)
      const { outcome, reason } = await send(world, Buffer.from(by))
      fates.push(`${outcome} ${reason}`)
    }
    return fates
  }
  const rings = async () => (await items(world.ben, '/api/alerts?limit=100')).length
  const owned = async () => {
    const { ticketId } = await send(world, {})
    await edit(world.ben, ticketId, { ownerId: world.ben.id })
    return ticketId
  }

  test('E1: its owner hears of it once, and ten of them an hour stand on the ticket, whatever the server is called', async () => {
    const ticketId = await owned()
    const { messageId } = await sent(world, ticketId)
    const [rung, stood] = [await rings(), (await words(ticketId)).length]
    const fates = await reports(bounceOf(messageId, MARIA_AT), 12)
    expect(fates).toEqual([...Array(10).fill('bounce permanent'), ...Array(2).fill('ignored braked')])
    expect([(await rings()) - rung, (await words(ticketId)).length - stood]).toEqual([1, 10])
  })

  test('E1: where it names none of several, its owner hears of it once as well', async () => {
    const ticketId = await owned()
    const { messageId } = await sent(world, ticketId, [MARIA_AT, 'otra@correo.example'])
    const rung = await rings()
    await reports(bounceOf(messageId, 'reenviada@correo.example', '5.2.2'), 2)
    expect((await rings()) - rung).toBe(1)
    await reports(bounceOf(messageId, 'reenviada@correo.example'), 2)
    expect((await rings()) - rung).toBe(2)
  })

  test('E1: of twelve whom it did not reach each is marked, though only ten reports stand on the ticket', async () => {
    const ticketId = await owned()
    const crowd = Array.from({ length: 12 }, (_, n) => `vecina${n}@correo.example`)
    const { messageId } = await sent(world, ticketId, crowd)
    const rung = await rings()
    for (const address of crowd) await send(world, bounceOf(messageId, address))
    const { delivery } = (await words(ticketId)).find(({ delivery }) => delivery)
    expect(delivery.recipients.map(({ state }: { state: string }) => state)).toEqual(Array(12).fill('bounced'))
    expect((await rings()) - rung).toBe(12)
  })
})

describe('E1: whoever got a mail of ours knows what names it, and reports that it did not reach María', () => {
  const TOMAS = 'tomas@panaderia.example'
  const reportBy = (from: string, messageId: string, recipient = MARIA_AT, others: [string, string][] = []) =>
    send(world, Buffer.from(`${bounceOf(messageId, recipient, '5.1.1', others)}`.replace(/^From: .*/, `From: ${from}`)))
  const states = async (ticketId: number) =>
    (await words(ticketId))
      .find(({ delivery }) => delivery)
      .delivery.recipients.map(({ state }: { state: string }) => state)
  const toBoth = async () => {
    const { ticketId } = await send(world, { cc: TOMAS })
    return { ticketId, ...(await sent(world, ticketId, [MARIA_AT, TOMAS])) }
  }

  test('E1: by Tomás, who was in copy, or by Eva, who is a customer of ours, it is kept in doubt and changes nothing', async () => {
    await send(world, { from: 'eva@otra-empresa.example' })
    for (const from of [TOMAS, 'Sistema de correo <eva@otra-empresa.example>']) {
      const { ticketId, messageId } = await toBoth()
      const got = await reportBy(from, messageId)
      fate(got, 'bounce', 'not_a_server')
      expect((await words(ticketId)).find(({ id }) => id === got.interactionId)).toMatchObject({
        ...{ doubted: true, bounce: null, autoReply: true },
      })
      expect(await states(ticketId)).toEqual(['sent', 'sent'])
      expect(await look(world.ben, ticketId)).toMatchObject({ newInteraction: false })
    }
  })

  test('E1: what names no mail of ours but María’s own is kept of Tomás, in doubt; of a server it is nobody’s', async () => {
    const messageId = '<visto-por-muchos@panaderia.example>'
    const { ticketId } = await send(world, { messageId, cc: TOMAS })
    const got = await reportBy('MAILER-DAEMON@mx.otro.example', messageId)
    expect(got).toMatchObject({ outcome: 'bounce', reason: 'unknown_original', ticketId: null })
    expect(await words(ticketId)).toHaveLength(1)
    expect(await reportBy(TOMAS, messageId)).toMatchObject({ reason: 'not_a_server', ticketId })
    expect((await words(ticketId)).at(-1)).toMatchObject({ doubted: true, from: { address: TOMAS } })
    // Some providers give our mails other names: what they answer is all that is left to name them.
    await sent(world, ticketId)
    const { interactionId } = await reportBy('MAILER-DAEMON@mx.otro.example', messageId)
    expect((await words(ticketId)).at(-1)).toMatchObject({ id: interactionId, doubted: true, bounce: 'permanent' })
    expect(await states(ticketId)).toEqual(['sent'])
  })

  test('E1: of his own address he is believed', async () => {
    const { ticketId, messageId } = await toBoth()
    fate(await reportBy(TOMAS, messageId, MARIA_AT, [[TOMAS, '5.1.1']]), 'bounce', 'permanent')
    expect(await states(ticketId)).toEqual(['sent', 'bounced'])
  })

  test('E1: by servers, whatever they are called, as often as they come', async () => {
    await send(world, { from: 'no-responder@hosting.example', headers: ['Auto-Submitted: auto-generated'] })
    for (const from of ['avisos@hosting.example', 'avisos@hosting.example', 'no-responder@hosting.example']) {
      const { ticketId, messageId } = await toBoth()
      fate(await reportBy(from, messageId), 'bounce', 'permanent')
      expect(await states(ticketId)).toEqual(['bounced', 'sent'])
    }
  })

  test('E1: while it still waits to be sent to her, she gets it all the same', async () => {
    const { ticketId, messageId } = await toBoth()
    await world.desk.db.pool.query(`update deliveries set state = 'queued' where recipient = $1 and state = 'sent'`, [
      MARIA_AT,
    ])
    await reportBy('MAILER-DAEMON@mx.otro.example', messageId)
    expect(await states(ticketId)).toEqual(['queued', 'sent'])
  })
})
