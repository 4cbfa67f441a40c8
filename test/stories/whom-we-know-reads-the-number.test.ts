import { beforeEach, expect, test } from 'vitest'
import { items, later, look, MARIA, ok, open, refusal, say } from '../acts.ts'
import { send } from '../mails.ts'
import { mailOpens, mailRounds, newMailDesk, OURS } from '../smtp-peer.ts'
import { newWorld, type Person } from '../world.ts'

// E3, issue 4.7: whom we know reads the number of each ticket; a flood in other people's names does not become one of ours.

const world = newWorld()
const mail = newMailDesk(world)
// Each story has an hour of its own: brakes count by the hour.
beforeEach(async () => {
  mail.peer.received.length = 0
  await world.at(later(world.now(), { hours: 2 }))
})

const rounds = (seconds = 10) => mailRounds(world, seconds)
const subjects = () => mail.peer.received.map((got) => got.mail.subject)
const opensByMail = (more?: Parameters<typeof mailOpens>[1], auto?: boolean, verified?: boolean | null) =>
  mailOpens(world, more, auto, verified)

test('a flood in the name of somebody nobody knows brings them one confirmation an hour; one in everybody’s, no more than the ceiling', async () => {
  for (let n = 0; n < 4; n++) await opensByMail({ from: ['Nadie', 'nadie@correo.example'] })
  await rounds(0)
  expect(mail.peer.received.length).toBe(1)
  ok(await world.raiz.call('PATCH', '/api/settings/mail', { confirmationsPerHour: 3 }))
  for (let n = 0; n < 4; n++) await opensByMail({ from: ['Alguien', `alguien${n}@correo.example`] })
  await rounds(0)
  expect(mail.peer.received.length).toBe(3)
  const rung = (await items(world.ada, '/api/alerts')).filter(({ kind }) => kind === 'mail_unconfirmed')
  expect(rung.map(({ text }) => text)).toEqual([expect.stringContaining('por hora (3)')])
  await world.at(later(world.now(), { minutes: 61 }))
  await opensByMail()
  await rounds(0)
  expect(mail.peer.received.length).toBe(4)
  ok(await world.raiz.call('PATCH', '/api/settings/mail', { confirmationsPerHour: 300 }))
})

test('E3: María, whom we know, reads each number: up to ten an hour where her mail is proven, three where it is not', async () => {
  await open(world.ben, { channel: 'chat' })
  for (let n = 0; n < 5; n++) await opensByMail()
  await rounds(0)
  expect(mail.peer.received.length).toBe(3)
  // What a forger used up is not taken from herself.
  for (let n = 0; n < 9; n++) await opensByMail({}, false, true)
  await rounds(0)
  expect(mail.peer.received.length).toBe(10)
})

test('E3: what stands behind a plus is the same mailbox: a flood to all of María’s reaches her as few times', async () => {
  for (let n = 0; n < 4; n++) await opensByMail({ from: ['Nadie', `nadie.mas+${n}@correo.example`] })
  for (let n = 0; n < 4; n++) await opensByMail({ from: ['María', n ? `maria+${n}@panaderia.example` : MARIA.email] })
  await rounds(0)
  expect(mail.peer.received.map(({ to }) => to[0]).sort()).toEqual([MARIA.email, 'nadie.mas+0@correo.example'])
})

test('E3: the feed says why María was not told her number, and Ben sends it by hand, once', async () => {
  const ids: number[] = []
  for (let n = 0; n < 4; n++) ids.push(await opensByMail())
  const forged = await opensByMail({ from: ['Jefe', 'jefe@banco.example'] }, false, false)
  await rounds(0)
  const withheld = async (id: number) => {
    const { events } = ok(await world.ben.call('GET', `/api/tickets/${id}/timeline`))
    return events
      .filter(({ fact }: any) => fact === 'confirmation.withheld')
      .map(({ text, offers }: any) => [text, offers])
  }
  expect([await withheld(ids[0]!), await withheld(ids[3]!), await withheld(forged)]).toEqual([
    [],
    [
      [
        'No se confirmó el número por correo: ya salieron demasiadas confirmaciones a esa dirección en una hora',
        'confirmation',
      ],
    ],
    [['No se confirmó el número por correo: el remitente no está verificado', null]],
  ])
  const byHand = (who: Person, id: number) => who.call('POST', `/api/tickets/${id}/confirmation`)
  expect(refusal(await byHand(world.leo, ids[3]!))).toEqual([403, 'forbidden'])
  mail.peer.received.length = 0
  ok(await byHand(world.ben, ids[3]!))
  await rounds(0)
  expect(subjects()).toEqual([`Recibimos su solicitud: No imprime. [#${ids[3]}]`])
  expect(await withheld(ids[3]!)).toEqual([])
  expect((await look(world.ben, ids[3]!)).firstResponseAt ?? null).toBeNull()
  for (const id of [ids[3]!, ids[0]!, forged])
    expect(refusal(await byHand(world.ben, id))).toEqual([422, 'nothing_to_confirm'])
})

test('E4: who quotes a number that is not theirs reads no number but their own; their subject stays as they wrote it', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const quoting = { from: 'Otro <otro@correo.example>', subject: `Re: [#${id}] La impresora, atasco`, text: 'Tampoco.' }
  const { ticketId } = await send(world, quoting)
  await rounds(0)
  const [first] = await items(world.ben, `/api/tickets/${ticketId}/interactions`)
  expect([(await look(world.ben, ticketId)).subject, first.subject, subjects()]).toEqual([
    'La impresora, atasco',
    quoting.subject,
    [`Recibimos su solicitud: La impresora, atasco [#${ticketId}]`],
  ])
  const only = await send(world, { ...quoting, subject: `RE: [#${id}]`, text: 'Tampoco aquí.\nDesde ayer.' })
  expect((await look(world.ben, only.ticketId)).subject).toBe('Tampoco aquí.')
  const wordless = await send(world, { ...quoting, subject: `RE: [#${id}]`, text: ' ' })
  expect((await look(world.ben, wordless.ticketId)).subject).toBe('(correo sin texto)')
  await rounds(0)
})

test('E3: a mail without a subject is confirmed and answered under one and the same', async () => {
  const { ticketId } = await send(world, {
    from: 'Pepe <pepe@correo.example>',
    subject: '',
    text: 'Mi usuario es pepe.',
  })
  await rounds(0)
  const { interaction } = await say(world.ben, ticketId, { kind: 'email', text: 'Ya puede entrar.' })
  // Only what it quotes stands below.
  expect(interaction.added).toBeUndefined()
  await rounds()
  const { subject } = ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft`))
  expect([...subjects(), subject]).toEqual([
    `Recibimos su solicitud: Mi usuario es pepe. [#${ticketId}]`,
    `Re: Mi usuario es pepe. [#${ticketId}]`,
    `Re: Mi usuario es pepe. [#${ticketId}]`,
  ])
})

test('E3: a confirmation tells the matter, and how many files came with it; not who signed', async () => {
  const text = 'Buenas tardes:\n\nNo imprime facturas.\n\nGracias,\nÍñigo Peñaranda\nTalleres Ñandú'
  const photo = (name: string) => ({ name, type: 'image/png', bytes: Buffer.from(name).toString('base64') })
  await send(world, { from: 'Íñigo <inigo@nandu.example>', text, attachments: [photo('uno.png'), photo('dos.png')] })
  await rounds(0)
  expect(mail.peer.received[0]!.mail.text).toContain('Lo que nos contó, con 2 archivos:\n\n> No imprime facturas.\n\n')
  expect(mail.peer.received[0]!.mail.text).not.toMatch(/Peñaranda|tardes/)
})

const outcome = (ticketId: number) =>
  world.asSystem(async ({ db }) => {
    const noted = db.selectFrom('mail_notices').select('outcome').where('ticket_id', '=', ticketId)
    return (await noted.executeTakeFirstOrThrow()).outcome
  })

test('E3: what came by a mailbox that does not confirm is not confirmed by the one that sends for it', async () => {
  const silent = 'facturas@panaderia-sur.example'
  const box = { name: 'Facturas', address: silent, groupId: world.support, confirms: false }
  const { id, version } = ok(await world.raiz.call('POST', '/api/mailboxes', box), 201)
  const came = await send(world, { to: silent }, silent)
  const beside = await send(world, { from: 'Tomás <tomas@correo.example>' })
  const rung = await open(world.ben, { channel: 'phone' })
  await rounds(0)
  expect(await Promise.all([came.ticketId, beside.ticketId, rung.id].map(outcome))).toEqual([
    ...['switched_off', 'written', 'written'],
  ])
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${id}`, { version, confirms: true }))
  const again = await send(world, { to: silent, text: 'Tampoco hoy.' }, silent)
  await rounds(0)
  expect(await outcome(again.ticketId)).toBe('written')
})

test('E3: a mail to two of our mailboxes is confirmed if the one it names first confirms, whichever copy comes first', async () => {
  const silent = 'ventas@panaderia-sur.example'
  const box = { name: 'Ventas', address: silent, groupId: world.sales, confirms: false }
  ok(await world.raiz.call('POST', '/api/mailboxes', box), 201)
  const came: number[] = []
  const cameTo = async (to: string[], first: string) =>
    (await send(world, { from: `Lía <lia${came.length}@correo.example>`, to: to.join(', ') }, first)).ticketId
  for (const first of [silent, OURS])
    for (const to of [
      [silent, OURS],
      [OURS, silent],
    ])
      came.push(await cameTo(to, first))
  came.push(await cameTo(['todos@otra.example', OURS], silent))
  await rounds(0)
  expect(await Promise.all(came.map(outcome))).toEqual([
    ...['switched_off', 'written', 'switched_off', 'written', 'switched_off'],
  ])
})
