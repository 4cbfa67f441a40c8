import type { Guard } from './guards.ts'

const passedOn = 'test/stories/what-agents-pass-on-is-the-customers.test.ts'

/** What agents bring to the desk of a customer’s: who may, and what it counts as. */
export const bringingGuards: Guard[] = [
  {
    id: 'E1',
    what: 'what an agent writes below a mail they pass on is not its writer’s',
    file: 'server/mail/parsing/forwards.rules.ts',
    find: 'return end > nextSaid(lines, words) ? lines.slice(end) : []',
    put: 'return (void end, [])',
    story: passedOn,
  },
  {
    id: 'E1',
    what: 'only who is proven to be an agent opens a ticket in another’s name',
    file: 'server/mail/intake/bringing.rules.ts',
    find: "verdict.result === 'pass' &&",
    put: '(void verdict, true) &&',
    story: 'test/stories/agents-bring-mail-in.test.ts',
  },
  {
    id: 'E1',
    what: 'words that an agent passed on are no news of the customer’s, and the desk answers none of them',
    file: 'server/mail/intake/bringing.ts',
    find: 'await openTicketWith(ctx, input, words)',
    put: 'await openTicketWith(ctx, { ...input, brought: undefined }, words)',
    story: passedOn,
  },
  {
    id: 'E1',
    what: 'nobody vouches for words that an agent passed on',
    file: 'server/mail/intake/bringing.ts',
    find: 'mailbox_id, doubted: true }',
    put: 'mailbox_id, doubted: false }',
    story: passedOn,
  },
  {
    id: 'E1',
    what: 'what an agent remarks above the words they pass on stays inside',
    file: 'server/mail/intake/bringing.ts',
    find: 'words: wordsOf({ text }), subject',
    put: 'words: wordsOf({ text: mail.text }), subject',
    story: passedOn,
  },
  {
    id: 'E1',
    what: 'nobody’s mail is passed on as that of whom its writer named themselves after',
    file: 'server/mail/parsing/forwards.rules.ts',
    find: '!from || namesMore(block.from!, from.address)',
    put: '!from',
    story: 'server/mail/parsing/forwards.rules.test.ts',
  },
]
