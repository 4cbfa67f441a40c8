import Type, { type Static } from 'typebox'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  Line,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  Page,
  strict,
  Text,
} from '../platform/contract.ts'
import { Ticket, ticketFields } from '../tickets/contract.ts'
import { Attachment } from './files.contract.ts'

export const KINDS = ['call', 'email', 'portal', 'chat', 'note'] as const
export const CALL_RESULTS = ['answered', 'no_answer', 'busy', 'voicemail', 'wrong_number', 'callback_agreed'] as const
export const CALL_OUTCOMES = [
  'solved',
  'ticket_created',
  'added',
  'callback',
  'transferred',
  'still_pending',
  'wrong_number',
  'spam',
] as const
export const CALL_OBJECTIVES = ['validate_information', 'obtain_details', 'solve_faster', 'confirm_resolution'] as const

const Address = strict({ name: Nullable(Type.String()), address: Nullable(Type.String()) })
export const Call = strict({
  id: Id,
  direction: Choice(['in', 'out']),
  result: Choice(CALL_RESULTS),
  outcome: Nullable(Choice(CALL_OUTCOMES)),
  objectives: Type.Array(Type.String()),
  callbackAt: Nullable(Moment),
  startedAt: Moment,
  seconds: Nullable(Type.Integer()),
})
/** What became of a mail of ours: `id` is what `/api/outgoing-mails/:id/retry` takes. */
export const Delivery = strict({
  id: Id,
  /** Cancelled: taken back before it left. Sent: handed over, if only to some of the recipients. */
  state: Choice(['queued', 'sending', 'sent', 'failed', 'cancelled']),
  at: Nullable(Moment),
  /** When it leaves, or is tried again; null once that is settled. */
  tryAt: Nullable(Moment),
  attempts: Type.Integer(),
  detail: Nullable(Type.String()),
  recipients: Type.Array(
    strict({
      address: Type.String(),
      role: Choice(['to', 'cc', 'bcc']),
      state: Choice(['queued', 'sent', 'refused', 'bounced', 'cancelled']),
      /** Of what came back: for good, or for this time. */
      bounce: Nullable(Choice(['permanent', 'returned'])),
      detail: Nullable(Type.String()),
    }),
  ),
})
export const Interaction = strict({
  id: Id,
  ticketId: Id,
  kind: Choice(KINDS),
  direction: Choice(['in', 'out']),
  party: Choice(['customer', 'third_party', 'agent']),
  internal: Type.Boolean(),
  from: Nullable(Address),
  to: Type.Array(Address),
  cc: Type.Array(Address),
  bcc: Type.Array(Address),
  subject: Nullable(Type.String()),
  text: Type.String(),
  visibleText: Type.String(),
  html: Nullable(Type.String()),
  /** What the desk put under the words of a mail before it left, above signature and quotes: the line that asks to confirm (E6). */
  added: Type.Optional(Type.String()),
  /**
   * Other tickets that the subject of the mail which opened this one names, as it was typed; its writer has no part in them. `ticketId`: of
   * what the reader may read; null where they may not, or there is none.
   */
  quoted: Type.Optional(Type.Array(strict({ number: Type.String(), ticketId: Nullable(Id) }))),
  attachments: Type.Array(Attachment),
  autoReply: Type.Boolean(),
  /** Why it counts as nobody's words: `out_of_office`, `auto_reply`, `list` … as in the ledger of mails. */
  silence: Nullable(Type.String()),
  /** Written by the desk itself: a confirmation, a closing. */
  automatic: Type.Boolean(),
  bounce: Nullable(Choice(['permanent', 'returned', 'temporary'])),
  failedRecipients: Type.Array(Type.String()),
  /** Whether a mail is from whom it says: null where nothing was said either way. */
  verified: Nullable(Type.Boolean()),
  /** Words that move nothing by themselves, as nobody vouches for their sender. */
  doubted: Type.Boolean(),
  /** Says that the solution is right, and confirms nothing: it is not proven that the customer wrote it (E7). */
  confirmsNothing: Type.Optional(Type.Boolean()),
  /** The ticket it was moved from, where it came in by the wrong thread. */
  movedFromId: Nullable(Id),
  /** Its line in the ledger of received mails. */
  mailId: Nullable(Id),
  call: Nullable(Call),
  delivery: Nullable(Delivery),
  author: Nullable(strict({ kind: Type.String(), id: Nullable(Id), name: Type.String() })),
  at: Moment,
})
export type Interaction = Static<typeof Interaction>

export const listInteractions = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/interactions',
  access: 'read',
  summary: 'What was said on the ticket (and on those merged into it), oldest first.',
  params: IdParams,
  query: strict({ ...Page }),
  reply: ListOf(Interaction),
})
/** With a `contentId` the file is an inline image: the HTML shows it as `<img src="cid:…">`. */
export const AttachmentsIn = Type.Array(
  strict({ fileId: Id, contentId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9.@_-]{1,120}$' })) }),
  { maxItems: 50 },
)
/** An address as typed, `Ana Díaz <ana@example.com>` or bare, or in its parts. */
const RecipientIn = Type.Union([
  Type.String({ maxLength: 500 }),
  strict({ name: Nullable(Type.String({ maxLength: 200 })), address: Type.String({ maxLength: 300 }) }),
])
const RecipientsIn = Type.Optional(Type.Array(RecipientIn, { maxItems: 100 }))
/** The window that writes, and the version of the draft it has read: what another window has written since is then neither replaced nor forgotten. */
const KnownDraft = {
  writer: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  version: Type.Optional(Type.Integer()),
}
const { status, statusId, solution, verification, cause, ownerId, groupId, priority, promisedAt, thirdParty } =
  ticketFields
export const addInteraction = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/interactions',
  access: 'write',
  summary:
    'Note, call, message or e-mail, with the change of state it brings, in one save. An e-mail out leaves ten seconds later and can be undone until then; without `to` it answers the customer’s last mail. Whoever mails the customer on a ticket without owner becomes its owner, unless the same save says `ownerId` (also `null`) or `groupId`.',
  status: 201,
  params: IdParams,
  body: strict({
    kind: Choice(KINDS),
    direction: Type.Optional(Choice(['in', 'out'])),
    party: Type.Optional(Type.Union([Choice(['customer', 'third_party']), Id])),
    text: Type.Optional(Text),
    html: Type.Optional(Text),
    ...{ to: RecipientsIn, cc: RecipientsIn, bcc: RecipientsIn },
    subject: Type.Optional(Line),
    replyToId: Type.Optional(Id),
    /** Passes this interaction on: its words are quoted, its attachments are named in `attachments` (mail-draft proposes them). */
    forwardOfId: Type.Optional(Id),
    /** `false`: the answer goes out without the words it answers. */
    quote: Type.Optional(Type.Boolean()),
    attachments: Type.Optional(AttachmentsIn),
    seenInteractionId: Type.Optional(Id),
    version: Type.Optional(Type.Integer()),
    /** Which draft this was: saved by a person, it is a draft no more. `left`: what else was being written there, which stays one. */
    draft: Type.Optional(strict({ ...KnownDraft, left: Type.Optional(Type.Record(Type.String(), Type.Unknown())) })),
    call: Type.Optional(
      strict({
        result: Choice(CALL_RESULTS),
        outcome: Type.Optional(Choice(CALL_OUTCOMES)),
        objectives: Type.Optional(Type.Array(Choice(CALL_OBJECTIVES), { maxItems: 4 })),
        callbackAt: Type.Optional(MomentIn),
        startedAt: Type.Optional(MomentIn),
        seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
        /** The call under way these words were said in; without it, the call is recorded anew. */
        id: Type.Optional(Id),
      }),
    ),
    ...{ status, statusId, solution, verification, cause, ownerId, groupId, priority, promisedAt, thirdParty },
  }),
  reply: strict({ interaction: Interaction, ticket: Ticket }),
})
export const showBody = endpoint({
  method: 'GET',
  path: '/api/interactions/:id/body',
  access: 'read',
  summary:
    'A mail as it was laid out, as a page for a sandboxed frame; `pictures` lets it fetch those that lie elsewhere.',
  params: IdParams,
  query: strict({ pictures: Type.Optional(Type.Boolean()) }),
  reply: Type.Unsafe<string>({ type: 'string', description: 'text/html' }),
})
export const splitTicket = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/split',
  access: 'write',
  summary:
    'Move interactions to another ticket, or to a new one; both keep the record. With `mergeEmptied` the ticket that is left without anybody’s words is merged into the other.',
  params: IdParams,
  body: strict({
    interactionIds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
    intoId: Type.Optional(Id),
    subject: Type.Optional(Line),
    mergeEmptied: Type.Optional(Type.Boolean()),
  }),
  reply: Ticket,
})
export const moveInteraction = endpoint({
  method: 'POST',
  path: '/api/interactions/:id/move',
  access: 'write',
  summary:
    'The wrong thread: move what was said to the ticket it belongs to, or to a new one of whoever said it. With `mergeEmptied` the ticket that is left without anybody’s words is merged into the other. Can be undone.',
  params: IdParams,
  body: strict({
    ticketId: Type.Optional(Id),
    new: Type.Optional(Type.Literal(true)),
    mergeEmptied: Type.Optional(Type.Boolean()),
  }),
  reply: Ticket,
})
export const saveDraft = endpoint({
  method: 'PUT',
  path: '/api/drafts/:place',
  access: 'write',
  summary:
    'Keep what I am writing (per place: `ticket:10001`, `new-ticket`, …); an empty body forgets it. With `writer` and `version`, what another window has written since is not replaced: 409 `draft_elsewhere` with it.',
  status: 204,
  params: strict({ place: Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-z-]+(:[0-9]+)?$' }) }),
  body: strict({ draft: Nullable(Type.Record(Type.String(), Type.Unknown())), ...KnownDraft }),
})
export const getDraft = endpoint({
  method: 'GET',
  path: '/api/drafts/:place',
  access: 'read',
  summary: 'What I was writing at this place.',
  params: strict({ place: Type.String({ minLength: 1, maxLength: 80, pattern: '^[a-z-]+(:[0-9]+)?$' }) }),
  reply: strict({
    draft: Nullable(Type.Record(Type.String(), Type.Unknown())),
    version: Nullable(Type.Integer()),
    updatedAt: Nullable(Moment),
  }),
})
