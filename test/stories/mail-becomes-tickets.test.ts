import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { close, complete, edit, items, later, look, ok, refusal } from '../acts.ts'
import { fate, handOver, type Letter, letter, MARIA_AT, mailbox, SUPPORT, send } from '../mails.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()
const SALES = 'ventas@panaderia-sur.example'
let support: { id: number }
beforeAll(async () => {
  support = await mailbox(world, { outgoing: { host: '127.0.0.1', port: 9, security: 'none', user: '' } })
  await mailbox(world, { address: SALES, groupId: world.sales })
})

const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const answer = (subject: string, more: object = {}) => send(world, { subject, ...more })

test('E1, Z1, L1: María’s mail becomes a ticket of hers, with all of it kept', async () => {
  const got = await send(world, {
    ...{ cc: 'Tomás <tomas@panaderia.example>', text: 'La caja no imprime.\r\n\r\n-- \r\nMaría' },
    attachments: [{ name: 'foto.png', type: 'image/png', bytes: 'bytes' }],
  })
  fate(got, 'ticket_created')
  const ticket = await look(world.ben, got.ticketId)
  expect(ticket).toMatchObject({
    ...{ subject: 'No imprime facturas', channel: 'email', status: 'pending', description: 'La caja no imprime.' },
    ...{ customer: { name: 'María González' }, contact: { email: MARIA_AT }, group: { id: world.support } },
  })
  const [said] = await words(got.ticketId)
  expect(said).toMatchObject({
    ...{ id: got.interactionId, kind: 'email', direction: 'in', party: 'customer', mailId: got.mailId, verified: null },
    ...{
      from: { name: 'María González', address: MARIA_AT },
      to: [{ address: SUPPORT }],
      subject: 'No imprime facturas',
    },
    ...{ cc: [{ name: 'Tomás', address: 'tomas@panaderia.example' }], visibleText: 'La caja no imprime.' },
    attachments: [{ filename: 'foto.png', type: 'image/png', size: 5 }],
  })
  expect(said.text).toContain('-- \nMaría')
})

test('E1: who writes from an address longer than most is heard and answered; what no server takes is none', async () => {
  const from = `reply+${'a1'.repeat(60)}@avisos.correo.example`
  const got = await send(world, { from: `Avisos <${from}>` })
  fate(got, 'ticket_created')
  expect((await look(world.ben, got.ticketId)).contact.email).toBe(from)
  const draft = ok(await world.ben.call('GET', `/api/tickets/${got.ticketId}/mail-draft`))
  expect(draft.to.map(({ address }: { address: string }) => address)).toEqual([from])
  fate(await send(world, { from: `${'a'.repeat(250)}@x.example` }), 'held', 'no_sender')
})

test('the same bytes again are the same mail, whoever hands them over, even both at once', async () => {
  const raw = letter()
  const [one, two] = await Promise.all([send(world, raw), send(world, raw)])
  expect(one).toEqual(two)
  expect(await send(world, raw)).toEqual(one)
  expect((await items(world.raiz, `/api/mails?ticketId=${one.ticketId}`)).length).toBe(1)
})

test('a key that came with another mail opens no ticket; the same mail again is answered the same; no mail is refused', async () => {
  const hand = (raw: Buffer) =>
    world.raiz.call('POST', `/api/mails?mailbox=${SUPPORT}`, raw, {
      'content-type': 'message/rfc822',
      'idempotency-key': 'uno',
    })
  const raw = letter({ subject: 'Con clave' })
  const first = ok(await hand(raw))
  expect(ok(await hand(raw))).toEqual(first)
  expect(refusal(await hand(letter({ subject: 'Otra con la misma clave' })))).toEqual([422, 'key_reused'])
  expect((await items(world.raiz, '/api/mails')).map(({ subject }) => subject)).not.toContain('Otra con la misma clave')
  expect(refusal(await handOver(world.raiz, Buffer.alloc(0)))).toEqual([400, 'empty_mail'])
})

test('E1: a mail that comes compressed is refused with what to do, and not kept as bytes that nobody can read', async () => {
  const headers = { 'content-type': 'message/rfc822', 'content-encoding': 'gzip' }
  const before = (await items(world.raiz, '/api/mails')).length
  const packed = await world.raiz.call('POST', `/api/mails?mailbox=${SUPPORT}`, gzipSync(letter({})), headers)
  expect(refusal(packed)).toEqual([415, 'packed_mail'])
  expect((await items(world.raiz, '/api/mails')).length).toBe(before)
})

test('S4: María’s answer is found by what it answers, and brings the ticket back to the desk', async () => {
  const first = await send(world, { messageId: '<primero@panaderia.example>' })
  await edit(world.ben, first.ticketId, { status: 'customer_action' })
  const got = await answer('Otra cosa', { answers: '<primero@panaderia.example>', text: 'Es la HP.' })
  fate(got, 'follow_up')
  expect(got.ticketId).toBe(first.ticketId)
  expect((await look(world.ben, first.ticketId)).status).toBe('in_progress')
})

test('S4: the number in the subject is enough for who is known on the ticket, however the subject was edited', async () => {
  const { ticketId } = await send(world, {})
  for (const subject of [
    `Re: [#${ticketId}] No imprime`,
    `RV: ticket nº ${ticketId}`,
    `ENC: Fwd: x #${ticketId}`,
    `Re: ${ticketId}`,
  ])
    expect((await answer(subject)).ticketId).toBe(ticketId)
  await world.asSystem((ctx) =>
    ctx.db.updateTable('tickets').set({ external_number: 'HD-2024-77' }).where('id', '=', ticketId).execute(),
  )
  expect((await answer('RE: [HD-2024-77] No imprime')).ticketId).toBe(ticketId)
})

test('a colleague in copy answers on the same ticket', async () => {
  const first = await send(world, { cc: 'tomas@panaderia.example', messageId: '<copia@panaderia.example>' })
  const got = await answer('Re: No imprime', { from: 'tomas@panaderia.example', answers: '<copia@panaderia.example>' })
  expect([got.outcome, got.ticketId]).toEqual(['follow_up', first.ticketId])
})

test('S6: an answer reopens a completed ticket; bare thanks do not, whatever hangs below them', async () => {
  const { ticketId } = await send(world, {})
  await complete(world.ben, ticketId)
  const quoted =
    'Muchas gracias\r\n\r\nEl 2 de marzo de 2026, Soporte <soporte@panaderia-sur.example> escribió:\r\n> ¿Funciona?'
  await answer(`Re: [#${ticketId}]`, { text: quoted })
  expect((await look(world.ben, ticketId)).status).toBe('completed')
  await answer(`Re: [#${ticketId}]`, { text: 'Sigue sin imprimir' })
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'in_progress', reopenCount: 1 })
})

test('S7: an answer after the end opens a new ticket, related to the one before', async () => {
  const { ticketId } = await send(world, {})
  await close(world, ticketId)
  const got = await answer(`Re: [#${ticketId}]`, { text: 'Volvió a fallar' })
  fate(got, 'follow_up')
  expect(got.ticketId).not.toBe(ticketId)
  const [relation] = await items(world.ben, `/api/tickets/${got.ticketId}/relations`)
  expect(relation).toMatchObject({ kind: 'preceding', ticket: { id: ticketId } })
  expect((await words(got.ticketId)).map(({ text }) => text.trim())).toEqual(['Volvió a fallar'])
})

test('an answer to a merged ticket goes to its target', async () => {
  const [source, target] = [await send(world, {}), await send(world, {})]
  ok(await world.ada.call('POST', `/api/tickets/${source.ticketId}/merge`, { intoId: target.ticketId }))
  expect((await answer(`Re: [#${source.ticketId}]`)).ticketId).toBe(target.ticketId)
})

test('E1: one mail to two of our mailboxes is one ticket', async () => {
  const raw = letter({ cc: 'ventas@panaderia-sur.example' })
  const first = await send(world, raw)
  const second = await send(
    world,
    Buffer.concat([Buffer.from('Received: by otro.example\r\n'), raw]),
    'ventas@panaderia-sur.example',
  )
  fate(second, 'ignored', 'duplicate')
  expect(second.ticketId).toBe(first.ticketId)
})

test('S2: a mail to two of our mailboxes is of the one it names first, whichever copy comes first; a blind copy of where it came', async () => {
  const groupOf = async (mail: Letter, to: string) =>
    (await look(world.raiz, (await send(world, { from: 'luis@club.example', ...mail }, to)).ticketId)).group.id
  for (const first of [SUPPORT, SALES]) {
    expect(await groupOf({ to: `${SALES}, ${SUPPORT}` }, first)).toBe(world.sales)
    expect(await groupOf({ to: SUPPORT, cc: SALES }, first)).toBe(world.support)
  }
  expect(await groupOf({ to: `eva@otra.example, ${SALES}` }, SUPPORT)).toBe(world.support)
})

const NAMELESS = /^Message-ID: .*\r\n/m
const DATE = /^Date: .*\r\n/m
const changed = (raw: Buffer, ...changes: [RegExp, string][]) =>
  Buffer.from(changes.reduce((text, [from, to]) => text.replace(from, to), raw.toString()))

test('E1: a scanner sends everything under one Message-ID: two mails that differ in anything are two', async () => {
  const scan = (more: object = {}) =>
    letter({
      ...{ from: 'escaner@panaderia.example', messageId: '<escaner@panaderia.example>', subject: 'Escaneo', text: '' },
      ...{ attachments: [{ name: 'hoja.pdf', type: 'application/pdf', bytes: 'factura' }], ...more },
    })
  fate(await send(world, scan()), 'ticket_created')
  const others = [
    scan({ from: 'escaner@otra-empresa.example' }),
    scan({ subject: 'Incendio en sala' }),
    scan({ text: 'Urgente' }),
    scan({ attachments: [{ name: 'hoja.pdf', type: 'application/pdf', bytes: 'reclamo' }] }),
    changed(scan(), [DATE, 'Date: Mon, 2 Mar 2026 09:00:01 -0300\r\n']),
  ]
  for (const other of others) fate(await send(world, other), 'ticket_created')
  for (const again of [scan(), ...others])
    fate(await send(world, changed(again, [/^/, 'Received: by otro.example\r\n'])), 'ignored', 'duplicate')
})

test('E1: without a Message-ID the same mail to two mailboxes, or delivered again, is one ticket; the same alarm sent anew is another', async () => {
  const alarm = changed(letter({ from: 'alarma@panaderia.example' }), [NAMELESS, ''])
  const { ticketId } = await send(world, alarm)
  const again = changed(alarm, [/^/, 'Received: by otro.example\r\n'])
  for (const box of [SALES, SUPPORT])
    expect(await send(world, again, box)).toMatchObject({ outcome: 'ignored', reason: 'duplicate', ticketId })
  fate(await send(world, changed(alarm, [DATE, 'Date: Mon, 2 Mar 2026 09:10:00 -0300\r\n'])), 'ticket_created')
})

test('E1: with neither Message-ID nor date only what two mailboxes received within minutes is the same', async () => {
  const alarm = changed(letter({ from: 'sirena@panaderia.example' }), [NAMELESS, ''], [DATE, ''])
  const again = (n: number) => changed(alarm, [/^/, `Received: by mx${n}.example\r\n`])
  fate(await send(world, alarm), 'ticket_created')
  fate(await send(world, again(1), SALES), 'ignored', 'duplicate')
  fate(await send(world, again(2)), 'ticket_created')
  await world.at(later(world.now(), { minutes: 6 }))
  fate(await send(world, again(3), SALES), 'ticket_created')
})

test('L1, S10: Ana is Ana however her program writes her domain, and our answer meets its target', async () => {
  const ACCENTED = 'ana@panadería-ñu.example'
  const ASCII = `ana@${new URL('http://panadería-ñu.example').hostname}`
  const first = await send(world, { from: `Ana <${ACCENTED}>` })
  const asked = await send(world, { from: `Ana <${ASCII}>` })
  const customer = async (id: number) => (await look(world.ben, id)).customer.id
  expect(await customer(asked.ticketId)).toBe(await customer(first.ticketId))
  const { interaction } = ok(
    await world.ben.call('POST', `/api/tickets/${first.ticketId}/interactions`, { kind: 'email', text: 'Ya lo vemos' }),
    201,
  )
  expect(interaction).toMatchObject({ party: 'customer', to: [{ address: ASCII }] })
  const target = (await look(world.ben, first.ticketId)).targets.find((each: any) => each.kind === 'first_response')
  expect(target.metAt).not.toBeNull()
  // Kept as it was written, before there was one spelling.
  await world.desk.db.pool.query('update customer_emails set address = $1 where address = $2', [ACCENTED, ASCII])
  for (const from of [ASCII, ACCENTED]) {
    const got = await answer(`Re: [#${first.ticketId}]`, { from })
    expect(got).toMatchObject({ outcome: 'follow_up', ticketId: first.ticketId })
    expect((await words(first.ticketId)).at(-1)).toMatchObject({ party: 'customer', from: { address: ASCII } })
    expect(await customer((await send(world, { from })).ticketId)).toBe(await customer(first.ticketId))
  }
})

test('Z4: the mail is in the ledger, found by its number, and its original is there byte for byte', async () => {
  const raw = letter({ text: 'Se oye un zumbido' })
  const got = await send(world, raw)
  const [line] = await items(world.ada, `/api/mails?ticketId=${got.ticketId}`)
  expect(line).toMatchObject({
    id: got.mailId,
    from: MARIA_AT,
    outcome: 'ticket_created',
    size: raw.length,
    canRetry: false,
  })
  expect((await items(world.ben, '/api/tickets?q=zumbido')).map(({ id }) => id)).toEqual([got.ticketId])
  expect((await items(world.ben, `/api/tickets?q=${got.ticketId}`)).map(({ id }) => id)).toEqual([got.ticketId])
  const download = await world.app.inject({
    ...{ method: 'GET', url: `/api/mails/${got.mailId}/raw`, headers: { authorization: `Bearer ${world.raiz.token}` } },
  })
  expect(download.rawPayload.equals(raw)).toBe(true)
  expect(download.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-type': 'application/octet-stream',
  })
})

test('Z4: Ada finds a mail by parts of its sender and subject, whatever their accents, page by page; Eva finds none of them', async () => {
  const ids: number[] = []
  for (const text of ['Uno', 'Dos', 'Tres'])
    ids.unshift((await send(world, letter({ subject: '¿Facturación 100% electrónica?', text }))).mailId)
  const find = async (who: Person, q: string, more = '') =>
    ok(await who.call('GET', `/api/mails?q=${encodeURIComponent(q)}${more}`))
  const found = async (who: Person, q: string, more = '') =>
    (await find(who, q, more)).items.map(({ id }: { id: number }) => id)
  expect(await found(world.ada, 'ELECTRONICA maria@pana')).toEqual(ids)
  expect(await found(world.ada, '100% facturacion', `&outcome=ticket_created&mailboxId=${support.id}`)).toEqual(ids)
  expect(await found(world.ada, '100_')).toEqual([])
  expect(await found(world.ada, 'facturación', '&outcome=held')).toEqual([])
  const { items: first, nextCursor } = await find(world.ada, 'facturacion', '&limit=2')
  expect([
    ...first.map(({ id }: { id: number }) => id),
    ...(await found(world.ada, 'facturacion', `&cursor=${nextCursor}`)),
  ]).toEqual(ids)
  expect(await found(world.eva, 'facturacion')).toEqual([])
})

test('a mail of several megabytes lies in the file store, and is read from there', async () => {
  const raw = letter({ attachments: [{ name: 'video.mp4', type: 'video/mp4', bytes: 'x'.repeat(2_000_000) }] })
  const got = await send(world, raw)
  fate(got, 'ticket_created')
  const { rows } = await world.desk.db.pool.query('select raw is null as outside, size from mails where id = $1', [
    got.mailId,
  ])
  expect(rows).toEqual([{ outside: true, size: raw.length }])
  expect((await words(got.ticketId))[0].attachments).toMatchObject([{ filename: 'video.mp4', size: 2_000_000 }])
})
