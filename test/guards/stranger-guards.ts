import type { Guard } from './guards.ts'

/** What strangers write does neither hold the desk nor go further by it. */
export const strangerGuards: Guard[] = [
  {
    id: 'E3',
    what: 'a stranger in another’s name has nothing to turn to delivered by us',
    file: 'server/mail/templates/values.ts',
    find: 'const byStranger = row.theirs && row.stranger',
    put: 'const byStranger = false as boolean',
    story: 'test/stories/what-the-desk-writes-is-in-our-hands.test.ts',
  },
  {
    id: 'E3',
    what: 'nor in the name above the mail',
    file: 'server/mail/outgoing/notices.ts',
    find: 'byStranger ? { ...to, name: null } : to',
    put: 'byStranger ? to : to',
    story: 'test/stories/what-the-desk-writes-is-in-our-hands.test.ts',
  },
  {
    id: 'S10',
    what: 'nobody’s mail holds the process while it is opened',
    file: 'server/conversations/links.rules.ts',
    find: '  if (reading.letters < 0) return true\n',
    put: '',
    story: 'server/conversations/links.rules.test.ts',
  },
  {
    id: 'E4',
    what: 'a name that reads like an address is not shown as one',
    file: 'server/platform/addresses.ts',
    find: 'readsLikeAddress(who.name) ?',
    put: 'who.name.length > 1000 ?',
    story: 'test/stories/a-mail-is-shown-as-it-is.test.ts',
  },
  {
    id: 'E4',
    what: 'nor proposed as whom an answer goes to',
    file: 'server/conversations/addresses.rules.ts',
    find: 'if (name === null || readsLikeAddress(name)) return null',
    put: 'if (name === null) return null',
    story: 'test/stories/a-mail-is-shown-as-it-is.test.ts',
  },
  {
    id: 'S10',
    what: 'an hour whose zone nobody knows is no moment',
    file: 'server/mail/showing/invitations.rules.ts',
    find: 'zoneNamed(params.TZID) : null',
    put: "(zoneNamed(params.TZID) ?? 'UTC') : 'UTC'",
    story: 'server/mail/showing/invitations.rules.test.ts',
  },
  {
    id: 'E1',
    what: 'where a forged mail asks to be answered is not even shown',
    file: 'server/mail/intake/speaking.ts',
    find: "const others = verdict.result === 'fail' ? [] : mail.replyTo.slice(0, 10)\n",
    put: 'const others = (void verdict, mail.replyTo.slice(0, 10))\n',
    story: 'test/stories/nobody-speaks-for-another-by-mail.test.ts',
  },
  {
    id: 'E1',
    what: 'of a quoted number nobody learns more than they may read',
    file: 'server/conversations/quoted.queries.ts',
    find: "seen(actor, 't.group_id')",
    put: '(void [seen, actor], sql`true`)',
    story: 'test/stories/a-number-is-quoted-in-vain.test.ts',
  },
]
