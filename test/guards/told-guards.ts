import type { Guard } from './guards.ts'

const numbers = 'test/stories/whom-we-know-reads-the-number.test.ts'

const reached = 'test/stories/what-reaches-nobody-tells-nobody.test.ts'

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
  {
    id: 'E3',
    what: 'nor whoever has many addresses in one mailbox',
    file: 'server/mail/outgoing/notices.queries.ts',
    find: 'const address = withoutTag(to)',
    put: 'const address = (void withoutTag, to)',
    story: numbers,
  },
  {
    id: 'E3',
    what: 'what came by a mailbox that does not confirm is confirmed by none',
    file: 'server/mail/outgoing/notices.ts',
    find: 'known.began?.mailboxId ?? mailbox?.id',
    put: 'mailbox?.id',
    story: numbers,
  },
  {
    id: 'E5',
    what: 'what came back told the customer nothing',
    file: 'server/reactions.ts',
    find: "'mail.bounced': [recountOurWords, noteBounce]",
    put: "'mail.bounced': [noteBounce]",
    story: reached,
  },
  {
    id: 'E5',
    what: 'what reached others told the customer nothing',
    file: 'server/tickets/replying.ts',
    find: 'where theirs or not known',
    put: '',
    story: reached,
  },
  {
    id: 'E5',
    what: 'what came back for good is not sent again',
    file: 'server/mail/outgoing/retrying.ts',
    find: '.where(LACKING)\n    .executeTakeFirst()',
    put: '.executeTakeFirst()',
    story: reached,
  },
  {
    id: 'E5',
    what: 'whom it was refused for, while it reached others, is sent it again',
    file: 'server/mail/outgoing/retrying.ts',
    find: "(state = 'refused' or bounce = 'returned')",
    put: "(bounce = 'returned')",
    story: reached,
  },
  {
    id: 'E5',
    what: 'what is on its way is not sent off once more',
    file: 'server/mail/outgoing/retrying.ts',
    find: " || (mail.state === 'queued' && leavesByItself(ctx, mail))",
    put: '',
    story: reached,
  },
  {
    id: 'S9',
    what: 'what was taken back holds nobody up',
    file: 'server/conversations/queries.ts',
    find: " and o.state = 'cancelled'",
    put: ' and false',
    story: 'test/stories/what-was-taken-back-holds-nobody-up.test.ts',
  },
  {
    id: 'E4',
    what: 'no ticket is called by the number of another that somebody quotes',
    file: 'server/tickets/subject.rules.ts',
    find: 'return bareSubject(given, number, []) ||',
    put: "return given.replace(MARKS, '').trim() ||",
    story: numbers,
  },
  {
    id: 'E5',
    what: 'an address that refuses is marked at once',
    file: 'server/mail/outgoing/settling-mail.ts',
    find: '  await markRefused(ctx, attempt)\n',
    put: '  void markRefused\n',
    story: 'test/stories/an-address-that-refuses-is-marked.test.ts',
  },
  {
    id: 'S10',
    what: 'a new mail goes to nobody whom its writer did not choose',
    file: 'server/mail/outgoing/drafting.ts',
    find: "if (mode === 'forward' || mode === 'new') return",
    put: "if (mode === 'forward') return",
    story: 'test/stories/nobody-is-written-to-unchosen.test.ts',
  },
  {
    id: 'S10',
    what: 'an address in other letters is told to no server that does not take them',
    file: 'server/mail/outgoing/smtp.ts',
    find: 'if (unsaid) {',
    put: 'if (unsaid && false) {',
    story: 'test/stories/an-address-that-refuses-is-marked.test.ts',
  },
]
