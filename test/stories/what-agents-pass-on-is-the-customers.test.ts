import { beforeAll, beforeEach, expect, test } from 'vitest'
import { complete, edit, items, later, look, ok } from '../acts.ts'
import { fate, type Letter, letter, mailbox, NOWHERE, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1: Ben had a mail of Tomás in his own mailbox, and passes it on to the desk: Tomás’s words are Tomás’s, and Ben’s remarks stay inside.

const world = newWorld()
const SALES = 'ventas@panaderia-sur.example'
const SERVER = 'mx.panaderia-sur.example'
beforeAll(async () => {
  await mailbox(world, { trustedServer: SERVER, outgoing: NOWHERE })
  await mailbox(world, { address: SALES, groupId: world.sales, trustedServer: SERVER })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const TOMAS_AT = 'tomas@kiosco.example'
const TOMAS = `Tomás Rey <${TOMAS_AT}>`
const head = (from: string) =>
  `---------- Mensaje reenviado ----------\nDe: ${from}\nFecha: lun, 2 mar 2026 a las 9:00\nAsunto: No abre la caja\nPara: <ben@desk.example>`
const PDF = { name: 'caja.pdf', type: 'application/pdf', bytes: 'factura' }
const proven = (from: string) => [`Authentication-Results: ${SERVER}; dmarc=pass header.from=${from.split('@')[1]}`]

type Passed = Letter & { remarks?: string; whose?: string; words?: string }
const forwarded = ({ remarks = 'Ojo, llame antes.', whose = TOMAS, words = 'No abre.', ...more }: Passed = {}) =>
  letter({
    ...{ from: 'Ben <ben@desk.example>', subject: 'RV: No abre la caja', headers: proven('ben@desk.example') },
    ...{ text: [remarks, head(whose), words].filter(Boolean).join('\n\n'), ...more },
  })
const passOn = (given?: Passed) => send(world, forwarded(given))
const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const drafted = async (id: number, query: string) =>
  ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft?${query}`))

test('E1: Ben answers Tomás with his words below and passes his file on; of Ben’s remarks nobody outside reads anything', async () => {
  const { ticketId: id } = await passOn({ attachments: [PDF] })
  const [theirs, note] = await words(id)
  expect(theirs.attachments).toMatchObject([{ filename: 'caja.pdf' }])
  expect(note.attachments).toEqual([])
  for (const query of ['', `mode=reply&interactionId=${theirs.id}`, `mode=reply_all&interactionId=${theirs.id}`]) {
    const draft = await drafted(id, query)
    expect(draft).toMatchObject({
      ...{ to: [{ address: TOMAS_AT }], cc: [], replyToId: theirs.id, elsewhere: null },
      ...{ quoted: { text: expect.stringContaining('> No abre.') } },
    })
    expect(JSON.stringify(draft)).not.toContain('Ojo')
  }
  const forward = await drafted(id, `mode=forward&interactionId=${theirs.id}`)
  expect(forward).toMatchObject({ to: [], attachments: [{ filename: 'caja.pdf' }] })
  expect(forward.quoted.text).toContain('No abre.')
  expect(JSON.stringify(forward)).not.toContain('Ojo')
  const inside = await world.ben.call('GET', `/api/tickets/${id}/mail-draft?mode=forward&interactionId=${note.id}`)
  expect(inside.status).toBe(400)
})

test('E1: what Ben passes on is no news of Tomás: it answers, confirms, reopens and tells nothing', async () => {
  const first = await send(world, { from: TOMAS, headers: proven(TOMAS_AT), subject: 'La caja' })
  await edit(world.ben, first.ticketId, { ownerId: world.ben.id, status: 'in_progress' })
  await complete(world.ben, first.ticketId)
  const { ticketId: id } = await passOn({ words: 'Confirmo que quedó funcionando. Gracias.' })
  expect(await look(world.ben, first.ticketId)).toMatchObject({ status: 'completed', acceptedAt: null })
  expect(await look(world.ben, id)).toMatchObject({ status: 'pending', newInteraction: false })
  const [{ id: theirs }] = await words(id)
  const facts = await world.asSystem(({ db }) =>
    db.selectFrom('facts').select(['type', 'detail']).where('ticket_id', '=', id).orderBy('id').execute(),
  )
  expect(facts.map(({ type }) => type)).toEqual(['ticket.opened', 'note.added'])
  expect(facts.filter(({ detail }) => (detail as any).interactionId === theirs)).toEqual([])
  const [ticket, notices] = await world.asSystem(async ({ db }) => [
    await db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    await db.selectFrom('mail_notices').selectAll().where('ticket_id', '=', id).execute(),
  ])
  expect(ticket).toMatchObject({ first_response_at: null, customer_told_at: null })
  expect(notices).toEqual([])
})

test('E1: nobody vouches for words that Ben passed on, and the proof of his mail is not theirs', async () => {
  const { ticketId: id, mailId, interactionId } = await passOn()
  const [theirs, note] = await words(id)
  expect(theirs).toMatchObject({ doubted: true, verified: null, mailId: null, author: { kind: 'agent', name: 'Ben' } })
  expect(note).toMatchObject({ id: interactionId, doubted: false, verified: true, mailId })
  const read = ok(await world.ben.call('GET', `/api/mails/${mailId}/head`))
  expect(read).toMatchObject({ from: { address: 'ben@desk.example' }, authentication: { verified: true } })
  expect((await world.ben.call('GET', `/api/mails/${mailId}/raw`)).status).toBe(200)
  expect((await world.eva.call('GET', `/api/mails/${mailId}/raw`)).status).toBe(404)
})

test('E1: what Ben writes below Tomás’s mail is Ben’s, where his program shows the end of it', async () => {
  const fields = head(TOMAS)
    .replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
    .replaceAll('\n', '<br>')
  const holding = [
    `<div class="gmail_quote"><div class="gmail_attr">${fields}</div><br><p>No abre.</p><p>Tomás</p></div>`,
    `<blockquote type="cite"><div>${fields}</div><div>No abre.</div><div>Tomás</div></blockquote>`,
    `<div class="moz-forward-container"><blockquote>${fields}</blockquote><p>No abre.</p><p>Tomás</p></div>`,
  ]
  const read = async (html: string) => {
    const { ticketId: id } = await passOn({ text: '', html })
    const [theirs, note] = await words(id)
    const lines = ({ visibleText }: { visibleText: string }) => visibleText.split('\n').filter(Boolean)
    return [lines(theirs), lines(note)]
  }
  for (const html of holding.slice(0, 2))
    expect(await read(`<div>Ojo, llame antes.</div>${html}<div>No le den crédito.</div><div>Ben</div>`)).toEqual([
      ['No abre.', 'Tomás'],
      ['Ojo, llame antes.', 'No le den crédito.', 'Ben'],
    ])
  // its head alone is set apart
  expect(await read(`<div>Ojo.</div>${holding[2]}`)).toEqual([['No abre.', 'Tomás'], ['Ojo.']])
})

test('a forward without a remark says so, and is there whole', async () => {
  const { ticketId: id } = await passOn({ remarks: '' })
  const [theirs, note, ...more] = await words(id)
  expect(more).toEqual([])
  expect(theirs.text).toBe('No abre.')
  expect(note).toMatchObject({ internal: true, visibleText: 'Reenvió este correo.' })
  expect(note.text).toContain(`De: ${TOMAS}`)
})

test('the same forward by two mailboxes, and once more, is one ticket with Tomás’s words once', async () => {
  const raw = forwarded({ attachments: [PDF] })
  const got = await send(world, raw)
  const again = await send(world, raw, SALES)
  fate(again, 'ignored', 'duplicate')
  expect(again.ticketId).toBe(got.ticketId)
  expect(await send(world, raw)).toMatchObject({ mailId: got.mailId, ticketId: got.ticketId })
  expect(await words(got.ticketId)).toHaveLength(2)
})

test('a copy by a list lay on a ticket in silence: Ben’s own is raised from there, with Tomás’s words once', async () => {
  const first = { messageId: '<caja@kiosco.example>', from: TOMAS, subject: 'La caja' }
  const { ticketId: before } = await send(world, first)
  const messageId = '<dos-copias@desk.example>'
  const list = [...proven('ben@desk.example'), 'List-Id: <equipo.desk.example>', 'Precedence: list']
  const kept = await passOn({ messageId, answers: first.messageId, headers: list, attachments: [PDF] })
  fate(kept, 'auto_reply', 'list')
  const own = await passOn({ messageId, attachments: [PDF] })
  fate(own, 'ticket_created')
  expect(own.interactionId).toBe(kept.interactionId)
  expect(await words(before)).toHaveLength(1)
  const said = await words(own.ticketId)
  expect(said.map(({ internal, doubted }) => [internal, doubted])).toEqual([
    [true, false],
    [false, true],
  ])
})

test('where Tomás has the mail as well, it is our answer as it stands', async () => {
  const { ticketId: id } = await passOn({ cc: TOMAS, attachments: [PDF] })
  expect(await words(id)).toMatchObject([{ direction: 'out', attachments: [{ filename: 'caja.pdf' }] }])
})

test('Tomás writes himself: it is his answer, and what Ben passed on stays beside it', async () => {
  const { ticketId: id } = await passOn()
  const [theirs] = await words(id)
  const answer = await send(world, {
    from: TOMAS,
    headers: proven(TOMAS_AT),
    subject: `Re: [#${id}]`,
    text: 'Sigo así.',
  })
  fate(answer, 'follow_up')
  expect(answer.ticketId).toBe(id)
  expect((await drafted(id, '')).replyToId).toBe(answer.interactionId)
  expect(await look(world.ben, id)).toMatchObject({ newInteraction: true })
  const moved = ok(await world.ben.call('POST', `/api/interactions/${theirs.id}/move`, { new: true }))
  expect(await words(moved.ticketId ?? moved.id)).toMatchObject([{ id: theirs.id, doubted: true }])
})

test('Eva in Ben’s name, unproven, and Eva in her own, put no words into Tomás’s mouth', async () => {
  const eva = 'eva@otra-empresa.example'
  for (const mail of [{ headers: [] }, { from: `Eva <${eva}>`, headers: proven(eva) }]) {
    const { ticketId: id } = await passOn(mail)
    const [only, ...more] = await words(id)
    expect(more).toEqual([])
    expect(only.from.address).not.toBe(TOMAS_AT)
    expect(only.text).toContain('Ojo, llame antes.')
  }
})

test('what Ben passes on of Eva is text and one line of names, however it is written and however long', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const name = '=?utf-8?Q?Tom=C3=A1s=0D=0ABcc:_otra?='
  const { ticketId: id } = await passOn({ whose: `${name} <${TOMAS_AT}>`, words: script })
  const [theirs] = await words(id)
  expect(theirs).toMatchObject({ text: script, html: null, from: { address: TOMAS_AT } })
  expect(theirs.from.name).not.toMatch(/[\r\n]/)
  const draft = await drafted(id, `mode=reply&interactionId=${theirs.id}`)
  expect(draft.quoted.html).not.toMatch(/<(?:script|img)/)
  expect(draft.to).toEqual([{ name: expect.not.stringMatching(/[\r\n]/), address: TOMAS_AT }])
  const long = await passOn({ words: 'No abre la caja, y van tres. \n'.repeat(100_000) })
  fate(long, 'ticket_created')
  expect((await words(long.ticketId))[0].text.length).toBeGreaterThan(200_000)
})
