/**
 * Every table of the product stands here exactly once: recorded by trigger, or not, with the reason (design.md §2).
 * A test compares both lists with the database.
 */
export const recorded = [
  'settings',
  'agents',
  'groups',
  'memberships',
  'tokens',
  'organizations',
  'customers',
  'customer_phones',
  'customer_emails',
  'categories',
  'questions',
  'statuses',
  'tickets',
  'status_rows',
  'parties',
  'relations',
  'activities',
  'answers',
  'calls',
  'interactions',
  'files',
  'attachments',
  'calendars',
  'policies',
  'policy_targets',
  'secrets',
  'mailboxes',
  'mail_messages',
  'outgoing_mails',
] as const

export const notRecorded: Record<string, string> = {
  migrations: 'written by the migration runner, before the record exists',
  facts: 'the record itself',
  changes: 'the record itself',
  seals: 'the record itself',
  idempotency: 'answers kept for a day, no content of their own',
  live_events: 'ids kept for an hour to wake browsers',
  throttles: 'brakes that expire by themselves',
  sessions: 'start and end are facts; last seen changes with every request',
  customer_words: 'derived from customers.name',
  search_entries: 'derived from tickets and interactions',
  targets: 'derived from policy, calendar and status rows',
  drafts: 'private, unfinished words of one agent',
  mails: 'the ledger of what was received: raw mails and their outcome; what comes of them is recorded',
  mail_sightings: 'where in a mailbox a mail was seen',
  deliveries: 'what other servers answered; each failure is a fact',
  alerts: 'bells; raising one is the fact alarm.raised',
}

/** What a backup leaves out: it would mean nothing, or something wrong, on the desk it is restored to. */
export const notBackedUp: Record<string, string> = {
  migrations: 'named in the head of the archive, and applied before the rest is loaded',
  live_events: 'ids kept for an hour, in the order of this database’s own transactions',
  throttles: 'brakes that expire by themselves',
}
