import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultyWay, faultProxy } from '../../../test/mail/fault-proxy.ts'
import { type ImapServer, imapServer } from '../../../test/mail/imap-server.ts'
import { openFolder } from './connecting.ts'
import { faultOf } from './fetching.rules.ts'
import { answered, awake } from './pacing.ts'

const SILENCE = 600
let server: ImapServer
let way: FaultyWay
beforeAll(async () => {
  server = await imapServer()
  way = await faultProxy(server.port)
  server.put(`Subject: Larga\n\n${'Sigue sin imprimir. '.repeat(3500)}`)
})
afterAll(async () => {
  await way.close()
  await server.close()
})

const open = () =>
  openFolder(
    {
      ...{ id: 1, address: 'soporte@panaderia.example', version: 1, proof: { user: 'testuser', pass: 'testpass' } },
      incoming: { host: '127.0.0.1', port: way.port, security: 'none', folder: 'INBOX' } as never,
    },
    SILENCE,
  )
/** Reads the one mail there is, with the way like this; answers how large it came. */
async function read(fault: 'drip' | 'modem') {
  const client = await open()
  way.make({ on: / UID FETCH .*BODY/, fault, times: 1 })
  try {
    const [mail] = await awake(client, SILENCE, () => client.fetchAll('1:*', { source: true }, { uid: true }))
    return mail!.source!.length
  } finally {
    client.close()
  }
}
const fault = (work: Promise<unknown>) => work.then(() => null, faultOf)

test('E1: a server that drips while we sign in, or at its word that it is there, is left like one that hangs', async () => {
  way.make({ on: / (?:LOGIN|AUTHENTICATE) /, fault: 'drip', times: 1 })
  expect(await fault(open())).toBe('timeout')
  const client = await open()
  way.make({ on: / NOOP/, fault: 'drip', times: 1 })
  expect(await fault(answered(client, SILENCE))).toBe('timeout')
})

test('E1: one that drips a mail is left too; a narrow line on which it does come is not', async () => {
  expect(await fault(read('drip'))).toBe('timeout')
  expect(await read('modem')).toBeGreaterThan(70_000)
})
