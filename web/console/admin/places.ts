import { paths } from '../../paths.ts'

/** What the desk is set up of, by what it is about. */
export const PLACES = {
  start: [['firstSteps', paths.admin]],
  people: [
    ['agents', paths.agents],
    ['groups', paths.groups],
    ['doors', paths.doors],
  ],
  tickets: [
    ['categories', paths.categories],
    ['statuses', paths.statuses],
    ['scripts', paths.scripts],
  ],
  time: [
    ['calendars', paths.calendars],
    ['policies', paths.policies],
  ],
  post: [
    ['mailboxes', paths.mailboxes],
    ['mail', paths.mailLedger],
    ['templates', paths.mailTemplates],
    ['library', paths.library],
  ],
  house: [
    ['company', paths.company],
    ['settingsRecord', paths.settingsRecord],
  ],
} as const

/** What others would learn there is not theirs to know. */
export const ADMINS_ONLY = new Set<string>([paths.doors, paths.mailboxes, paths.mailTemplates, paths.settingsRecord])

/** Where leads keep what is their group's: these pages say themselves who may change what. */
export const LEADS_TOO = new Set<string>([paths.scripts, paths.library])
