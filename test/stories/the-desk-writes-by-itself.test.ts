import { beforeAll, beforeEach, expect, test } from 'vitest'
import { close, complete, edit, items, later, look, MARIA, ok, open, say, tryEdit } from '../acts.ts'
import { mailOpens, mailRounds, newMailDesk, OURS } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// T8, E3, E6, E7: confirmation, solved and closed; to the right person, once, and never in answer to a machine.

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

const rounds = (seconds = 10) => mailRounds(world, seconds)
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

const opensByMail = (more?: Parameters<typeof mailOpens>[1], auto?: boolean, verified?: boolean | null) =>
  mailOpens(world, more, auto, verified)

test('whoever calls gets number, problem, date and how to reach us, in writing; it meets no first response', async () => {
  const { id } = await open(world.ben, { description: 'No imprime facturas\nDesde ayer. Vea https://malo.example/x' })
  await rounds(0)
  const [got] = mail.peer.received
  expect(got!.to).toEqual([MARIA.email])
  expect(got!.mail.subject).toBe(`Recibimos su solicitud: No imprime facturas [#${id}]`)
  expect(got!.mail.text).toMatch(
    new RegExp(
      `Hola, María:[^@]*número ${id}[^@]*Desde ayer\\. Vea \\(enlace\\)[^@]*Fecha estimada de solución: \\S+, \\d`,
    ),
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

test('E3: a confirmation answers the mail it confirms, its writer alone, and is no first response', async () => {
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
  expect(mail.peer.received[0]!.mail.html).toMatch(/lang="en"[\s\S]*Hello John,[\s\S]*Estimated date of solution/)
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
    /Se cambió el tóner[\s\S]*«confirmo» y se cerrará en las 24 horas siguientes[\s\S]*se cerrará por sí sola el/,
  )
  expect(mail.peer.received[0]!.mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(await outcomes(id)).toEqual(['solved: changed', 'solved: written'])
})

test('completed, taken back and completed again: told once, and no earlier than it could still be taken back', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const solve = () => tryEdit(world.ben, id, { status: 'completed', solution: 'Se cambió el tóner' })
  const slip = await solve()
  await rounds(5)
  ok(await world.ben.call('POST', `/api/undo/${slip.headers['x-request-id']}`))
  await rounds(4)
  ok(await solve())
  await rounds(9)
  expect(subjects()).toEqual([])
  await rounds(11)
  expect(subjects()).toEqual([`Su solicitud está resuelta: No imprime facturas [#${id}]`])
  expect(await outcomes(id)).toEqual(['solved: changed', 'solved: written'])
})

test('words moved to a ticket of their own: nobody wrote in anew, and what we noted among ourselves is not their problem', async () => {
  const id = await opensByMail({ text: 'Además, el horno no enciende.' })
  await rounds(0)
  mail.peer.received.length = 0
  const { interaction: note } = await say(world.ben, id, { kind: 'note', text: 'Cliente difícil: no paga' })
  const [, said] = await items(world.ben, `/api/tickets/${id}/interactions`)
  const split = async (...interactionIds: number[]) =>
    ok(await world.ben.call('POST', `/api/tickets/${id}/split`, { interactionIds }))
  const noted = await split(note.id)
  const { subject } = await look(world.ben, id)
  expect([noted.subject, noted.description]).toEqual([subject, subject])
  const { interaction: before } = await say(world.ben, id, { kind: 'note', text: 'No paga' })
  const told = await split(before.id, said.id)
  expect(told.description).toBe('Además, el horno no enciende.')
  await rounds(60)
  expect([await outcomes(noted.id), await outcomes(told.id), subjects()]).toEqual([[], [], []])
})

test('Tomás, whose older mail was moved in, does not read that María’s problem is solved', async () => {
  const older = await opensByMail({ from: ['Tomás', 'tomas@correo.example'], text: 'Tampoco aquí.' })
  const id = await opensByMail()
  const his = (await items(world.ben, `/api/tickets/${older}/interactions`)).find(({ kind }) => kind === 'email')
  ok(await world.ben.call('POST', `/api/interactions/${his.id}/move`, { ticketId: id }))
  await rounds(0)
  mail.peer.received.length = 0
  await complete(world.ben, id)
  await rounds(10)
  expect(mail.peer.received.map(({ to }) => to)).toEqual([[MARIA.email]])
})

test('E6: an answer that completes the ticket asks for confirmation itself, as its card shows: no second mail', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const { version } = await look(world.ben, id)
  await say(world.ben, id, { kind: 'email', text: 'Quedó listo.', status: 'completed', solution: 'Tóner', version })
  await rounds(10)
  const [said] = (await items(world.ben, `/api/tickets/${id}/interactions`)).filter(({ kind }) => kind === 'email')
  expect(said.added).toMatch(/^Si con esto quedó resuelto, responda «confirmo».*seguimos\.$/)
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

test('completed and closed at once: the mail that says it is closed says how; closed later, it does not say it twice', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await close(world, id)
  await rounds(10)
  expect(await outcomes(id)).toEqual(['solved: changed', 'closed: written'])
  expect(mail.peer.received[0]!.mail.text).toContain('Se reinició la cola de impresión')
  const { id: slow } = await open(world.ben, { channel: 'chat' })
  await complete(world.ben, slow)
  await rounds(10)
  await edit(world.ada, slow, { status: 'closed' })
  await rounds(10)
  const { mail: closed } = await mail.peer.newest(`Cerramos su solicitud: No imprime facturas [#${slow}]`)
  expect(closed.text).not.toContain('Se reinició la cola de impresión')
})

test('an hour is said with its place, but to who lives by the clock of the company', async () => {
  const estimateFor = async (zone: string | undefined, email: string) => {
    const customer = { name: 'Vera', emails: [email], zone }
    const { id } = ok(await world.ben.call('POST', '/api/customers', customer), 201)
    await open(world.ben, { customer: undefined, customerId: id })
    await rounds(0)
    return /Fecha estimada de solución: (.*?)\. Si cambiara/.exec((await mail.peer.newest(email)).mail.text!)![1]
  }
  expect(await estimateFor('America/Mexico_City', 'a@vera.example')).toMatch(/\d\d:\d\d \(hora de Ciudad de México\)$/)
  expect(await estimateFor(undefined, 'b@vera.example')).toMatch(/\d\d:\d\d \(hora de Chile\)$/)
  expect(await estimateFor('America/Santiago', 'c@vera.example')).toMatch(/\d\d:\d\d$/)
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

test('whoever wrote long before the mailbox was connected is not told now that it arrived', async () => {
  const letter = [
    ...[`From: María <${MARIA.email}>`, `To: ${OURS}`, 'Subject: De hace años', 'Message-ID: <viejo@cliente.example>'],
    ...['Date: Tue, 5 Mar 2024 09:00:00 -0300', '', 'Todavía espero.', ''],
  ].join('\r\n')
  const fate = ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  await rounds(0)
  expect(await outcomes(fate.ticketId)).toEqual(['confirmation: too_late'])
  expect(mail.peer.received).toEqual([])
})
