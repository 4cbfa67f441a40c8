import type { Transaction } from 'kysely'
import type { Actor } from './auth/actor.ts'
import type { Fact } from './facts.ts'
import type { Config } from './platform/config.ts'
import type { DB } from './platform/db.types.ts'
import type { Language, Say } from './platform/i18n.ts'
import type { LiveEvent } from './platform/live.ts'

/** Who is acting, when, inside which transaction, and where facts are recorded. */
export type Context = {
  db: Transaction<DB>
  actor: Actor
  /** console, api, sweep, cli, demo …: the door by which the change came in. */
  source: string
  /** The request id that changes, facts and undo share. */
  request: string
  /** Database time, read after the lock (lockTicket sets it anew). */
  now: Date
  language: Language
  say: Say
  /** To somebody who speaks another language than the actor: a customer. */
  voice: (language: Language) => Say
  config: Config
  /** Tickets to settle at the end of the transaction; every fact with a ticketId adds its own. */
  touched: Set<number>
  /** Brings what is derived up to date now, before reading a reply; the end of the transaction settles the rest. */
  settle(): Promise<void>
  /** Stores the fact, runs the write that makes it true, then what follows from it (reactions.ts). */
  record<T>(fact: Fact, write: () => Promise<T>): Promise<T>
  /** Other works share the transaction (transaction.ts): the record finds its facts by what they are about. */
  together: boolean
  /** What the browsers that may see it will be told after COMMIT: ids only (platform/live.ts). */
  announced: LiveEvent[]
}

/** One transaction as the desk itself, lent by whoever composes the program. */
export type AsDesk = {
  <T>(work: (ctx: Context) => Promise<T>): Promise<T>
  /** One for several works that have no row in common: all of them stand, or none. Not everybody lends it. */
  together?<T>(works: ((ctx: Context) => Promise<T>)[]): Promise<T[]>
}
