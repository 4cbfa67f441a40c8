import { bounceGuards } from './bounce-guards.ts'
import { bringingGuards } from './bringing-guards.ts'
import { endingGuards } from './ending-guards.ts'
import { fileGuards } from './file-guards.ts'
import { intakeGuards } from './intake-guards.ts'
import { mailGuards } from './mail-guards.ts'
import { peopleGuards } from './people-guards.ts'
import { proofGuards } from './proof-guards.ts'
import { solvingGuards } from './solving-guards.ts'
import { strangerGuards } from './stranger-guards.ts'
import { toldGuards } from './told-guards.ts'
import { workGuards } from './work-guards.ts'

/** A promise, and the one place that keeps it: taken out, the story named with the ID must fail. */
export type Guard = { id: string; what: string; file: string; find: string; put: string; story: string }

const registered = 'test/stories/tickets-are-registered-from-a-call.test.ts'
const states = 'test/stories/a-ticket-goes-through-its-states.test.ts'
const waiting = 'test/stories/nothing-is-left-waiting.test.ts'
const heard = 'test/stories/the-desk-hears-what-is-said.test.ts'
const closing = 'test/stories/a-ticket-closes.test.ts'

const ticketGuards: Guard[] = [
  {
    id: 'T4',
    what: 'a known address is the known person',
    file: 'server/customers/customers.ts',
    find: 'if (known) return known.customer_id',
    put: '',
    story: registered,
  },
  {
    id: 'T7',
    what: 'the priority that was chosen is kept',
    file: 'server/tickets/opening.ts',
    find: 'const priority = input.priority ?? suggestedPriority(input.severity, input.reach)',
    put: "const priority = 'normal'",
    story: registered,
  },
  {
    id: 'T8',
    what: 'a ticket taken on the phone has had its first response',
    file: 'server/tickets/opening.ts',
    find: 'const answered = ANSWERED_LIVE.has(input.channel) ? ctx.now : null',
    put: 'const answered = null',
    story: registered,
  },
  {
    id: 'Z2',
    what: 'whoever is given a ticket hears of it',
    file: 'server/tickets/replying.ts',
    find: "if (ownerId && ctx.source !== MANY) await raiseAlert(ctx, { agentId: ownerId, ticketId, kind: 'assigned' })",
    put: 'void [ctx, ticketId, ownerId]',
    story: waiting,
  },
  {
    id: 'Z4',
    what: 'the history of one customer is that customer’s',
    file: 'server/tickets/questions.rules.ts',
    find: '...(customerId && { customerId }),',
    put: '',
    story: heard,
  },
  {
    id: 'Z6',
    what: 'an answer that does not come becomes a call to make',
    file: 'server/tickets/settling.rules.ts',
    find: "follow_up_call: now.status === 'customer_action' ? inDays(now.followUpDays) : null",
    put: 'follow_up_call: null',
    story: waiting,
  },
  {
    id: 'Z9',
    what: 'work is listed by what is due next',
    file: 'server/tickets/questions.rules.ts',
    find: "return sort ?? saved?.sort ?? ((view || saved) && !customerId ? 'due' : 'newest')",
    put: "void [sort, customerId]\n  return 'newest'",
    story: waiting,
  },
  {
    id: 'Z11',
    what: 'what is due rings',
    file: 'server/tickets/sweeping.ts',
    find: 'else await ring(ctx, ticket, ticket.next_due_at!)',
    put: 'else void ring',
    story: waiting,
  },
  {
    id: 'S2',
    what: 'what lies in a tray cannot be worked',
    file: 'server/tickets/moves.rules.ts',
    find: "if (triage) return 'group_required'",
    put: 'void triage',
    story: registered,
  },
  {
    id: 'S3',
    what: 'whoever starts the work owns it',
    file: 'server/tickets/moving.ts',
    find: "if (target.status === 'in_progress') await ownUnlessLeft(ctx, ticket, wish)",
    put: '',
    story: states,
  },
  {
    id: 'S4',
    what: 'the customer’s answer brings the ticket back',
    file: 'server/tickets/moves.rules.ts',
    find: "if (status === 'customer_action') return 'in_progress'",
    put: '',
    story: states,
  },
  {
    id: 'S5',
    what: 'the awaited third party’s answer brings the ticket back',
    file: 'server/tickets/moves.rules.ts',
    find: "if (words.by === 'third_party') return status === 'third_party_action' ? 'in_progress' : null",
    put: "if (words.by === 'third_party') return null",
    story: states,
  },
  {
    id: 'S6',
    what: 'a word after completion brings the ticket back',
    file: 'server/tickets/moves.rules.ts',
    find: "if (status === 'completed') return words.bareThanks && !thanksReopens ? null : 'in_progress'",
    put: 'void thanksReopens',
    story: states,
  },
  {
    id: 'S7',
    what: 'what is said on a closed ticket is related to it',
    file: 'server/conversations/following-up.ts',
    find: "await relate(ctx, opened, 'preceding', closed.id)",
    put: 'void relate',
    story: closing,
  },
  {
    id: 'S8',
    what: 'Resuelto el is the moment of completion',
    file: 'server/tickets/moving.ts',
    find: 'resolved_at: ctx.now',
    put: 'resolved_at: new Date(0)',
    story: states,
  },
  {
    id: 'S9',
    what: 'the change of state is saved with the answer',
    file: 'server/conversations/interactions.ts',
    find: 'applyPatch(ctx, await lockOnly(ctx, ticket.id), fields)',
    put: '(void applyPatch)',
    story: states,
  },
  {
    id: 'S9',
    what: 'a stale form overwrites nothing',
    file: 'server/tickets/editing.ts',
    find: 'if (ticket.version !== version)',
    put: 'if (false as boolean)',
    story: heard,
  },
  {
    id: 'S9',
    what: 'a setting is not written over by who has not seen it',
    file: 'server/platform/seen.ts',
    find: 'if (!unseen.length) return',
    put: 'if (unseen) return',
    story: 'test/stories/two-admins-over-one-setting.test.ts',
  },
  {
    id: 'S9',
    what: 'a setting is read under its lock',
    file: 'server/admin/company.ts',
    find: '.forNoKeyUpdate()',
    put: '',
    story: 'test/stories/two-admins-over-one-setting.test.ts',
  },
  {
    id: 'S17',
    what: 'old values are told as people read them',
    file: 'server/tickets/history.queries.ts',
    find: 'oldText: text(before)',
    put: 'oldText: null',
    story: waiting,
  },
  {
    id: 'L3',
    what: 'every ticket has a priority',
    file: 'server/tickets/priority.rules.ts',
    find: "if (severity === undefined && reach === undefined) return 'normal'",
    put: "if (severity === undefined && reach === undefined) return 'low'",
    story: registered,
  },
  {
    id: 'L9',
    what: 'changes are recorded',
    file: 'migrations/0133_together.sql',
    find: 'if before = after then return null; end if;',
    put: 'return null;',
    story: waiting,
  },
  {
    id: 'L9',
    what: 'the record is never rewritten',
    file: 'migrations/0001_record.sql',
    find: 'create trigger refuse_rewriting before update or delete on changes for each row execute function refuse_rewriting();',
    put: '',
    story: waiting,
  },
]

export const guards: Guard[] = [
  ...ticketGuards,
  ...bounceGuards,
  ...bringingGuards,
  ...intakeGuards,
  ...mailGuards,
  ...proofGuards,
  ...fileGuards,
  ...solvingGuards,
  ...peopleGuards,
  ...workGuards,
  ...endingGuards,
  ...strangerGuards,
  ...toldGuards,
]
