import { beforeAll, beforeEach, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { close, complete, edit, items, later, look, MARIA, ok, open, say } from '../acts.ts'
import { arrives, newMailDesk, OURS, send } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// T8, E3, E6, E7: confirmation, solved and closed; to the right person, once, and never in answer to a machine or a flood.

const world = newWorld()
const mail = newMailDesk(world)
beforeAll(async () => {
  const channels = { phone: 'Teléfono 600 123', portal: 'portal.example' }
  ok(await world.raiz.call('PATCH', '/api/settings/company', { channels }))
})
// Each story has an hour of its own: brakes count by the hour.
beforeEach(async () => {
  mail.peer.received.length = 0
  await world.at(later(world.now(), { hours: 2 }))
})

/** The worker's rounds, this many seconds later. */
async function rounds(seconds = 10) {
  await world.at(later(world.now(), { seconds }))
  await writeNotices(world.desk, world.asSystem)
  await send(world, 0)
}
const outcomes = async (ticketId: number) =>
  world.asSystem(async ({ db }) => {
    const rows = await db
      .selectFrom('mail_notices')
      .select(['kind', 'outcome'])
      .where('ticket_id', '=', ticketId)
      .orderBy('id')
      .execute()
    return rows.map(({ kind, outcome }) => `${kind}: ${outcome}`)
  })
const subjects = () => mail.peer.received.map((got) => got.mail.subject)

/** A ticket as a mail opens it. */
async function opensByMail(more: Parameters<typeof arrives>[2] = {}, auto = false, verified: boolean | null = null) {
  const [name, address] = more.from ?? ['María González', MARIA.email]
  const { id } = await open(world.raiz, {
    channel: 'email',
    customer: { name, email: address },
    description: more.text ?? 'No imprime.',
  })
  // Intake writes the words in the ticket's own transaction; here the first interaction is replaced by the mail.
  const first = await arrives(world, id, more)
  await world.asSystem(async ({ db }) => {
    await db
      .updateTable('interactions')
      .set({ kind: 'portal' })
      .where('ticket_id', '=', id)
      .where('id', '<', first)
      .execute()
    await db.updateTable('interactions').set({ auto_reply: auto }).where('id', '=', first).execute()
    await db.updateTable('mail_messages').set({ verified }).where('interaction_id', '=', first).execute()
  })
  return id
}

test('whoever calls gets number, problem, date and how to reach us, in writing; it meets no first response', async () => {
  const { id } = await open(world.ben, { description: 'No imprime facturas\nDesde ayer. Vea https://malo.example/x' })
  await rounds(0)
  const [got] = mail.peer.received
  expect(got!.to).toEqual([MARIA.email])
  expect(got!.mail.subject).toBe(`Recibimos su solicitud: No imprime facturas [#${id}]`)
  expect(got!.mail.text).toMatch(
    new RegExp(`Hola, María:[^@]*número ${id}[^@]*Desde ayer\\. Vea \\[…\\][^@]*Fecha estimada de solución: \\S+, \\d`),
  )
  expect(got!.mail.text).toContain('Teléfono 600 123\nportal.example')
  expect(
    Object.fromEntries(
      ['auto-submitted', 'x-auto-response-suppress', 'x-loop'].map((name) => [name, got!.mail.headers.get(name)]),
    ),
  ).toEqual({
    ...{ 'auto-submitted': 'auto-replied', 'x-auto-response-suppress': 'All', 'x-loop': OURS },
  })
  const [said] = (await items(world.ben, `/api/tickets/${id}/interactions`)).filter((each) => each.automatic)
  expect(said).toMatchObject({
    author: { kind: 'system' },
    delivery: { state: 'sent' },
    to: [{ address: MARIA.email }],
  })
  expect(await outcomes(id)).toEqual(['confirmation: written'])
})

test('a confirmation answers the mail it confirms, its writer alone, and is no first response', async () => {
  const id = await opensByMail({
    cc: ['jefa@panaderia.example'],
    replyTo: ['otra@correo.example'],
    messageId: '<uno@correo.example>',
  })
  await rounds(0)
  const [got] = mail.peer.received
  expect([got!.to, got!.mail.cc, got!.mail.inReplyTo]).toEqual([[MARIA.email], undefined, '<uno@correo.example>'])
  const { targets } = await look(world.ben, id)
  expect(targets.find(({ kind }: any) => kind === 'first_response').metAt).toBeNull()
})

test('each reads it in their own language', async () => {
  const { id } = ok(
    await world.ben.call('POST', '/api/customers', {
      name: 'John Smith',
      emails: ['john@baker.example'],
      language: 'en',
    }),
    201,
  )
  await open(world.ben, { customer: undefined, customerId: id })
  await rounds(0)
  expect(mail.peer.received[0]!.mail.text).toMatch(/^Hello John,[\s\S]*Estimated date of solution/)
})

test('neither machines nor forged senders, nor tickets without an address, nor the API, are answered', async () => {
  const machine = await opensByMail({ from: ['Aviso', 'robot@maquina.example'] }, true)
  const forged = await opensByMail({ from: ['Jefe', 'jefe@banco.example'] }, false, false)
  const { id: mute } = await open(world.ben, { customer: { name: 'Sin Correo' } })
  const { id: script } = await open(world.ben, { channel: 'api', customer: { name: 'Script', email: 's@x.cl' } })
  const loop = await opensByMail({ from: ['Soporte', OURS] })
  await rounds(0)
  expect(subjects()).toEqual([])
  expect(await Promise.all([machine, forged, mute, script, loop].map(outcomes))).toEqual([
    ...[
      ['confirmation: silent'],
      ['confirmation: forged_sender'],
      ['confirmation: no_address'],
      [],
      ['confirmation: no_address'],
    ],
  ])
})

test('a flood in María’s name brings her one confirmation an hour; one in everybody’s, no more than the ceiling', async () => {
  for (let n = 0; n < 4; n++) await opensByMail()
  await rounds(0)
  expect(mail.peer.received.length).toBe(1)
  ok(await world.raiz.call('PATCH', '/api/settings/mail', { confirmationsPerHour: 3 }))
  for (let n = 0; n < 4; n++) await opensByMail({ from: ['Alguien', `alguien${n}@correo.example`] })
  await rounds(0)
  expect(mail.peer.received.length).toBe(3)
  await world.at(later(world.now(), { minutes: 61 }))
  await opensByMail()
  await rounds(0)
  expect(mail.peer.received.length).toBe(4)
  ok(await world.raiz.call('PATCH', '/api/settings/mail', { confirmationsPerHour: 300 }))
})

test('solved: María reads what was done and is asked to confirm; taken back in time, she reads nothing', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const { version } = await look(world.ben, id)
  const done = await world.ben.call('PATCH', `/api/tickets/${id}`, {
    version,
    status: 'completed',
    solution: 'Se cambió el tóner',
  })
  ok(await world.ben.call('POST', `/api/undo/${done.headers['x-request-id']}`))
  await rounds(11)
  expect(subjects()).toEqual([])
  await complete(world.ben, id, 'Se cambió el tóner')
  await rounds(9)
  expect(subjects()).toEqual([])
  await rounds(1)
  expect(subjects()).toEqual([`Su solicitud está resuelta: No imprime facturas [#${id}]`])
  expect(mail.peer.received[0]!.mail.text).toMatch(
    /Se cambió el tóner[\s\S]*«confirmo»[\s\S]*se cerrará por sí sola el/,
  )
  expect(mail.peer.received[0]!.mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(await outcomes(id)).toEqual(['solved: changed', 'solved: written'])
})

test('an answer that completes the ticket asks for confirmation itself: no second mail', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const { version } = await look(world.ben, id)
  await say(world.ben, id, { kind: 'email', text: 'Quedó listo.', status: 'completed', solution: 'Tóner', version })
  await rounds(10)
  expect(mail.peer.received.map((got) => got.mail.text)).toEqual([
    expect.stringMatching(/^Quedó listo\.\n\nSi con esto quedó resuelto, responda «confirmo»/),
  ])
  expect(await outcomes(id)).toEqual(['solved: told_already'])
})

test('closed: María reads how to reach us; merged, discarded, or expired unasked, nobody writes to her', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await close(world, id)
  await rounds(10)
  expect(subjects()).toEqual([`Cerramos su solicitud: No imprime facturas [#${id}]`])
  expect(mail.peer.received[0]!.mail.text).toContain('Teléfono 600 123')
  const { id: spam } = await open(world.ada, { channel: 'portal' })
  ok(await world.ada.call('POST', `/api/tickets/${spam}/discard`, { reason: 'spam' }))
  await rounds(10)
  expect(await outcomes(spam)).toEqual(['confirmation: discarded'])
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { tellsSolved: false }))
  const { id: quiet } = await open(world.ben, { channel: 'chat' })
  await complete(world.ben, quiet)
  await rounds(10)
  await world.at(later(world.now(), { days: 8 }))
  await world.sweep()
  expect((await look(world.ben, quiet)).closedReason).toBe('expired')
  await rounds(10)
  expect(await outcomes(quiet)).toEqual(['solved: switched_off', 'closed: never_asked'])
  ok(await world.ada.call('PATCH', `/api/groups/${world.support}`, { tellsSolved: true }))
  expect(subjects().filter((subject) => subject?.includes(`#${quiet}`))).toEqual([])
})

test('solved on the call: one mail says it all', async () => {
  const { id } = await open(world.ben, { resolved: { solution: 'Se reinició' } })
  await rounds(10)
  expect(subjects()).toEqual([`Su solicitud está resuelta: No imprime facturas [#${id}]`])
})

test('a mailbox that does not confirm stays silent', async () => {
  const [box] = await items(world.raiz, '/api/mailboxes')
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version: box.version, confirms: false }))
  const { id } = await open(world.ben)
  await rounds(0)
  expect(await outcomes(id)).toEqual(['confirmation: switched_off'])
  const [again] = await items(world.raiz, '/api/mailboxes')
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version: again.version, confirms: true }))
})

test('a text of one’s own is tried before it is kept; one that fails later gives way to the built-in one', async () => {
  const url = '/api/mail-templates/confirmation/es'
  const bad = await world.raiz.call('PUT', url, { subject: 'Hola', html: '<p>Hola</p>\n<p>{{ ticket.numero }}</p>' })
  expect([bad.status, bad.body.fields.html]).toEqual([400, 'Línea 2: undefined variable: ticket.numero'])
  expect((await world.ada.call('GET', '/api/mail-templates')).status).toBe(403)
  const own = {
    subject: 'Su número: {{ ticket.number }}',
    html: '<p onclick="x()">{{ ticket.problem }}</p><script>x()</script>',
  }
  expect(ok(await world.raiz.call('PUT', url, own))).toMatchObject({ builtIn: false, broken: null })
  const { id } = await open(world.ben, { description: '<b>Fuerte</b>\ny en dos líneas' })
  await rounds(0)
  expect([subjects(), mail.peer.received[0]!.mail.html]).toEqual([
    [`Su número: ${id}`],
    expect.stringContaining('<p>&lt;b&gt;Fuerte&lt;/b&gt;<br />y en dos líneas</p>'),
  ])
  expect(mail.peer.received[0]!.raw).not.toMatch(/onclick|script/)
  await world.asSystem(({ db }) => db.updateTable('mail_templates').set({ html: '{{ ticket.gone }}' }).execute())
  await world.at(later(world.now(), { minutes: 61 }))
  await open(world.ben)
  await rounds(0)
  expect(subjects()[1]).toMatch(/^Recibimos su solicitud/)
  const broken = (await items(world.raiz, '/api/mail-templates')).find(
    ({ kind, language }) => kind === 'confirmation' && language === 'es',
  )
  expect(broken.broken).toContain('ticket.gone')
  expect((await items(world.raiz, '/api/alerts'))[0].kind).toBe('template_broken')
  expect(ok(await world.raiz.call('DELETE', url))).toMatchObject({ builtIn: true, broken: null })
})

test('a text is seen with a real ticket, and sent to oneself', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const trial = {
    kind: 'solved',
    language: 'pt',
    subject: 'Nº {{ ticket.number }}',
    html: '<p>{{ customer.name }}</p>',
    ticketId: id,
  }
  expect(ok(await world.raiz.call('POST', '/api/mail-templates/preview', trial))).toEqual({
    ...{ subject: `Nº ${id}`, html: '<p>María González</p>', text: 'María González' },
  })
  expect((await world.raiz.call('POST', '/api/mail-templates/test', trial)).status).toBe(204)
  await rounds(0)
  expect([mail.peer.received[0]!.to, subjects()]).toEqual([['raiz@desk.example'], [`Nº ${id}`]])
})

test('what is missing is asked for in the customer’s language, in one call; answered, it is complete', async () => {
  const questions = [
    { text: '¿Qué modelo es?' },
    { text: '¿Dónde está?', kind: 'choice', choices: ['Tienda', 'Bodega'] },
  ]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Impresoras', questions }), 201)
  const { id } = await open(world.ben, { channel: 'chat', categoryId: category.id })
  const asked = async () => ok(await world.ben.call('GET', `/api/tickets/${id}/completeness`))
  const { complete: whole, missing, message } = await asked()
  expect([whole, missing.map(({ text }: any) => text)]).toEqual([false, ['¿Qué modelo es?', '¿Dónde está?']])
  const { version } = await look(world.ben, id)
  const { ticket } = await say(world.ben, id, {
    kind: 'email',
    subject: message.subject,
    html: message.html,
    status: 'customer_action',
    version,
  })
  expect(ticket.status).toBe('customer_action')
  await rounds(10)
  expect(mail.peer.received[0]!.mail.text).toMatch(
    /estos datos:[\s\S]*1\. ¿Qué modelo es\?\s+2\. ¿Dónde está\? \(Tienda \/ Bodega\)/,
  )
  const answers = category.questions.map(({ id: questionId }: any) => ({ questionId, value: 'HP 4000' }))
  await edit(world.ben, id, { answers })
  expect(await asked()).toEqual({ complete: true, answered: 2, missing: [], message: null })
  expect((await world.eva.call('GET', `/api/tickets/${id}/completeness`)).status).toBe(404)
})

test('an update tells what was done since María last heard of us and what comes next, and nothing of our own', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await world.at(later(world.now(), { hours: 1 }))
  await edit(world.ben, id, { status: 'in_progress' })
  await say(world.ben, id, { kind: 'note', text: 'Cliente difícil' })
  const dueAt = later(world.now(), { days: 2 })
  for (const [kind, title] of [
    ['visit', 'Visita técnica'],
    ['task', 'Discutir con el jefe'],
  ])
    ok(await world.ben.call('POST', `/api/tickets/${id}/activities`, { kind, title, dueAt }), 201)
  const draft = ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`))
  expect([draft.done, draft.next]).toEqual([
    ['Nuestro equipo comenzó a trabajar en su solicitud.'],
    [expect.stringMatching(/^Visita técnica \(\S+, \d+ de marzo/)],
  ])
  expect(draft.text).not.toMatch(/difícil|jefe/)
  await say(world.ben, id, { kind: 'email', subject: draft.subject, html: draft.html })
  await rounds(10)
  expect(subjects()).toEqual([`Novedades de su solicitud: No imprime facturas [#${id}]`])
  expect(ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`)).done).toEqual([])
})
