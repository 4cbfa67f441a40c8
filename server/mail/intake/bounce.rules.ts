import type { Bounce } from '../parsing/parsed-mail.ts'

/** For good, for this time, or not yet; in the order of the alphabet what weighs more comes first. */
export type Undelivered = 'permanent' | 'returned' | 'temporary'

export const bounceOf = ({ kind, givenUp }: Bounce): Undelivered =>
  kind === 'temporary' && givenUp ? 'returned' : kind
