import type { SMTPServer, SMTPServerSession } from 'smtp-server'
import type { Desk } from '../../transaction.ts'

/** How many may be connected at once, and how long each may take over one mail, its greeting or its last mail included. */
export type Room = { connections: number; patience: number }
/** Beyond ten minutes even the largest mail we take has not come by any wire worth waiting for. */
export const ROOM: Room = { connections: 50, patience: 600_000 }
/** So many are still greeted, to see who goes for them; what comes at once beyond that is told to come again. */
export const GREETED = 4

/**
 * Keeps room for whoever comes: fifty who send a byte now and then would have it all, for none of them is ever silent. Who takes too long
 * over a mail goes; and when it is full, who has been at it longest: of one address if that has more than half of the room, so that who
 * comes anew again and again pushes out nobody but himself. A mail that has come whole is never given up for another. Who has to go is told
 * to come again, and a mail server does.
 */
export function keepRoom(server: SMTPServer, { connections, patience }: Room, log: Desk['log']) {
  /** Who still owes us a mail; whoever began first comes first. */
  const begun = new Map<string, { from: string; timer: NodeJS.Timeout }>()

  function owesNothing({ id }: { id: string }) {
    clearTimeout(begun.get(id)?.timer)
    begun.delete(id)
  }
  const connected = (id: string) => [...server.connections].find((connection) => connection.id === id)

  function dismiss(id: string, why: string) {
    owesNothing({ id })
    const connection = connected(id)
    if (!connection) return
    connection.send(421, why)
    log.info({ from: connection.remoteAddress, why }, 'who would hand a mail over was told to come again')
  }
  function begins({ id, remoteAddress: from }: SMTPServerSession) {
    owesNothing({ id })
    // meanwhile it may have hung up
    if (!connected(id)) return
    const timer = setTimeout(() => dismiss(id, 'This takes too long; come again.'), patience).unref()
    begun.set(id, { from, timer })
  }
  function makeRoom() {
    // whoever came last asks for it
    const others = [...begun].slice(0, -1)
    const [eldest] = others.filter(([, { from }]) => hasHalf(from)).concat(others)
    if (eldest) dismiss(eldest[0], 'Others wait for their turn; come again.')
  }
  const hasHalf = (address: string) =>
    [...begun.values()].filter(({ from }) => from === address).length > connections / 2

  return {
    comes(session: SMTPServerSession) {
      begins(session)
      if (server.connections.size > connections) makeRoom()
    },
    /** Its next mail, on the same connection. */
    begins,
    owesNothing,
  }
}
