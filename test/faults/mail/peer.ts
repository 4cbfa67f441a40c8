import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A key and a certificate for `localhost`, which the desk is told to trust. */
export const CERTIFICATE = join(import.meta.dirname, '../../setup/localhost.pem')
const PAIR = readFileSync(CERTIFICATE)
export const SENDER = { user: 'salida', password: 'clave-de-salida' }

/** After the mail, `hang`: never answers; `drop`: takes it and breaks off before saying so; a code: its answer. */
export const WAYS = ['hang', 'drop', '451', '421', '452', '550'] as const
export type Way = (typeof WAYS)[number]
export type Taken = { to: string; messageId: string; acknowledged: boolean; at: number }
export type Peer = {
  port: number
  taken: Taken[]
  /** Does so to the next so many mails, then serves again. */
  make(way: Way, times: number): void
  /** How often it has done so. */
  made(): number
  close(): Promise<void>
}

/** The server mail goes out by (npm’s smtp-server): keeps what it took, and whether it said so. */
export async function smtpPeer(): Promise<Peer> {
  const taken: Taken[] = []
  const sockets = new Set<Socket>()
  let trouble: { way: Way; times: number } | null = null
  let made = 0
  const due = (): Way | null => {
    if (!trouble || trouble.times < 1) return null
    trouble.times--
    made++
    return trouble.way
  }
  const server = new SMTPServer({
    ...{ key: PAIR, cert: PAIR, allowInsecureAuth: true, disableReverseLookup: true, logger: false },
    // Otherwise sender, recipient and DATA are said in one breath, and no fault could come between them.
    hidePIPELINING: true,
    closeTimeout: 10,
    onAuth: ({ username, password }, _session, done) =>
      username === SENDER.user && password === SENDER.password
        ? done(null, { user: username })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onData: async (stream, session, done) => {
      // Nothing, when the desk dies in the middle of it.
      const raw = await text(stream).catch(() => null)
      if (raw === null) return
      const way = due()
      const messageId = /^Message-ID:\s*(\S+)/im.exec(raw)?.[1] ?? ''
      const code = Number(way) || null
      for (const { address } of code ? [] : session.envelope.rcptTo)
        taken.push({ to: address, messageId, acknowledged: way === null, at: Date.now() })
      if (way === 'drop') for (const socket of sockets) socket.destroy()
      else if (code) done(Object.assign(new Error('not this'), { responseCode: code }))
      else if (way === null) done()
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.server.address() as { port: number }).port,
    taken,
    make(way, times) {
      trouble = { way, times }
    },
    made: () => made,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
