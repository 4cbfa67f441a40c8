import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { startListening } from '../../server/mail/listening/listening.ts'
import { ROOM } from '../../server/mail/listening/room.ts'
import { mailbox, SUPPORT } from '../mails.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

// E1: whoever occupies the door through which the site's own mail server hands mail over keeps nobody out.

const world = newWorld()
const open: Socket[] = []
let listener: { stop(): Promise<void>; port: number } | undefined

beforeAll(() => mailbox(world))
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await listener?.stop()
})

const listen = async (room = ROOM) => {
  const where = { protocol: 'smtp', host: '127.0.0.1', port: 0 } as const
  listener = await startListening(world.desk, world.app.asDesk('mail'), where, { room })
}

type Caller = { said: string; gone: boolean; says(words: string): void }

/** Somebody on the wire, who hears everything and answers nothing by himself. */
function call(from = '127.0.0.1'): Caller {
  const socket = connect({ port: listener!.port, host: '127.0.0.1', localAddress: from })
  const caller: Caller = { said: '', gone: false, says: (words) => void socket.write(words) }
  socket.on('data', (words) => {
    caller.said += words
  })
  socket.on('close', () => {
    caller.gone = true
  })
  socket.on('error', () => {})
  open.push(socket)
  return caller
}

const hears = (caller: Caller, line: RegExp) => until(async () => line.test(caller.said))

/** A byte now and then, of a line that never ends. */
async function trickles(caller: Caller) {
  for (await hears(caller, /^220/); !caller.gone; await sleep(50)) caller.says('x')
}

async function beginsAMail(caller: Caller) {
  await hears(caller, /^220/)
  caller.says(`EHLO mx.panaderia.example\r\nMAIL FROM:<maria@panaderia.example>\r\nRCPT TO:<${SUPPORT}>\r\nDATA\r\n`)
  await hears(caller, /^354/m)
  caller.says('From: maria@panaderia.example\r\nSubject: Horno\r\n\r\nNo cal')
}

async function endsIt(caller: Caller) {
  caller.says('ienta.\r\n.\r\n')
  await hears(caller, /^250 .*Kept/m)
}

test('E1: Eva holds fifty lines and says a byte now and then; the mail server gets in all the same', async () => {
  await listen()
  const evas = Array.from({ length: ROOM.connections }, () => call())
  for (const eva of evas) void trickles(eva)
  await Promise.all(evas.map((eva) => hears(eva, /^220/)))
  const server = call()
  await beginsAMail(server)
  await endsIt(server)
  expect(evas.filter(({ said }) => /^421/m.test(said))).toHaveLength(1)
})

test('E1: Eva calls anew again and again; a mail that is on its way meanwhile comes to its end', async () => {
  await listen({ ...ROOM, connections: 4 })
  const server = call()
  await beginsAMail(server)
  const evas: Caller[] = []
  for (let n = 0; n < 12; n++) {
    evas.push(call('127.0.0.2'))
    await hears(evas.at(-1)!, /^220/)
  }
  expect(evas.filter(({ said }) => /^421/m.test(said)).length).toBeGreaterThan(5)
  await endsIt(server)
})

test('E1: who takes too long over one mail has to go, however busy the line; who hands over one after the other does not', async () => {
  await listen({ ...ROOM, patience: 3000 })
  const [eva, server] = [call(), call()]
  void trickles(eva)
  await beginsAMail(server)
  await sleep(1400)
  await endsIt(server)
  await sleep(1400)
  server.said = ''
  server.says(`MAIL FROM:<maria@panaderia.example>\r\nRCPT TO:<${SUPPORT}>\r\nDATA\r\n`)
  await hears(server, /^354/m)
  server.says('Subject: Otro\r\n\r\n')
  await sleep(600)
  expect([/^421/m.test(eva.said), server.gone]).toEqual([true, false])
  await endsIt(server)
})
