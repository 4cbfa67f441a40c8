import type { Guard } from './guards.ts'

const confirmed = 'test/stories/only-the-customer-confirms.test.ts'
const held = 'test/stories/a-solution-that-did-not-hold.test.ts'

/** What is told as the solution, and who may say that it is one. */
export const solvingGuards: Guard[] = [
  {
    id: 'E6',
    what: 'what was reopened is not completed with the solution that did not hold',
    file: 'server/tickets/moves.rules.ts',
    find: "return held.stands || said !== undefined ? null : 'reopened'",
    put: 'return null',
    story: held,
  },
  {
    id: 'E6',
    what: 'a reopening makes the solution doubtful, whoever did it',
    file: 'server/tickets/moving.ts',
    find: '      solution_stands: false,\n',
    put: '',
    story: held,
  },
  {
    id: 'E6',
    what: 'what verified a solution that did not hold verifies no other',
    file: 'server/tickets/moving.ts',
    find: '      verification: null,\n',
    put: '',
    story: held,
  },
  {
    id: 'E7',
    what: 'whoever is in copy confirms nothing in the customer’s place',
    file: 'server/mail/intake/weighing.rules.ts',
    find: 'unproven: !(themselves && proven)',
    put: 'unproven: !proven || (void themselves, false)',
    story: confirmed,
  },
  {
    id: 'E7',
    what: 'whose matter was merged into another’s confirms nothing there',
    file: 'server/conversations/saying.ts',
    find: ' || ticket.customer_id !== locked.customer_id',
    put: '',
    story: confirmed,
  },
  {
    id: 'S6',
    what: 'whoever completes what is nobody’s owns it',
    file: 'server/tickets/moving.ts',
    find: '    await ownUnlessLeft(ctx, ticket, wish)\n    if',
    put: '    if',
    story: 'test/stories/a-ticket-goes-through-its-states.test.ts',
  },
]
