import { randomBytes } from 'node:crypto'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { OutgoingIn } from '../../../server/mail/mailboxes.contract.ts'

/** How the demo's mailbox reaches it, and how it is told from a real server somebody has put there since. */
export const SINK_USER = 'demo@sumidero.example'

export type Sink = { outgoing: OutgoingIn; close(): Promise<void> }

/**
 * Where the demo's mail ends: within this process, which takes every mail and forgets it. Heard on loopback alone, and by nobody without
 * the password it makes up: whatever else may listen on its port one day is sent nothing, for it would not know that one. Four months of
 * mail pass in a minute, each in a conversation of its own: smtp-server would keep every one of them waiting for a tenth of a second.
 */
export async function openSink(): Promise<Sink> {
  const password = randomBytes(24).toString('base64url')
  const proof = Buffer.from(`\0${SINK_USER}\0${password}`).toString('base64')
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
    converse(socket, proof)
  })
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', ready)
  })
  const { port } = server.address() as AddressInfo
  return {
    outgoing: { host: '127.0.0.1', port, security: 'none', user: SINK_USER, password },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** As much of RFC 5321 as our own sender speaks. */
function converse(socket: Socket, proof: string) {
  const say = (answer: string) => socket.write(`${answer}\r\n`)
  const state = { known: false, inMail: false }
  const answers: Record<string, (line: string) => unknown> = {
    EHLO: () => say('250-demo\r\n250-8BITMIME\r\n250 AUTH PLAIN'),
    AUTH: (line) => {
      state.known = line === `AUTH PLAIN ${proof}`
      say(state.known ? '235 Welcome' : '535 Only the demo is heard here')
    },
    MAIL: () => say(state.known ? '250 Yes' : '530 Who is it?'),
    RCPT: () => say('250 Yes'),
    DATA: () => {
      state.inMail = state.known
      say(state.known ? '354 Go on' : '530 Who is it?')
    },
    QUIT: () => socket.end('221 Goodbye\r\n'),
  }
  say('220 Ventanilla demo ESMTP')
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (!state.inMail) return (answers[line.slice(0, 4).toUpperCase()] ?? (() => say('502 Not here')))(line)
    if (line !== '.') return
    state.inMail = false
    say('250 Forgotten')
  })
}
