import { beforeAll, beforeEach, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { close, complete, edit, items, later, look, ok, SUPPLIER } from '../acts.ts'
import { fate, letter, MARIA_AT, mailbox, NOWHERE, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const SALES = 'ventas@panaderia-sur.example'
beforeAll(async () => {
  const outgoing = NOWHERE
  await mailbox(world, { outgoing })
  await mailbox(world, { address: SALES, outgoing })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const bells = async () => (await items(world.ben, '/api/alerts')).length
/** What the desk decided to say by itself about a ticket. */
async function notices(ticketId: number): Promise<string[]> {
  await writeNotices(world.desk, world.asSystem)
  const sql = 'select outcome from mail_notices where ticket_id = $1 order by id'
  return (await world.desk.db.pool.query(sql, [ticketId])).rows.map(({ outcome }) => outcome)
}
/** A ticket of María's, of Ben's, that waits for her; with a mail of ours in her hands. */
async function waiting() {
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, {
    status: 'customer_action',
    ownerId: (await ok(await world.ben.call('GET', '/api/me'))).id,
  })
  return { ticketId: ticketId as number, ...(await sent(world, ticketId)) }
}

const WEAK: Record<string, string[]> = {
  Postmark: ['Feedback-ID: s1-:s1:a4:postmark'],
  HubSpot: ['List-Unsubscribe: <https://hs.example/u>', 'Feedback-ID: aerpne:hubspot'],
  Jira: ['Precedence: bulk', 'Auto-Submitted: auto-generated'],
  Freshdesk: ['X-Auto-Response-Suppress: DR, OOF, AutoReply'],
  Zendesk: ['X-Auto-Response-Suppress: All', 'Auto-Submitted: auto-generated'],
}
const QUOTED = '\r\n\r\nEl lun, 2 mar 2026, Soporte escribió:\r\n> Hemos recibido su mensaje. Estoy de vacaciones.'

test.each(Object.entries(WEAK))(
  'E1: what María answers through %s moves her ticket and rings Ben',
  async (_, headers) => {
    const { ticketId, messageId } = await waiting()
    const before = await bells()
    fate(
      await send(world, { answers: messageId, text: `Es la serie 4711, la azul.${QUOTED}`, headers }),
      'follow_up',
      'by_program',
    )
    expect((await words(ticketId)).at(-1)).toMatchObject({ party: 'customer', autoReply: false, doubted: false })
    expect(await look(world.ben, ticketId)).toMatchObject({ status: 'in_progress', newInteraction: true })
    expect(await bells()).toBe(before + 1)
  },
)

test('E1: the supplier’s agent who answers through a ticket system is heard', async () => {
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { status: 'in_progress' })
  await edit(world.ben, ticketId, {
    status: 'third_party_action',
    thirdParty: { ...SUPPLIER, email: 'taller@norte.example' },
  })
  const { messageId } = await sent(world, ticketId, 'taller@norte.example', 'third_party')
  const got = { from: 'taller@norte.example', answers: messageId, text: 'Hola, soy Juan. ¿Qué modelo es?' }
  fate(await send(world, { ...got, headers: WEAK.Zendesk! }), 'follow_up', 'by_program')
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'in_progress', newInteraction: true })
})

test('E1: receipts, absences and what only machines write stay silent on the ticket', async () => {
  const { ticketId, messageId } = await waiting()
  const silent = async (text: string, ...headers: string[]) =>
    fate(
      await send(world, { answers: messageId, text, headers }),
      'auto_reply',
      expect.any(String) as unknown as string,
    )
  await silent('Hemos recibido su mensaje.', ...WEAK.Zendesk!)
  await silent('Su solicitud fue registrada con el número 5512.', ...WEAK.Freshdesk!)
  await silent('Your request has been received. Ticket number: 5512', ...WEAK.Postmark!)
  await silent('Estaré fuera de la oficina hasta el lunes.', ...WEAK.HubSpot!)
  await silent('Es la serie 4711.', 'Auto-Submitted: auto-replied')
  await silent('Es la serie 4711.', 'List-Id: <ti.panaderia.example>')
  await silent('Es la serie 4711.', 'Return-Path: <>', 'Auto-Submitted: auto-generated')
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'customer_action', newInteraction: false })
})

test('E3: a program’s words are never answered by the desk: not on a closed ticket, and they confirm nothing', async () => {
  const { ticketId, messageId } = await waiting()
  await complete(world.ben, ticketId)
  fate(
    await send(world, { answers: messageId, text: 'Confirmo, gracias', headers: WEAK.Postmark! }),
    'follow_up',
    'by_program',
  )
  expect((await look(world.ben, ticketId)).acceptedAt ?? null).toBe(null)
  const other = await waiting()
  await close(world, other.ticketId)
  const got = await send(world, {
    answers: other.messageId,
    text: 'Volvió a fallar la serie 4711.',
    headers: WEAK.Postmark!,
  })
  fate(got, 'follow_up', 'by_program')
  expect(got.ticketId).not.toBe(other.ticketId)
  expect(await notices(got.ticketId)).toEqual(['silent'])
})

test('E1: a loop of programs on one ticket is braked, and rings once', async () => {
  const { messageId } = await waiting()
  const outcomes: string[] = []
  for (let n = 0; n < 12; n++)
    outcomes.push((await send(world, { answers: messageId, text: `Paso ${n}`, headers: WEAK.Freshdesk! })).outcome)
  expect(outcomes).toEqual([...Array(9).fill('follow_up'), ...Array(3).fill('held')])
})

test('E1: a shop’s form opens a ticket of who filled it in, and confirms nothing', async () => {
  const form = { from: 'Tienda <no-reply@tienda.example>', subject: 'Nuevo mensaje de contacto' }
  const headers = ['Reply-To: Rosa Díaz <rosa@correo.example>', 'Feedback-ID: 7434303:SG']
  const got = await send(world, { ...form, headers })
  fate(got, 'ticket_created', 'by_program')
  expect((await look(world.raiz, got.ticketId)).contact.email).toBe('rosa@correo.example')
  expect(await notices(got.ticketId)).toEqual(['silent'])
  const alone = await send(world, { from: 'pedro@correo.example', headers: ['Feedback-ID: s1:postmark'] })
  fate(alone, 'ticket_created', 'by_program')
  expect(await notices(alone.ticketId)).toEqual(['silent'])
})

test('E1: newsletters make no ticket; what a customer we know writes through a CRM does', async () => {
  await send(world, {})
  for (const header of ['List-Unsubscribe: <https://x.example/u>', 'Precedence: bulk']) {
    fate(await send(world, { from: 'boletin@otro.example', text: header, headers: [header] }), 'ignored', 'bulk')
    const got = await send(world, { text: header, headers: [header] })
    fate(got, 'ticket_created', 'by_program')
    expect(await notices(got.ticketId)).toEqual(['silent'])
  }
})

test('E1: a colleague who passes on a complaint in our own name, and a form that writes in it, are heard, and answered by nobody', async () => {
  for (const from of [`Ventas <${SALES}>`, `Formulario <${SUPPORT}>`]) {
    const got = await send(world, {
      from,
      subject: 'RV: Reclamo',
      text: 'Nadie me contesta. Correo: rosa@correo.example',
    })
    fate(got, 'ticket_created', 'unverified')
    expect((await look(world.raiz, got.ticketId)).contact.email ?? null).toBe(null)
    expect((await words(got.ticketId))[0]).toMatchObject({ autoReply: true, doubted: true })
    expect(await notices(got.ticketId)).toEqual(['no_address'])
  }
})

test('E1: our own mail without its Message-ID moves nothing, and mailboxes that forward to each other are braked', async () => {
  const { ticketId, messageId } = await waiting()
  fate(
    await send(world, { from: SUPPORT, subject: `[#${ticketId}] x`, headers: ['Auto-Submitted: auto-replied'] }),
    'ignored',
    'own',
  )
  const back = { from: SUPPORT, to: MARIA_AT, answers: messageId }
  fate(await send(world, back), 'follow_up', 'unverified')
  fate(await send(world, { from: SUPPORT, subject: `Re: [#${ticketId}]` }), 'follow_up', 'unverified')
  expect((await look(world.ben, ticketId)).status).toBe('customer_action')
  const outcomes = []
  for (let n = 0; n < 32; n++)
    outcomes.push((await send(world, { from: SALES, text: `Vuelta ${n}` }, n % 2 ? SALES : SUPPORT)).outcome)
  expect(outcomes).toEqual([...Array(30).fill('ticket_created'), 'held', 'held'])
})

test('E1: somebody whose words read like an absence, without a machine’s header, gets a ticket that nobody confirms', async () => {
  const lines: [string, string][] = [
    [
      'Respuesta automática: no llega al cliente',
      'Estoy de vacaciones hasta el 5, pero mi respuesta automática no sale.',
    ],
    ['Out of office', 'I am out of the office until Monday and my laptop does not sync. Please have a look.'],
    ['Fuera de la oficina', 'Regreso el lunes, no puedo conectarme. Den de baja mi token por favor.'],
  ]
  for (const [subject, text] of lines) {
    const got = await send(world, { from: 'rosa@correo.example', subject, text })
    fate(got, 'ticket_created', 'by_program')
    expect(await notices(got.ticketId)).not.toContain('written')
  }
  const { ticketId } = await waiting()
  const away = { subject: `Fuera de la oficina: [#${ticketId}]`, text: 'No estoy. Regreso el lunes.' }
  fate(await send(world, away), 'auto_reply', 'out_of_office')
  expect((await look(world.ben, ticketId)).status).toBe('customer_action')
})

const takeIn = (mailId: number) => world.raiz.call('POST', `/api/mails/${mailId}/retry`, {})
const line = async (mailId: number) => ok(await world.raiz.call('GET', `/api/mails/${mailId}`))

test('E1: what was kept in silence an admin takes in after all: María’s words, once, at the place where they stood', async () => {
  const { ticketId, messageId } = await waiting()
  const kept = await send(world, { answers: messageId, text: 'Es la 4711.', headers: ['Auto-Submitted: auto-replied'] })
  const count = (await words(ticketId)).length
  expect((await line(kept.mailId)).canRetry).toBe(true)
  expect((await world.ada.call('POST', `/api/mails/${kept.mailId}/retry`, {})).status).toBe(403)
  ok(await takeIn(kept.mailId))
  expect((await takeIn(kept.mailId)).body.code).toBe('nothing_to_retry')
  await world.takeInMail()
  expect(await line(kept.mailId)).toMatchObject({
    outcome: 'follow_up',
    reason: null,
    canRetry: false,
    interactionId: kept.interactionId,
  })
  expect((await words(ticketId)).length).toBe(count)
  expect((await words(ticketId)).at(-1)).toMatchObject({ id: kept.interactionId, autoReply: false, party: 'customer' })
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'in_progress', newInteraction: true })
  expect((await takeIn(kept.mailId)).body.code).toBe('nothing_to_retry')
})

test('S7: what was kept on a ticket closed since becomes a new one; what was ignored a ticket, of a person like any other', async () => {
  const { ticketId, messageId } = await waiting()
  const kept = await send(world, { answers: messageId, headers: ['Auto-Submitted: auto-replied'] })
  await close(world, ticketId)
  ok(await takeIn(kept.mailId))
  await world.takeInMail()
  const after = await line(kept.mailId)
  expect([after.outcome, after.ticketId === ticketId]).toEqual(['follow_up', false])
  const ignored = await send(world, letter({ from: 'socia@otro.example', headers: ['List-Id: <x.otro.example>'] }))
  fate(ignored, 'ignored', 'list')
  ok(await takeIn(ignored.mailId))
  await world.takeInMail()
  const opened = await line(ignored.mailId)
  expect(opened).toMatchObject({ outcome: 'ticket_created', reason: null, canRetry: false })
  expect((await words(opened.ticketId))[0].autoReply).toBe(false)
})
