import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLease } from '../../server/mail/fetching/leases.ts'
import { startFetching } from '../../server/mail/fetching/watching.ts'
import { items, ok } from '../acts.ts'
import { type Fault, type FaultyWay, faultProxy } from '../mail/fault-proxy.ts'
import { type ImapServer, imapServer } from '../mail/imap-server.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

// E1: mail in a mailbox elsewhere becomes tickets here. A real IMAP conversation, over a way that can be made bad.

const world = newWorld()
const HASTE = { boxes: 50, mail: 300, silence: 2500 }
let server: ImapServer
let way: FaultyWay
let fetching: { stop(): Promise<void> } | null = null
let box: any
let letters = 0

beforeEach(async () => {
  server = await imapServer()
  way = await faultProxy(server.port)
  box = ok(
    await world.raiz.call('POST', '/api/mailboxes', {
      address: `soporte${++letters}@panaderia.example`,
      incoming: { ...connection(), unreadSince: daysAgo(1).toISOString() },
    }),
    201,
  )
})
afterEach(async () => {
  await fetching?.stop()
  fetching = null
  const { version } = await mailbox()
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, active: false, isDefault: false }))
  await way.close()
  await server.close()
})

const connection = () => ({
  ...{ host: '127.0.0.1', port: way.port, security: 'none', user: 'testuser', password: 'testpass' },
})
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const change = async (incoming: object) => {
  const { version } = await mailbox()
  return ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, incoming }))
}
const start = () => {
  fetching = startFetching(world.desk, world.app.asDesk('mail'), HASTE)
}
const mailbox = async () => (await items(world.raiz, '/api/mailboxes')).find(({ id }) => id === box.id)
const mails = async () =>
  (await items(world.raiz, '/api/mails?limit=200')).filter((mail: any) => mail.mailbox.id === box.id)
const decided = async (count: number) =>
  until(async () => {
    const all = await mails()
    return all.length === count && all.every(({ outcome }: any) => outcome !== null)
  })

function letter(subject: string): string {
  return `From: María <maria${++letters}@cliente.example>\nTo: ${box.address}\nSubject: ${subject}\nMessage-ID: <${letters}@cliente.example>\nDate: Mon, 2 Mar 2026 09:00:00 -0300\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${subject}, desde ayer.\n`
}

test('E1: what waits in the mailbox becomes tickets, and is marked as read once it is kept', async () => {
  server.put(letter('No imprime'))
  server.put(letter('No enciende'))
  start()
  await decided(2)
  expect((await mails()).map(({ subject, outcome, source }: any) => [subject, outcome, source]).sort()).toEqual([
    ['No enciende', 'ticket_created', 'imap'],
    ['No imprime', 'ticket_created', 'imap'],
  ])
  await until(async () =>
    server
      .flags()
      .slice(-2)
      .every((flags) => flags.includes('\\Seen')),
  )
  await until(async () => (await mailbox()).watch?.state === 'watching')
  expect(await mailbox()).toMatchObject({ watch: { fault: null, missing: 0 } })
})

test('E1: what comes in while we watch is here at once, also what a colleague has read elsewhere', async () => {
  start()
  await until(async () => (await mailbox()).watch?.state === 'watching')
  server.put(letter('Llegó ahora'), ['\\Seen'])
  await decided(1)
})

test('E1: what lay there before we came stays as it is, read or not, unless the admin says since when', async () => {
  await change(connection())
  server.put(letter('Leída antes'), ['\\Seen'])
  server.put(letter('Sin leer, de hace un mes'), [], daysAgo(30))
  server.put(letter('Sin leer, de anteayer'), [], daysAgo(2))
  await sleep(1100)
  start()
  await until(async () => (await mailbox()).watch?.state === 'watching')
  expect([await mails(), server.flags().slice(-3)]).toEqual([[], [['\\Seen'], [], []]])
  server.put(letter('Traída de otra carpeta'), [], daysAgo(300))
  server.put(letter('Llegó después'))
  await decided(2)
  expect((await change({ ...connection(), unreadSince: daysAgo(7).toISOString() })).incoming.unreadSince).toBeTruthy()
  await decided(3)
  const taken = (await mails()).map(({ subject }: any) => subject)
  expect(taken.sort()).toEqual(['Llegó después', 'Sin leer, de anteayer', 'Traída de otra carpeta'])
})

test('E1: a mail the server does not mark as read is not taken twice, and is marked at the next comparison', async () => {
  way.make({ on: / UID STORE /, fault: 'refuse', times: 1 })
  server.put(letter('Sin marcar'))
  start()
  await decided(1)
  await until(async () => (await mailbox()).watch?.state === 'watching')
  expect(server.flags().at(-1)).toEqual([])
  await fetching!.stop()
  start()
  await until(async () => server.flags().at(-1)!.includes('\\Seen'))
  expect((await mails()).length).toBe(1)
})

/** A database that says no to some mails, or to what is kept of them. */
async function refusing(when: string, no: string): Promise<() => Promise<unknown>> {
  await world.desk.db.pool.query(
    `create function say_no() returns trigger language plpgsql as $$ begin if ${when} then raise exception ${no}; end if; return new; end $$;
     create trigger say_no before insert on mails for each row execute function say_no()`,
  )
  return () => world.desk.db.pool.query('drop trigger say_no on mails; drop function say_no')
}
const SAYS = (words: string) => `position('${words}'::bytea in new.raw) > 0`

test('E1: only what is kept is marked as read', async () => {
  const emptied = await refusing(SAYS('No cabe'), `'the disk is full' using errcode = 'disk_full'`)
  server.put(letter('Cabe'))
  server.put(letter('No cabe'))
  start()
  await until(async () => (await mailbox()).watch?.state === 'failing')
  expect(server.flags().at(-1)).toEqual([])
  await emptied()
  await until(async () => server.flags().slice(-2).flat().length === 2)
  expect((await mails()).length).toBe(2)
})

test.each(['refuse', 'empty'] as const)(
  'E1: a mail that the server does not hand over (%s), or we not even hold, stays unread there: admins are told once, the others pass',
  async (fault) => {
    const taught = await refusing('new.size > 3000', `'unstorable'`)
    for (const subject of ['Antes', 'Rota']) server.put(letter(subject))
    server.put(`${letter('Imposible')}${'no '.repeat(1000)}\n`)
    server.put(letter('Despues'))
    way.make({ on: / UID FETCH [\d,]*\b2\b.*BODY/, fault, times: 2 })
    start()
    await decided(2)
    await until(async () => (await mailbox()).watch?.state === 'watching')
    expect(server.flags().slice(-4)).toEqual([['\\Seen'], [], [], ['\\Seen']])
    const told = (await items(world.raiz, '/api/alerts')).filter(({ text }) => text.includes(box.address))
    expect(told).toMatchObject([{ kind: 'mail_unkept' }])
    expect((await mailbox()).watch.unkept).toBe(2)
    await taught()
    await itIsTime('unkept_mails')
    await decided(4)
    await until(async () => (await mailbox()).watch.unkept === 0)
  },
)

test('E1: what breaks off at a mail every time holds up none of the others, is no trouble of the mailbox’s, and comes when it can', async () => {
  server.put(letter('Antes'))
  for (const subject of ['Corta la linea', 'Llega a medias']) server.put(letter(subject) + 'x'.repeat(1_100_000))
  server.put(letter('Despues'))
  // As if it had failed three times in a row: from then on each mail that fails does so alone.
  await world.desk.db.pool.query(
    `insert into mailbox_watches (mailbox_id, since, started_at, failures) values (${box.id}, now(), now(), 3)`,
  )
  way.make({ on: /UID FETCH 2 .*BODY/, fault: 'reset', times: 1 })
  start()
  await until(async () => (await mailbox()).watch?.state === 'failing')
  way.make({ on: /UID FETCH 3 .*<65536/, fault: 'refuse', times: 9 })
  await itIsTime('mailbox_watches')
  await decided(2)
  await until(async () => (await mailbox()).watch.state === 'watching')
  expect((await mailbox()).watch.unkept).toBe(2)
  expect((await items(world.raiz, '/api/alerts')).filter(({ text }) => text.includes(box.address)).length).toBe(1)
  way.make({ on: 'connect', fault: 'slow', times: 0 })
  await itIsTime('unkept_mails')
  await decided(4)
  expect(server.flags().slice(-4)).toEqual(Array(4).fill(['\\Seen']))
})

/** What waits for its next try has waited. */
const itIsTime = (table: 'unkept_mails' | 'mailbox_watches') =>
  world.desk.db.pool.query(`update ${table} set try_at = now() where mailbox_id = ${box.id}`)

test('E1: on another server the same numbers are other mails, and nothing is lost on the move', async () => {
  server.put(letter('En el servidor viejo'))
  start()
  await decided(1)
  await until(async () => (await mailbox()).watch.compared !== null)
  const moved = await imapServer()
  try {
    moved.put(letter('En el servidor nuevo'))
    await change({ ...connection(), host: 'localhost', port: moved.port })
    await decided(2)
    expect((await mails()).map(({ subject }: any) => subject)[0]).toBe('En el servidor nuevo')
  } finally {
    await fetching!.stop()
    await moved.close()
  }
})

const PHASES: [RegExp | 'connect', string][] = [
  ['connect', 'connecting'],
  [/ (?:LOGIN|AUTHENTICATE) /, 'signing in'],
  [/ SELECT /, 'opening the folder'],
  [/ UID SEARCH /, 'looking for mail'],
  [/ UID FETCH .*BODY/, 'fetching'],
  [/ UID STORE /, 'marking as read'],
  [/ UID FETCH .*BODY/, 'fetching'],
]
const FAULTS: Fault[] = ['reset', 'hang', 'bye', 'truncate', 'wrong_literal', 'slow', 'drip']

test.each(PHASES.map(([on, what], i) => ({ on, what, fault: FAULTS[i]! })))(
  'E1: $fault while $what: nothing is lost, nothing is doubled, and it goes on by itself',
  async ({ on, fault }) => {
    const before = way.made()
    way.make({ on, fault, times: 1 })
    server.put(letter('Con mala línea'))
    start()
    await decided(1)
    expect(way.made()).toBe(before + 1)
    await until(async () => (await mailbox()).watch?.state === 'watching')
    expect((await mails()).map(({ subject, outcome }: any) => [subject, outcome])).toEqual([
      ['Con mala línea', 'ticket_created'],
    ])
  },
)

test('E1: a server that will not look just now has not said that there is nothing', async () => {
  way.make({ on: / UID SEARCH /, fault: 'refuse', times: 2 })
  server.put(letter('Con otra pregunta'))
  start()
  await decided(1)
})

test('E1: who could not give a mailbox back, the database being away, takes it up again at once; nobody else may', async () => {
  const [own, other] = [randomUUID(), randomUUID()]
  const lease = await takeLease(world.desk, box.id, own)
  expect(await takeLease(world.desk, box.id, other)).toBe(null)
  expect(await takeLease(world.desk, box.id, own)).toMatchObject({ fence: lease!.fence + 1 })
})

test('E1: when the mailbox is renumbered nothing is taken twice', async () => {
  server.put(letter('Antes del arreglo'))
  start()
  await decided(1)
  await fetching!.stop()
  server.renumber()
  server.put(letter('Después del arreglo'))
  start()
  await decided(2)
  await until(async () => (await mailbox()).watch.compared !== null)
  const subjects = (await mails()).map(({ subject }: any) => subject)
  expect(subjects.sort()).toEqual(['Antes del arreglo', 'Después del arreglo'])
})

test('two processes share a mailbox: one watches, and the other takes over when it dies', async () => {
  start()
  await until(async () => (await mailbox()).watch?.state === 'watching')
  const query = (text: string) => world.desk.db.pool.query(`${text} where mailbox_id = ${box.id}`)
  const holder = async () => (await query('select holder from mailbox_watches')).rows[0].holder
  const first = await holder()
  const other = startFetching(world.desk, world.app.asDesk('mail'), HASTE)
  try {
    server.put(letter('Uno solo la toma'))
    await decided(1)
    expect(await holder()).toBe(first)
    // As if the first had died without a word: its lease is not renewed.
    await query(`update mailbox_watches set lease_until = 'epoch'`)
    await until(async () => (await holder()) !== first)
  } finally {
    await other.stop()
  }
})

test('a wrong password is told to the admins once, with what to do; typed anew, the mail comes in', async () => {
  const wrong = { ...connection(), password: 'equivocada', unreadSince: daysAgo(1).toISOString() }
  await change(wrong)
  server.put(letter('Espera su clave'))
  start()
  await until(async () => (await mailbox()).watch?.state === 'failing')
  expect((await mailbox()).watch).toMatchObject({ fault: 'login', advice: expect.stringContaining('contraseña') })
  const told = async () => (await items(world.raiz, '/api/alerts')).filter(({ text }) => text.includes(box.address))
  await until(async () => (await told()).length > 0)
  expect(await told()).toMatchObject([{ kind: 'mailbox_unreachable' }])
  expect(await mails()).toEqual([])
  await change({ ...wrong, password: 'testpass' })
  await decided(1)
  await until(async () => (await told()).some(({ kind }) => kind === 'mailbox_reached'))
})
