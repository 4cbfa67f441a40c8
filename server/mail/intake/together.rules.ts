import { mayBring } from './bringing.rules.ts'
import { tracesOf } from './threading.rules.ts'
import type { Understood } from './understanding.ts'

type Read = {
  understood: Pick<Understood, 'mail' | 'sender' | 'silence' | 'verdict' | 'enclosed'>
  ownAddresses: readonly string[]
}

/**
 * Somebody's first words, with nothing enclosed: opening a ticket for them touches no row of anybody else's. An agent might bring another
 * person's, and does so in their own name.
 */
export function isFirstWords({ understood, ownAddresses }: Read): boolean {
  const { mail, sender, silence, enclosed } = understood
  const { tokens, answered, numbers } = tracesOf(mail, ownAddresses)
  const answersNothing = !tokens.length && !answered.length && !numbers.length
  const own = sender !== null && !mayBring(understood, ownAddresses)
  return own && !silence && !mail.bounce && !enclosed.length && answersNothing
}

/**
 * Which of them may be decided in one transaction, where no lock parts them from each other: each of somebody else, each another mail. In
 * the order of their senders: two such transactions do not wait for each other's crosswise.
 */
export function apart<T extends Read>(firstWords: T[]): T[] {
  const addressOf = ({ understood: { sender } }: T) => sender!.address
  const taken = new Set<string>()
  const together = firstWords.filter((one) => {
    const names = [addressOf(one), one.understood.mail.messageId].filter((name) => name !== null)
    const free = names.every((name) => !taken.has(name))
    if (free) for (const name of names) taken.add(name)
    return free
  })
  return together.toSorted((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1))
}
