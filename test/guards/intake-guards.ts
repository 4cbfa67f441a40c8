import type { Guard } from './guards.ts'

const mails = 'test/stories/mail-becomes-tickets.test.ts'
const room = 'test/stories/the-mail-listener-keeps-room.test.ts'
const returned = 'test/stories/a-mail-comes-back.test.ts'
const machines = 'test/stories/mail-that-nobody-answers.test.ts'

/** Mail on its way in: what is the same mail, and whose it is. */
export const intakeGuards: Guard[] = [
  {
    id: 'E1',
    what: 'a machine is kept as whose it is',
    file: 'server/mail/intake/placing.ts',
    find: "const role: Role = address ? await roleOn(ctx, ticketId, address) : { is: 'stranger' }",
    put: "const role: Role = { is: 'customer' }\n  void [address, roleOn]",
    story: machines,
  },
  {
    id: 'E1',
    what: 'a bounce that names nothing is of the mail it came back to',
    file: 'server/mail/intake/bouncing.ts',
    find: "[...tokens, '']",
    put: "(void tokens, [''])",
    story: returned,
  },
  {
    id: 'E1',
    what: 'of several recipients each fails by itself',
    file: 'server/mail/intake/bouncing.ts',
    find: 'kind: bounceOf(said), detail',
    put: 'kind: bounceOf(bounce), detail',
    story: returned,
  },
  {
    id: 'E1',
    what: 'nobody but servers says of another that mail does not arrive',
    file: 'server/mail/intake/bouncing.ts',
    find: '!person || sameAddress(recipient, person)',
    put: '(void [person, recipient, sameAddress], true)',
    story: returned,
  },
  {
    id: 'E1',
    what: 'what waits to be sent cannot have come back',
    file: 'server/mail/intake/bouncing.ts',
    find: "state !== 'queued' && state !== 'cancelled'",
    put: '(void state, true)',
    story: returned,
  },
  {
    id: 'E1',
    what: 'an alarm sent anew under its old Message-ID is another mail',
    file: 'server/mail/parsing/reading.ts',
    find: 'bodyHash: bodyHashOf(raw, head.date)',
    put: 'bodyHash: bodyHashOf(raw, null)',
    story: mails,
  },
  {
    id: 'E1',
    what: 'one mail in two mailboxes is one ticket',
    file: 'server/mail/intake/placing.ts',
    find: "if (twin && !held.forced) return { outcome: 'ignored', reason: 'duplicate', ...twin }",
    put: 'void twin',
    story: mails,
  },
  {
    id: 'E1',
    what: 'a token in the envelope alone leads to its ticket',
    file: 'server/mail/intake/arriving.rules.ts',
    find: '[...envelope, ...mail.deliveredTo]',
    put: '(void envelope, mail.deliveredTo)',
    story: 'test/stories/mail-is-handed-over.test.ts',
  },
  {
    id: 'E1',
    what: 'mail to the postmaster is heard',
    file: 'server/mail/mailboxes.queries.ts',
    find: 'isPostmaster(each) ? inPlaceOf(each, rows) : []',
    put: '(void inPlaceOf, [])',
    story: 'test/stories/mail-is-handed-over.test.ts',
  },
  {
    id: 'E1',
    what: 'whoever occupies the listener makes room for who comes',
    file: 'server/mail/listening/room.ts',
    find: 'if (server.connections.size > connections) makeRoom()',
    put: 'void [connections, makeRoom]',
    story: room,
  },
  {
    id: 'E1',
    what: 'who calls anew again and again pushes out nobody but himself',
    file: 'server/mail/listening/room.ts',
    find: 'others.filter(([, { from }]) => hasHalf(from)).concat(others)',
    put: '(void hasHalf, others)',
    story: room,
  },
  {
    id: 'E1',
    what: 'a mail handed over has its time',
    file: 'server/mail/listening/room.ts',
    find: "const timer = setTimeout(() => dismiss(id, 'This takes too long; come again.'), patience).unref()",
    put: "const timer = setTimeout(() => dismiss(id, ''), 2 ** 31 - 1).unref()\n    void patience",
    story: room,
  },
  {
    id: 'L1',
    what: 'an address is one, however its domain is written',
    file: 'server/platform/addresses.ts',
    find: 'return ascii && domainToUnicode(ascii) === domain ? local + ascii : address',
    put: 'return (void [local, ascii, domainToUnicode], address)',
    story: mails,
  },
  {
    id: 'E1',
    what: 'nobody waits for a server that the mailbox no longer leads to',
    file: 'server/mail/fetching/watching.ts',
    find: 'else if (watching.version !== box.version) watching.leave()',
    put: '',
    story: 'test/stories/a-mailbox-is-mended.test.ts',
  },
]
