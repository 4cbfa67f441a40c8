import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import { voices } from './platform/i18n.ts'
import { openLog } from './platform/log.ts'
import { askNames } from './platform/names.ts'
import { texts } from './texts.ts'
import type { Desk } from './transaction.ts'

/** The handles the program shares, over a database that is up. */
export function openDesk(config: Config, databaseUrl: string): Desk {
  const log = openLog(config.logLevel)
  const withUrls = { ...config, databaseUrl, databaseDirectUrl: config.databaseDirectUrl ?? databaseUrl }
  return { db: connections(withUrls, log), config: withUrls, voice: voices(texts), log, resolver: askNames }
}

/** As many as two processors keep busy: more would only wait for each other, and requests for all of them. */
const FOR_ROUNDS = 4
/** Many may wait their turn; who waits so long is tried again by the next round. */
const PATIENCE_OF_ROUNDS = 60_000

/**
 * The same desk for what it does by itself, with few connections of its own: fifty mailboxes with all their hands keep no request waiting.
 * They are handed out in the order in which they are asked for, so that none of them waits for another's whole backlog.
 */
export const deskForRounds = (desk: Desk): Desk => ({
  ...desk,
  db: connections(desk.config, desk.log, { max: FOR_ROUNDS, patience: PATIENCE_OF_ROUNDS }),
})

const connections = (
  { databaseUrl, databaseDirectUrl }: Config,
  log: Desk['log'],
  options: { max?: number; patience?: number } = {},
) =>
  openDatabase(databaseUrl!, {
    ...options,
    prepare: databaseDirectUrl === databaseUrl,
    onError: (err) => log.warn({ err }, 'a database connection broke; it is replaced'),
  })
