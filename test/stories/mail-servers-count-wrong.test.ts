import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFetching } from '../../server/mail/fetching/watching.ts'
import { items, ok } from '../acts.ts'
import { type FaultyWay, faultProxy } from '../mail/fault-proxy.ts'
import { type ImapServer, imapServer } from '../mail/imap-server.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

// E1: not every server numbers its mails as IMAP asks. What it says of numbers it has not shown makes no mail wait.

const world = newWorld()
const HASTE = { boxes: 50, mail: 300, silence: 2500 }
let server: ImapServer
let way: FaultyWay
let fetching: { stop(): Promise<void> } | null = null
let box: any
let made = 0

beforeEach(async () => {
  server = await imapServer()
  way = await faultProxy(server.port)
  const incoming = { host: '127.0.0.1', port: way.port, security: 'none', user: 'testuser', password: 'testpass' }
  const address = `contador${++made}@panaderia.example`
  box = ok(await world.raiz.call('POST', '/api/mailboxes', { address, incoming }), 201)
})
afterEach(async () => {
  await fetching?.stop()
  fetching = null
  const { version } = await mailbox()
  ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, active: false, isDefault: false }))
  await way.close()
  await server.close()
})

const start = () => {
  fetching = startFetching(world.desk, world.app.asDesk('mail'), HASTE)
}
const mailbox = async () => (await items(world.raiz, '/api/mailboxes')).find(({ id }) => id === box.id)
const subjects = async () =>
  (await items(world.raiz, '/api/mails?limit=200'))
    .filter(({ mailbox }: any) => mailbox.id === box.id)
    .flatMap(({ subject, outcome }: any) => (outcome ? [subject] : []))
    .sort()
const put = (subject: string) =>
  server.put(`From: Ana <ana@cliente.example>\nTo: ${box.address}\nSubject: ${subject}\n\n${subject}, desde ayer.\n`)

const LIES = [
  { what: 'announces a next number far too high', words: /UIDNEXT \d+/, instead: 'UIDNEXT 4294967295' },
  { what: 'announces no next number', words: /\* OK \[UIDNEXT \d+\][^\r]*\r\n/, instead: '' },
  { what: 'finds a number under which it has nothing', words: /\* SEARCH([ \d]*)/, instead: '* SEARCH$1 777777' },
]
test.each(LIES)('E1: on a server that $what no mail waits for the next comparison', async ({ words, instead }) => {
  way.lie(words, instead)
  put('Ya estaba')
  start()
  await until(async () => (await mailbox()).watch?.compared !== null && (await subjects()).length === 1)
  put('Llegó después')
  await until(async () => (await subjects()).length === 2)
  expect(await subjects()).toEqual(['Llegó después', 'Ya estaba'])
})

test('E1: of a mailbox restored from a copy, whose numbers are given anew, every mail comes, and none twice', async () => {
  for (const subject of ['Uno', 'Dos', 'Tres']) put(subject)
  start()
  await until(async () => (await subjects()).length === 3)
  await fetching!.stop()
  // As desks have them that took mails before it was noted how they were described.
  await world.desk.db.pool.query('update mail_sightings set described = null where uid = 1 and mailbox_id = $1', [
    box.id,
  ])
  server.restore()
  for (const subject of ['Cuatro', 'Cinco']) put(subject)
  start()
  await until(async () => (await subjects()).length === 5)
  await until(async () => server.flags().every((flags) => flags.includes('\\Seen')))
  // Under the third number, which was another's, while it is watched.
  put('Seis de nuevo')
  await until(async () => (await subjects()).length === 6)
  await fetching!.stop()
  start()
  await until(async () => (await mailbox()).watch?.state === 'watching')
  expect(await subjects()).toEqual(['Cinco', 'Cuatro', 'Dos', 'Seis de nuevo', 'Tres', 'Uno'])
  expect(server.flags()).toHaveLength(3)
})

const NO_NUMBERS = [
  { what: 'no', instead: '' },
  { what: 'an impossible', instead: '* OK [UIDVALIDITY 99999999999999999999] u\r\n' },
]
test.each(NO_NUMBERS)(
  'E1: a server with $what UIDVALIDITY is said to be one, by the test as well, and told what to do',
  async (lie) => {
    way.lie(/\* OK \[UIDVALIDITY \d+\][^\r]*\r\n/, lie.instead)
    const { steps } = ok(await world.raiz.call('POST', `/api/mailboxes/${box.id}/test`))
    const advice = expect.stringContaining('UIDVALIDITY')
    expect(steps.at(-1)).toMatchObject({ step: 'folder', ok: false, advice })
    start()
    await until(async () => (await mailbox()).watch?.state === 'failing')
    expect((await mailbox()).watch).toMatchObject({ fault: 'numbering', advice })
  },
)
