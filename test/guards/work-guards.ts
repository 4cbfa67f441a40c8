import type { Guard } from './guards.ts'

const asked = 'test/stories/a-question-waits-while-others-are-asked.test.ts'
const undone = 'test/stories/what-was-done-can-be-undone-merged-and-split.test.ts'
const hands = 'test/stories/what-the-desk-writes-is-in-our-hands.test.ts'

/** What hangs on a ticket, and what is found again when it is done. */
export const workGuards: Guard[] = [
  {
    id: 'T10',
    what: 'who waits for the customer too long is called',
    file: 'server/tickets/settling.rules.ts',
    find: "now.status === 'customer_action' ? inDays(now.followUpDays) : null",
    put: 'null',
    story: 'test/stories/questions-are-kept-as-views.test.ts',
  },
  {
    id: 'Z11',
    what: 'nobody is to be called while the desk is closed',
    file: 'server/tickets/settling.rules.ts',
    find: 'return whileOpenIfAny(calendar, at) ?? at',
    put: 'void whileOpenIfAny\n    return at',
    story: 'server/tickets/settling.rules.test.ts',
  },
  {
    id: 'E2',
    what: 'a mail that was taken back asked nothing',
    file: 'server/mail/outgoing/asked.queries.ts',
    find: "and (o.id is null or o.state not in ('failed', 'cancelled'))",
    put: '',
    story: hands,
  },
  {
    id: 'E2',
    what: 'an absence is no word of the customer’s',
    file: 'server/mail/outgoing/asked.queries.ts',
    find: 'and not i.auto_reply and m.doubted is not true',
    put: '',
    story: hands,
  },
  {
    id: 'E9',
    what: 'a ticket is found by what was done about it',
    file: 'server/tickets/search.ts',
    find: 't.summary, t.cause, t.solution,',
    put: '',
    story: 'test/stories/a-ticket-closes.test.ts',
  },
  {
    id: 'S12',
    what: 'a party still awaited is not taken off',
    file: 'server/tickets/parties.ts',
    find: "if (party.awaited && ticket.status === 'third_party_action') throw new Refusal(422, 'party_awaited')",
    put: '',
    story: undone,
  },
  {
    id: 'S13',
    what: 'a relation reads from the other side by its own name',
    file: 'server/tickets/related.ts',
    find: "parent: 'child',",
    put: "parent: 'parent',",
    story: undone,
  },
  {
    id: 'S14',
    what: 'an activity that is done says when',
    file: 'server/tickets/activities.ts',
    find: '...(edit.done !== undefined && { done_at: edit.done ? (row.done_at ?? ctx.now) : null }),',
    put: '',
    story: undone,
  },
  {
    id: 'E1',
    what: 'a ticket with words of its own does not end when others leave it',
    file: 'server/conversations/splitting.ts',
    find: "if (left) throw new Refusal(422, 'not_emptied')",
    put: 'void left',
    story: 'test/stories/mails-are-moved.test.ts',
  },
  {
    id: 'T5',
    what: 'what is written in a note does not become a mail by itself',
    file: 'web/console/conversations/own-words.ts',
    find: 'return { ...draft, ...words, mode,',
    put: 'return { ...draft, mode,',
    story: 'web/console/conversations/own-words.test.ts',
  },
  {
    id: 'T5',
    what: 'a mail that is sent leaves the note that was being written beside it',
    file: 'server/conversations/drafts.ts',
    find: 'left ? write(ctx, place, left, known) : forgetDraft(ctx, place, known)',
    put: 'forgetDraft(ctx, place, known)',
    story: 'test/stories/files-and-drafts-are-kept.test.ts',
  },
  {
    id: 'S4',
    what: 'writing to somebody else answers the customer nothing',
    file: 'server/tickets/replying.ts',
    find: 'const stays = !toCustomer && ',
    put: 'const stays = (false as boolean) && !toCustomer && ',
    story: asked,
  },
  {
    id: 'S5',
    what: 'nor does waiting for them',
    file: 'server/tickets/moving.ts',
    find: "const stays = to === 'third_party_action' && ",
    put: "const stays = (false as boolean) && to === 'third_party_action' && ",
    story: asked,
  },
]
