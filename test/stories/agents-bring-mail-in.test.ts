import { beforeAll, beforeEach, expect, test } from 'vitest'
import { items, later, look } from '../acts.ts'
import { fate, mailbox, SUPPORT, send } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const SERVER = 'mx.panaderia-sur.example'
const EVIL = 'Eva <eva@otra-empresa.example>'

beforeAll(async () => {
  // A desk that could confirm: nobody is told because nobody is to be told.
  const outgoing = { host: 'localhost', port: 2525, security: 'starttls', user: 'soporte', password: 'secreta' }
  await mailbox(world, { trustedServer: SERVER, outgoing })
})
// Ben would run into the brakes on loops: each test has its own hour.
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const says = (result: 'pass' | 'fail', from: string, server = SERVER) =>
  `Authentication-Results: ${server}; dmarc=${result} header.from=${from.split('@')[1]}`
const BEN = { from: 'Ben <ben@desk.example>', subject: 'RV: No abre la caja' }
const passedOn = (from: string, text = 'No abre la caja.') =>
  `Ojo, llame antes.\n\n---------- Mensaje reenviado ----------\nDe: ${from}\nFecha: lun, 2 mar 2026 a las 9:00\nAsunto: No abre la caja\nPara: <ben@desk.example>\n\n${text}`
const TOMAS = 'Tomás Rey <tomas@kiosco.example>'
const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const told = (id: number) =>
  world.asSystem(({ db }) => db.selectFrom('mail_notices').selectAll().where('ticket_id', '=', id).execute())

test('E1: what Ben passes on is a ticket of whom he had it of, and tells nobody anything', async () => {
  const got = await send(world, { ...BEN, text: passedOn(TOMAS), headers: [says('pass', 'ben@desk.example')] })
  fate(got, 'ticket_created')
  expect(await look(world.ben, got.ticketId)).toMatchObject({
    ...{ customer: { name: 'Tomás Rey' }, contact: { email: 'tomas@kiosco.example' }, subject: 'No abre la caja' },
    description: 'No abre la caja.',
  })
  const [theirs, note, ...more] = await words(got.ticketId)
  expect(more).toEqual([])
  expect(theirs).toMatchObject({
    ...{ kind: 'email', direction: 'in', party: 'customer', internal: false, visibleText: 'No abre la caja.' },
    ...{ subject: 'No abre la caja', from: { name: 'Tomás Rey', address: 'tomas@kiosco.example' }, doubted: true },
    ...{ verified: null, author: { name: 'Ben' } },
  })
  expect(note).toMatchObject({
    internal: true,
    party: 'agent',
    from: { name: 'Ben' },
    visibleText: 'Ojo, llame antes.',
  })
  expect(note.text).toContain('No abre la caja.')
  const again = await send(world, {
    ...{ from: TOMAS, subject: `Re: [#${got.ticketId}]`, headers: [says('pass', 'tomas@kiosco.example')] },
  })
  expect(again.ticketId).toBe(got.ticketId)
  expect(await told(got.ticketId)).toEqual([])
})

test('E1: who is not proven to be Ben opens no ticket in another’s name, nor does Leo, who may only read', async () => {
  const from = 'leo@desk.example'
  const others = [
    { ...BEN, headers: [] },
    { ...BEN, headers: [says('fail', 'ben@desk.example')] },
    { ...BEN, headers: [says('pass', 'ben@desk.example', 'mx.otra-empresa.example')] },
    { ...BEN, from, headers: [says('pass', from)] },
    { ...BEN, from: EVIL, headers: [says('pass', 'eva@otra-empresa.example')] },
  ]
  for (const mail of others) {
    const got = await send(world, { ...mail, text: passedOn(TOMAS) })
    fate(got, 'ticket_created')
    expect((await look(world.raiz, got.ticketId)).contact.email).toBe(/<?(\S+@[^>]+)/.exec(mail.from)![1])
    expect((await words(got.ticketId))[0]).toMatchObject({ party: 'customer', author: { kind: 'system' } })
  }
})

test('what Ben passes on of a colleague, of ourselves or of nobody in particular is his own matter', async () => {
  const headers = [says('pass', 'ben@desk.example')]
  for (const from of ['Ada <ada@desk.example>', `Soporte <${SUPPORT}>`, 'Tomás Rey']) {
    const got = await send(world, { ...BEN, headers, text: passedOn(from) })
    expect((await look(world.raiz, got.ticketId)).contact.email).toBe('ben@desk.example')
  }
})

test('Ben’s mail to Tomás with the desk in copy is our first answer on a ticket of Tomás', async () => {
  const headers = [says('pass', 'ben@desk.example')]
  const mail = { from: BEN.from, to: TOMAS, cc: SUPPORT, subject: 'Su caja', text: 'Le mando el repuesto.' }
  const got = await send(world, { ...mail, headers })
  expect(await look(world.ben, got.ticketId)).toMatchObject({ contact: { email: 'tomas@kiosco.example' } })
  expect(await words(got.ticketId)).toMatchObject([{ direction: 'out', internal: false, author: { name: 'Ben' } }])
  expect(await told(got.ticketId)).toEqual([])
  const alone = await send(world, mail)
  expect((await look(world.raiz, alone.ticketId)).contact.email).toBe('ben@desk.example')
})
