import type { Guard } from './guards.ts'

const spoken = 'test/stories/nobody-speaks-for-another-by-mail.test.ts'
const told = 'server/mail/intake/authentication.rules.test.ts'
const checked = 'server/mail/intake/authenticating.test.ts'

/** Who wrote a mail, and how it is known. */
export const proofGuards: Guard[] = [
  {
    id: 'E1',
    what: 'what somebody quotes in a comment is no result of the server’s',
    file: 'server/mail/intake/authentication-results.rules.ts',
    find: 'return quotes % 2 ? null : at + 1',
    put: 'return at + 1',
    story: told,
  },
  {
    id: 'E1',
    what: 'a result that names a property twice proves nothing',
    file: 'server/mail/intake/authentication-results.rules.ts',
    find: 'all === undefined || properties.has(key!)',
    put: 'all === undefined',
    story: told,
  },
  {
    id: 'E1',
    what: 'a header nobody can read for certain excuses no failure',
    file: 'server/mail/intake/authentication.rules.ts',
    find: ' || unread.some(mayTellOfFailure)',
    put: '',
    story: told,
  },
  {
    id: 'E1',
    what: 'of what a server says in several headers the worst counts',
    file: 'server/mail/intake/authentication.rules.ts',
    find: 'trace.slice(first, others < 0 ? undefined : others)',
    put: 'trace.slice(first, first + 1)',
    story: told,
  },
  {
    id: 'E1',
    what: 'whoever is named by a mail that failed is in doubt with it',
    file: 'server/mail/intake/sender.rules.ts',
    find: " && found.result !== 'fail'",
    put: '',
    story: spoken,
  },
  {
    id: 'E1',
    what: 'a mail with signatures without end is not checked',
    file: 'server/mail/intake/authenticating.ts',
    find: ' || signatures.length > MOST_SIGNATURES',
    put: '',
    story: checked,
  },
  {
    id: 'E1',
    what: 'whoever checks a mail has only so much time for it',
    file: 'server/mail/parsing/threads.ts',
    find: 'setTimeout(() => end(thread,',
    put: 'setTimeout(() => void (thread,',
    story: checked,
  },
  {
    id: 'E1',
    what: 'a signed mail carried on with another answer in its head proves nothing',
    file: 'server/mail/intake/signatures.rules.ts',
    find: "const TIES = ['in-reply-to', 'references']",
    put: 'const TIES: string[] = []',
    story: checked,
  },
  {
    id: 'E1',
    what: 'a signature proves only the address that we read',
    file: 'server/mail/intake/authentication.rules.ts',
    find: 'proven.length === 1 && proven[0]!.trim().toLowerCase() === from.toLowerCase()',
    put: '[proven, from].length > 0',
    story: spoken,
  },
]
