import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** `hang`: never answers after the mail; `drop`: takes the mail and breaks off before saying so; `later`: 451. */
export const WAYS = ['hang', 'drop', 'later'] as const
export type Way = (typeof WAYS)[number]
export type Taken = { to: string; messageId: string; acknowledged: boolean; at: number }
export type Peer = {
  port: number
  taken: Taken[]
  /** Does so to the next so many mails, then serves again. */
  make(way: Way, times: number): void
  close(): Promise<void>
}

/** The server mail goes out by (npm’s smtp-server): keeps what it took, and whether it said so. */
export async function smtpPeer(): Promise<Peer> {
  const taken: Taken[] = []
  const sockets = new Set<Socket>()
  let trouble: { way: Way; times: number } | null = null
  const due = (): Way | null => (trouble && trouble.times-- > 0 ? trouble.way : null)
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, logger: false },
    closeTimeout: 10,
    onData: async (stream, session, done) => {
      // Nothing, when the desk dies in the middle of it.
      const raw = await text(stream).catch(() => null)
      if (raw === null) return
      const way = due()
      const messageId = /^Message-ID:\s*(\S+)/im.exec(raw)?.[1] ?? ''
      for (const { address } of way === 'later' ? [] : session.envelope.rcptTo)
        taken.push({ to: address, messageId, acknowledged: way === null, at: Date.now() })
      if (way === 'drop') for (const socket of sockets) socket.destroy()
      else if (way === 'later') done(Object.assign(new Error('try again'), { responseCode: 451 }))
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
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
