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
  const db = openDatabase(databaseUrl, {
    prepare: (config.databaseDirectUrl ?? databaseUrl) === databaseUrl,
    onError: (err) => log.warn({ err }, 'a database connection broke; it is replaced'),
  })
  const withUrls = { ...config, databaseUrl, databaseDirectUrl: config.databaseDirectUrl ?? databaseUrl }
  return { db, config: withUrls, voice: voices(texts), log, resolver: askNames }
}
