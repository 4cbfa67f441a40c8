import type { Bounce } from '../parsing/parsed-mail.ts'

/** For good, for this time, or not yet; in the order of the alphabet what weighs more comes first. */
export type Undelivered = 'permanent' | 'returned' | 'temporary'

/** Of a mail, or of one of its recipients: another one's mailbox may be full. */
export const bounceOf = ({ kind, givenUp }: Pick<Bounce, 'kind' | 'givenUp'>): Undelivered =>
  kind === 'temporary' && givenUp ? 'returned' : kind

export const worstOf = (recipients: { kind: Undelivered }[]): Undelivered | undefined =>
  recipients.map(({ kind }) => kind).toSorted()[0]
