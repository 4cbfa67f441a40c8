import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Leaves the embedded database its time to end within the ten seconds a stop may take. */
const GRACE_MS = 5000

/**
 * Takes nothing new, and waits for the requests and rounds in hand; connections that browsers keep open are closed as they fall idle.
 * What does not end in its grace is cut with the process: its transaction is undone, as nothing of it was acknowledged.
 */
export async function finishInHand(app: FastifyInstance, rest: () => Promise<unknown>) {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  await Promise.race([app.close().then(rest), sleep(GRACE_MS)])
  clearInterval(idle)
}
