import { isNamedLikeServer } from '../parsing/bounces.rules.ts'
import type { Bounce } from '../parsing/parsed-mail.ts'

/** For good, for this time, or not yet; in the order of the alphabet what weighs more comes first. */
export type Undelivered = 'permanent' | 'returned' | 'temporary'

/** Of a mail, or of one of its recipients: another one's mailbox may be full. */
export const bounceOf = ({ kind, givenUp }: Pick<Bounce, 'kind' | 'givenUp'>): Undelivered =>
  kind === 'temporary' && givenUp ? 'returned' : kind

/** A server, or what takes no answers: no person writes so, and a hosting company's notices come by the name its failures are reported by. */
export const isMachinesName = (address: string) => isNamedLikeServer(address) || TAKES_NO_ANSWERS.test(address)

const TAKES_NO_ANSWERS = /^(?:no|do[._-]?not|n[aã]o)[._-]?(?:reply|respond[ae]r?|contest[ae]r?)\b/i

export const worstOf = (recipients: { kind: Undelivered }[]): Undelivered | undefined =>
  recipients.map(({ kind }) => kind).toSorted()[0]
