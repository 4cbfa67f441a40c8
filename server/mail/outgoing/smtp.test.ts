import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWire, PATIENCE } from './smtp.ts'

// A server that answers when it likes, whatever it has been told.

const server = createServer()
let atData: (socket: Socket) => void
let ended = false
beforeAll(async () => {
  server.on('connection', (socket) => {
    let data = false
    socket.on('error', () => {}).write('220 here\r\n')
    socket.on('data', (chunk) => {
      if (data && /(?:^|\r\n)\.\r\n$/.test(`${chunk}`)) {
        ended = true
        socket.write('250 kept\r\n')
      } else if (!data && /^DATA/.test(`${chunk}`)) {
        data = true
        atData(socket)
      } else if (!data) socket.write('250 yes\r\n')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => server.close())
beforeEach(() => {
  ended = false
})

const TO = 'maria@panaderia.example'
async function handOver(words: string | AsyncIterable<string>, at: (socket: Socket) => void, to = [TO]) {
  atData = at
  const { port } = server.address() as AddressInfo
  const wire = await openWire({ outgoing: { host: '127.0.0.1', port, security: 'none' } as never }, null, PATIENCE)
  const attempt = await wire.send(
    { from: 'soporte@desk.example', to, size: 100 },
    Readable.from(typeof words === 'string' ? [words] : words),
    () => sleep(20),
  )
  wire.close()
  // What is still under way would be here by now.
  await sleep(50)
  return attempt
}

test('issue 4.6: a yes to the whole mail is a delivery', async () => {
  expect(await handOver('Hola.\r\n', (socket) => socket.write('354 go on\r\n'))).toMatchObject({
    ...{ accepted: [TO], failure: null },
  })
  expect(ended).toBe(true)
})

test.each([
  ['instead of asking for it', '250 yes\r\n'],
  ['in the breath that asks for it', '354 go on\r\n250 kept\r\n'],
])('issue 4.6: a yes %s is none: its end never leaves, and it is tried again', async (_when, answer) => {
  expect(await handOver('Hola.\r\n', (socket) => socket.write(answer))).toMatchObject({
    accepted: [],
    failure: { of: 'mail', permanent: false, doubt: false, text: expect.stringContaining('before it had the mail') },
  })
  expect(ended).toBe(false)
})

test('issue 4.6: nor is a yes in the middle of it', async () => {
  async function* slowly() {
    yield 'Hola.\r\n'
    await sleep(400)
    yield 'Hasta pronto.\r\n'
  }
  const unread = await handOver(slowly(), (socket) => {
    socket.write('354 go on\r\n')
    setTimeout(() => socket.write('250 kept\r\n'), 100)
  })
  expect(unread).toMatchObject({ accepted: [], failure: { of: 'mail', permanent: false } })
})

test('S10: an address in letters that the server does not announce is not said to it in others; nor is anybody else in its mail', async () => {
  const strange = 'josé@panaderia.example'
  const attempt = await handOver('Hola.\r\n', (socket) => socket.write('354 go on\r\n'), [TO, strange])
  expect(attempt).toMatchObject({ accepted: [], refused: [], failure: { permanent: true, unsayable: strange } })
  expect(ended).toBe(false)
})
