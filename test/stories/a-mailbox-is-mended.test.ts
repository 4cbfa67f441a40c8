import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFetching } from '../../server/mail/fetching/watching.ts'
import { items, ok } from '../acts.ts'
import { type FaultyWay, faultProxy } from '../mail/fault-proxy.ts'
import { type ImapServer, imapServer } from '../mail/imap-server.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

// E1: what was wrong with a mailbox, and what becomes of it when Raíz changes its settings.

const world = newWorld()
const HASTE = { boxes: 50, mail: 300, silence: 1000 }
let server: ImapServer
let way: FaultyWay
let fetching: { stop(): Promise<void> } | null = null
let box: any
let made = 0

beforeEach(async () => {
  server = await imapServer()
  way = await faultProxy(server.port)
  const address = `soporte${++made}@panaderia.example`
  box = ok(await world.raiz.call('POST', '/api/mailboxes', { address, incoming: by(way) }), 201)
})
afterEach(async () => {
  await fetching?.stop()
  await edit({ active: false, isDefault: false })
  await way.close()
  await server.close()
})

const by = ({ port }: { port: number }, password = 'testpass') => ({
  ...{ host: '127.0.0.1', port, security: 'none', user: 'testuser', password },
})
const mailbox = async () => (await items(world.raiz, '/api/mailboxes')).find(({ id }) => id === box.id)
const edit = async (fields: object) => {
  const { version } = await mailbox()
  return ok(await world.raiz.call('PATCH', `/api/mailboxes/${box.id}`, { version, ...fields }))
}
const start = (patience = HASTE) => {
  fetching = startFetching(world.desk, world.app.asDesk('mail'), patience)
}

test('E1: what was wrong with the old settings is not said of the new ones, which are tried at once', async () => {
  way.make({ on: 'connect', fault: 'hang', times: 99 })
  start()
  await until(async () => (await mailbox()).watch?.fault === 'timeout')
  await fetching!.stop()
  const tried = way.made()
  await world.desk.db.pool.query('update mailbox_watches set try_at = now()')
  // So patient that whoever waits for the old server would still be waiting when the story is over.
  start({ ...HASTE, silence: 300_000 })
  await until(async () => way.made() > tried)
  const { watch } = await edit({ incoming: by(server) })
  expect(watch).toMatchObject({ state: 'waiting', fault: null, detail: null, advice: null })
  await until(async () => (await mailbox()).watch.state === 'watching')
})

test('E1: new settings that fail say what is wrong with them; admins, who know already, are not told again', async () => {
  await edit({ incoming: by(way, 'equivocada') })
  start()
  const told = async () => (await items(world.raiz, '/api/alerts')).filter(({ text }) => text.includes(box.address))
  await until(async () => (await told()).length > 0)
  way.make({ on: / SELECT /, fault: 'refuse', times: 99 })
  await edit({ incoming: { ...by(way), folder: 'Otra' } })
  await until(async () => (await mailbox()).watch.fault === 'folder')
  expect(await told()).toMatchObject([{ kind: 'mailbox_unreachable' }])
})

test('E1: who wakes a mailbox reads nothing of what was wrong when it was put to rest', async () => {
  await edit({ incoming: by(way, 'equivocada') })
  start()
  await until(async () => (await mailbox()).watch?.fault === 'login')
  await edit({ active: false, isDefault: false })
  await fetching!.stop()
  expect((await edit({ active: true })).watch).toMatchObject({ state: 'waiting', fault: null })
})
