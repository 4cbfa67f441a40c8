import { beforeAll, beforeEach, expect, test } from 'vitest'
import { close, edit, items, later, look } from '../acts.ts'
import { fate, type Letter, letter, MARIA_AT, mailbox, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1: one mail, come by two ways; on one of them somebody put his mark on it, or broke its signature.

const world = newWorld()
const SALES = 'ventas@panaderia-sur.example'
const SERVER = 'mx.panaderia-sur.example'
beforeAll(async () => {
  await mailbox(world, { trustedServer: SERVER })
  await mailbox(world, { address: SALES, groupId: world.sales, trustedServer: SERVER })
})
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const LIST = ['List-Id: <equipo.panaderia.example>', 'Precedence: list']
const says = (result: 'pass' | 'fail', from = MARIA_AT) =>
  `Authentication-Results: ${SERVER}; dmarc=${result} header.from=${from.split('@')[1]}`
const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const alerts = async (id: number) =>
  (await items(world.ben, '/api/alerts')).filter(({ ticket }) => ticket.id === id).map(({ kind }) => kind)

/** María's ticket waits for her; Ben, whose it is, asked her for the model. */
async function asked() {
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { ownerId: world.ben.id })
  const { messageId } = await sent(world, ticketId)
  await edit(world.ben, ticketId, { status: 'customer_action' })
  return { ticketId: ticketId as number, messageId }
}

let written = 0
/** The same letter again and again, under whatever heads it gathered on its way. */
function copies(given: Letter) {
  const messageId = `<dos-veces-${++written}@panaderia.example>`
  return (headers: string[] = [], to = SUPPORT) => send(world, letter({ ...given, messageId, headers }), to)
}
const said = async (id: number, text: string) => (await words(id)).filter((each) => each.text.includes(text))

test('E1: María’s answer came by a list first: the direct copy makes it hers, in one place, with its file, and rings Ben', async () => {
  const { ticketId, messageId } = await asked()
  const attachments = [{ name: 'foto.png', type: 'image/png', bytes: 'placa' }]
  const copy = copies({ answers: messageId, text: 'El modelo es X-55', attachments })
  const listed = await copy(LIST, SALES)
  fate(listed, 'auto_reply', 'list')
  fate(await copy([...LIST, 'Received: by cuarto.example']), 'ignored', 'duplicate')
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'customer_action', newInteraction: false })
  const direct = await copy()
  fate(direct, 'follow_up')
  expect([direct.ticketId, direct.interactionId]).toEqual([ticketId, listed.interactionId])
  const [only, ...more] = await said(ticketId, 'X-55')
  expect(more).toEqual([])
  expect(only).toMatchObject({ autoReply: false, doubted: false, party: 'customer', mailId: direct.mailId })
  expect(only.attachments).toMatchObject([{ filename: 'foto.png' }])
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'in_progress', newInteraction: true })
  expect(await alerts(ticketId)).toEqual(['customer_replied'])
  fate(await copy(['Received: by otro.example'], SALES), 'ignored', 'duplicate')
  fate(await copy([...LIST, 'Received: by otro.example'], SALES), 'ignored', 'duplicate')
  expect(await said(ticketId, 'X-55')).toHaveLength(1)
})

test('E1: a forwarded copy failed authentication: the direct one that passes vouches for the words; another that fails is none', async () => {
  const { ticketId } = await asked()
  const copy = copies({ subject: `Re: [#${ticketId}]`, text: 'Otra vez falla' })
  fate(await copy([says('fail')]), 'follow_up', 'unverified')
  fate(await copy([says('fail'), 'Received: by otro.example']), 'ignored', 'duplicate')
  expect(await alerts(ticketId)).toEqual(['mail_doubted'])
  fate(await copy([says('pass')]), 'follow_up')
  expect(await said(ticketId, 'Otra vez falla')).toMatchObject([{ verified: true, doubted: false, party: 'customer' }])
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
  fate(await copy([says('pass'), 'Received: by otro.example']), 'ignored', 'duplicate')
  fate(await copy([says('fail'), 'Received: by tercero.example']), 'ignored', 'duplicate')
  expect(await said(ticketId, 'Otra vez falla')).toHaveLength(1)
})

test('E1: by a list, then in doubt, then vouched for: each copy raises the words, none repeats them', async () => {
  const first = { messageId: `<maria-por-lista-${process.pid}@panaderia.example>` }
  const { ticketId } = await send(world, first)
  await edit(world.ben, ticketId, { status: 'customer_action' })
  const copy = copies({ answers: first.messageId, text: 'Sigue igual' })
  fate(await copy(LIST, SALES), 'auto_reply', 'list')
  fate(await copy([says('fail')]), 'follow_up', 'unverified')
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'customer_action', newInteraction: true })
  fate(await copy([says('pass')]), 'follow_up')
  expect(await said(ticketId, 'Sigue igual')).toMatchObject([{ autoReply: false, doubted: false, verified: true }])
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
})

test('S7: her answer to a closed ticket, by the list and then direct, lies in the one that follows it alone', async () => {
  const { ticketId, messageId } = await asked()
  await close(world, ticketId)
  const copy = copies({ answers: messageId, text: 'Volvió a pasar' })
  expect((await copy(LIST, SALES)).ticketId).toBe(ticketId)
  const direct = await copy()
  fate(direct, 'follow_up')
  expect(direct.ticketId).not.toBe(ticketId)
  expect(await said(ticketId, 'Volvió')).toEqual([])
  expect(await said(direct.ticketId, 'Volvió')).toMatchObject([{ id: direct.interactionId, autoReply: false }])
})

test('E1: what a stranger says by a list lies silently there; his direct copy takes it to a ticket of his own', async () => {
  const first = { messageId: `<maria-en-lista-${process.pid}@panaderia.example>` }
  const { ticketId } = await send(world, first)
  const copy = copies({ from: 'Eva <eva@otra-empresa.example>', answers: first.messageId, text: 'Yo también' })
  expect((await copy(LIST, SALES)).ticketId).toBe(ticketId)
  const direct = await copy()
  fate(direct, 'ticket_created')
  expect(direct.ticketId).not.toBe(ticketId)
  expect(await said(ticketId, 'Yo también')).toEqual([])
  expect(await said(direct.ticketId, 'Yo también')).toMatchObject([{ autoReply: false, party: 'customer' }])
  fate(await copy(['Received: by otro.example']), 'ignored', 'duplicate')
})

test('E1: an automatic answer of nobody’s ticket, passed on under that name alone, is a ticket when it comes as it was sent', async () => {
  const copy = copies({ from: 'rosa@correo.example', text: '¿Abren mañana?' })
  expect(await copy(['Auto-Submitted: auto-replied'])).toMatchObject({ outcome: 'auto_reply', ticketId: null })
  const direct = await copy()
  fate(direct, 'ticket_created')
  const again = await copy(['Received: by otro.example'])
  fate(again, 'ignored', 'duplicate')
  expect(again.ticketId).toBe(direct.ticketId)
})

const WORDS = 'Texto con acentos: no funciona la impresión de la página número uno, ni la que sigue.'
/** A mail as servers leave it that take nothing but ASCII: the same letter, written otherwise. */
const encoded = (raw: Buffer, as: 'base64' | 'quoted-printable', boundary = 'limite') =>
  Buffer.from(
    raw
      .toString()
      .replaceAll('limite', boundary)
      .replace('Content-Transfer-Encoding: 8bit', `Content-Transfer-Encoding: ${as}`)
      .replace(WORDS, as === 'base64' ? `${Buffer.from(`${WORDS}\r\n`).toString('base64')}` : quoted(WORDS)),
  )
const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => (byte > 126 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
    .join('')
    .replace(/(.{60}) /, '$1 =\r\n')

test('E1: a mail that a server encoded anew on its way is the same mail; other words, or another file, are another', async () => {
  const page = (bytes: string, name = 'página.txt') => ({ name, type: 'text/plain', bytes })
  const write = (more: Letter = {}) =>
    letter({ messageId: `<codificado-${process.pid}@correo.example>`, text: WORDS, ...more })
  const { ticketId } = await send(world, write())
  for (const as of ['base64', 'quoted-printable'] as const)
    expect(await send(world, encoded(write(), as), SALES)).toMatchObject({ reason: 'duplicate', ticketId })
  const enclosed = write({ attachments: [page('uno')] })
  const withFile = await send(world, enclosed)
  fate(withFile, 'ticket_created')
  expect(await send(world, encoded(enclosed, 'base64', 'otro'), SALES)).toMatchObject({
    ...{ reason: 'duplicate', ticketId: withFile.ticketId },
  })
  for (const other of [page('dos'), page('uno', 'otra.txt')])
    fate(await send(world, encoded(write({ attachments: [other] }), 'base64')), 'ticket_created')
  fate(await send(world, encoded(write({ text: `${WORDS} Y urge.` }), 'quoted-printable')), 'ticket_created')
})
