import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'

/** Less than this while it owes an answer, in the time it may be silent, is a hang in small pieces (≈ 0.3 KB/s; a modem does 5). */
const LEAST_BYTES = 8 * 1024

/**
 * E1: does this while the server is asked for a word now and then: without one the line would be taken for dead while we store and decide,
 * and a server that hands over a byte every few seconds would hold the mailbox up for days without ever being silent.
 */
export async function awake<T>(client: ImapFlow, silence: number, work: () => Promise<T>): Promise<T> {
  const over = new AbortController()
  const dawdled = watchPace(client, silence, over.signal)
  try {
    return await work()
  } catch (error) {
    over.abort()
    throw (await dawdled) ?? error
  } finally {
    over.abort()
  }
}

async function watchPace(client: ImapFlow, silence: number, over: AbortSignal): Promise<Error | null> {
  while (!over.aborted) {
    await sleep(silence / 3, undefined, { signal: over }).catch(() => {})
    const error = over.aborted ? null : await answered(client, silence).catch((reason: Error) => reason)
    if (error) return isDawdling(error) ? error : null
  }
  return null
}

/** A word of the server's, which comes once all it was asked before is answered; who neither gives it nor goes on with that is left. */
export async function answered(client: ImapFlow, silence: number): Promise<void> {
  let before = client.stats().received
  let dawdles = false
  const looking = setInterval(() => {
    const { received } = client.stats()
    dawdles = received - before < LEAST_BYTES
    before = received
    if (dawdles) client.close()
  }, silence)
  try {
    await client.noop()
  } catch (error) {
    if (!dawdles) throw error
  } finally {
    clearInterval(looking)
  }
  if (dawdles) throw dawdling()
}

/** What has to be done by then; else the line is closed, which makes it fail. */
export async function inTime<T>(client: ImapFlow, limit: number, work: () => Promise<T>): Promise<T> {
  let late = false
  const timer = setTimeout(() => {
    late = true
    client.close()
  }, limit)
  try {
    return await work()
  } catch (error) {
    throw late ? dawdling() : error
  } finally {
    clearTimeout(timer)
  }
}

const dawdling = () => Object.assign(new Error('The server answers too slowly to go on with it.'), { code: 'ETIMEOUT' })
const isDawdling = (error: Error & { code?: string }) => error.code === 'ETIMEOUT'
