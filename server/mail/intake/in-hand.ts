import type { AsDesk } from '../../context.ts'
import { bareId } from './threading.rules.ts'

type Mail = { messageId: Promise<string | null>; decided: Promise<unknown>; waitsFor: Mail | null }
export type Hand = {
  /** Its Message-ID is known, or that it has none. */
  isRead(messageId: string | null): void
  /** Until whatever carries one of these Message-IDs (bare) and is in hand as well has been decided. */
  untilDecided(messageIds: string[]): Promise<void>
  letGo(): void
}

const mailsOf = new WeakMap<AsDesk, Set<Mail>>()

/**
 * Mails that are kept, read or decided by the same door. One that answers another of them waits for it (issue 4.4): after an outage a mail
 * and its answer arrive in the same breath, and an answer whose mail is not placed yet would become a ticket of its own. Mails that
 * answer each other in a circle do not wait for each other. Whoever takes one in hand lets it go, whatever comes of it.
 */
export function takeInHand(door: AsDesk): Hand {
  const all = mailsOf.get(door) ?? new Set()
  mailsOf.set(door, all)
  const { promise: messageId, resolve: isRead } = Promise.withResolvers<string | null>()
  const { promise: decided, resolve: isDecided } = Promise.withResolvers<void>()
  const mail: Mail = { messageId, decided, waitsFor: null }
  all.add(mail)
  return {
    isRead,
    untilDecided: (ids) => untilDecided([...all], mail, ids),
    letGo() {
      isRead(null)
      isDecided()
      all.delete(mail)
    },
  }
}

async function untilDecided(all: Mail[], mine: Mail, messageIds: string[]) {
  for (const other of all) {
    const id = other === mine ? null : await other.messageId
    if (id === null || !messageIds.includes(bareId(id)) || leadsTo(other, mine)) continue
    mine.waitsFor = other
    await other.decided
    mine.waitsFor = null
  }
}

const leadsTo = (from: Mail, to: Mail): boolean =>
  from.waitsFor !== null && (from.waitsFor === to || leadsTo(from.waitsFor, to))
