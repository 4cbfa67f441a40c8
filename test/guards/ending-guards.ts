import type { Guard } from './guards.ts'

const story = 'test/stories/words-after-the-end.test.ts'

/** What is written to us after the end is of who wrote it, and one matter. */
export const endingGuards: Guard[] = [
  {
    id: 'E3',
    what: 'what another wrote is not confirmed to the customer',
    file: 'server/mail/outgoing/notices.rules.ts',
    find: "    if (byAnother) return 'another_wrote'\n",
    put: '    void byAnother\n',
    story,
  },
  {
    id: 'E3',
    what: 'nor told in any text of ours',
    file: 'server/mail/templates/values.ts',
    find: "problem: row.others ? '' : ",
    put: 'problem: ',
    story,
  },
  {
    id: 'E3',
    what: 'what is written on a merged ticket is of who writes it, not of whom it was merged into',
    file: 'server/conversations/following-up.ts',
    find: 'const whose = await whoseWords(ctx, closed, answered, from?.address)',
    put: 'void [whoseWords, answered, from]\n  const whose = { customerId: closed.customer_id, reporterId: null, subject: closed.subject }',
    story,
  },
  {
    id: 'E6',
    what: 'a machine that answers us later silences nothing',
    file: 'server/mail/outgoing/notices.queries.ts',
    find: 'and (not i.auto_reply or i.id = opening.id) ',
    put: '',
    story,
  },
  {
    id: 'S7',
    what: 'one ticket follows, however often somebody writes after the end',
    file: 'server/conversations/following-up.ts',
    find: 'return open ?? lockOnly(',
    put: 'void open\n  return lockOnly(',
    story,
  },
  {
    id: 'S7',
    what: 'what was parted from a ticket before it ended does not follow it',
    file: 'server/conversations/following-up.ts',
    find: ' and t.created_at >= $' + '{closed.closed_at}',
    put: '',
    story,
  },
  {
    id: 'E7',
    what: 'who confirms and says one thing more is heard',
    file: 'server/conversations/thanks.rules.ts',
    find: "  if (read.includes('more') || (goes",
    put: '  if ((goes',
    story: 'server/conversations/thanks.rules.test.ts',
  },
  {
    id: 'E7',
    what: 'whoever shows a photograph says more than that they confirm',
    file: 'server/conversations/courtesy.ts',
    find: '(await shownAnew(ctx, ticketId, said))',
    put: '(void shownAnew, 0)',
    story: 'test/stories/a-customer-confirms-in-a-sentence.test.ts',
  },
  {
    id: 'S7',
    what: 'thanks after the end open nothing',
    file: 'server/conversations/saying.ts',
    find: '(await courtesyOf(ctx, ticket.id, said)).bareThanks ? ticket : ',
    put: '',
    story,
  },
]
