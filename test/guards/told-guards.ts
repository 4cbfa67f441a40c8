import type { Guard } from './guards.ts'

const numbers = 'test/stories/whom-we-know-reads-the-number.test.ts'

/** What customers are told, and what counts as having told them. */
export const toldGuards: Guard[] = [
  {
    id: 'E3',
    what: 'a forger does not flood whom we know',
    file: 'server/mail/outgoing/notices.rules.ts',
    find: 'CONFIRMATIONS_AN_HOUR[behind]',
    put: 'CONFIRMATIONS_AN_HOUR.proven',
    story: numbers,
  },
]
