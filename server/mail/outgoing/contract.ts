import Type, { type Static } from 'typebox'
import { Delivery } from '../../conversations/contract.ts'
import { Choice, endpoint, Id, IdParams, ListOf, Moment, Nullable, Page, strict } from '../../platform/contract.ts'
import { Question } from '../../tickets/catalogue.contract.ts'

/** An address to be shown as a token, and sent back as it is in `to`, `cc`, `bcc`. */
const Recipient = strict({ name: Nullable(Type.String()), address: Type.String() })
const Sender = strict({ id: Id, name: Type.String(), address: Type.String() })
/** The same words as HTML and as plain text. */
const Both = strict({ html: Type.String(), text: Type.String() })

export const MAIL_MODES = ['reply', 'reply_all', 'forward', 'new'] as const
export type MailMode = (typeof MAIL_MODES)[number]

/**
 * What the composer shows before a word is typed. `signature` and `quoted` are put under the writer's words by the desk when the mail
 * is saved: they are shown, not sent back; `quote: false` leaves `quoted` away. A recipient who was on none of the quoted words does
 * not receive them either, unless it is a forward. The rest goes into `POST /api/tickets/:id/interactions` as it is.
 */
export const MailDraft = strict({
  mode: Choice(MAIL_MODES),
  mailbox: Sender,
  to: Type.Array(Recipient),
  cc: Type.Array(Recipient),
  /** Who else received the mail that is answered, and gets no answer to its writer alone: `reply_all` has them. */
  notTo: Type.Array(Recipient),
  /** Whom the ticket knows and a new mail or a forward may be meant for, the customer first; nobody is written to who is not chosen. */
  offered: Type.Array(Recipient),
  /** How many more received the mail that is answered than one mail may go to. */
  leftOut: Type.Integer(),
  /**
   * Another address that may be meant: where the mail answered asked to be answered, unvouched for, or that the last words for the customer
   * came from. Nobody is written to there unless whoever answers says so.
   */
  elsewhere: Nullable(strict({ why: Choice(['asked', 'wrote']), address: Type.String(), interactionId: Id })),
  /** Of these recipients and the customer's addresses, those that mails do not reach, and what was last heard of them. */
  failing: Type.Array(strict({ address: Type.String(), failure: Nullable(Type.String()) })),
  subject: Type.String(),
  signature: Both,
  quoted: Nullable(Both),
  /** Who wrote or received the quoted words: a mail to anybody else goes without them. Null: whoever gets it. */
  quotedTo: Nullable(Type.Array(Type.String())),
  /** Where the customer is written to: what the desk proposes to tell them is for nobody else. */
  customers: Type.Array(Type.String()),
  /** What is added before the signature when the mail tells the customer that the matter is solved (E6). */
  asks: Type.String(),
  replyToId: Nullable(Id),
  forwardOfId: Nullable(Id),
  attachments: Type.Array(
    strict({
      fileId: Id,
      contentId: Nullable(Type.String()),
      filename: Type.String(),
      type: Type.String(),
      size: Type.Integer(),
    }),
  ),
})
export type MailDraft = Static<typeof MailDraft>
export const mailDraft = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/mail-draft',
  access: 'read',
  summary:
    'Recipients, subject, signature, quoted words and attachments of an answer, an answer to all, a forward or a new mail; the last two go to nobody until somebody is chosen. Without `interactionId`: about the last mail of the customer. 422 `no_channel` where no mailbox can send.',
  params: IdParams,
  query: strict({ mode: Type.Optional(Choice(MAIL_MODES)), interactionId: Type.Optional(Id) }),
  reply: MailDraft,
})

/** A text somebody edits and sends: `subject` and `html` (or `text`) go into the interaction. */
const Proposal = strict({ language: Choice(['es', 'en', 'pt']), subject: Type.String(), ...Both.properties })

export const updateDraft = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/update-draft',
  access: 'read',
  summary:
    'E5: an update for the customer, in their language: what was done since they last heard from us, and what comes next.',
  params: IdParams,
  reply: strict({
    since: Nullable(Moment),
    done: Type.Array(Type.String()),
    next: Type.Array(Type.String()),
    ...Proposal.properties,
  }),
})

export const confirmByHand = endpoint({
  method: 'POST',
  path: '/api/tickets/:id/confirmation',
  access: 'write',
  summary:
    'E3: sends the confirmation that a brake held back (the timeline says so, and offers it). 422 `nothing_to_confirm` where none was, or the customer has been answered since.',
  params: IdParams,
  reply: strict({ interactionId: Id }),
})

/** In the reader's language alone. */
const { texts: _texts, ...asked } = Question.properties
export const completeness = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/completeness',
  access: 'read',
  summary:
    'E2: which questions of the category are unanswered, and one message that asks them in the customer’s language: send it with status `customer_action`. `message` is null when nothing is missing. `askedAt`: when our words to the customer last put that very question; `heardAt`: whether they wrote or spoke to us after the last of these.',
  params: IdParams,
  reply: strict({
    complete: Type.Boolean(),
    answered: Type.Integer(),
    missing: Type.Array(strict({ ...asked, askedAt: Nullable(Moment) })),
    heardAt: Nullable(Moment),
    message: Nullable(Proposal),
  }),
})

export const solvedNotice = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/solved-notice',
  access: 'read',
  summary:
    'E6: the address that would be told by mail that the ticket is solved, were it completed now (null: nobody would), and whether that mail `tells` the solution.',
  params: IdParams,
  reply: strict({ to: Nullable(Type.String()), tells: Type.Boolean() }),
})

export const openingNotice = endpoint({
  method: 'GET',
  path: '/api/opening-notice',
  access: 'read',
  summary:
    'T8, E6: the address that would be mailed the confirmation of a ticket, were it registered now for this customer or whoever is written down (null: nobody would); with `resolved`, that it is solved. Without a group the desk’s default one, without a channel a call.',
  query: strict({
    groupId: Type.Optional(Id),
    channel: Type.Optional(Choice(['phone', 'email', 'chat', 'portal', 'api'])),
    resolved: Type.Optional(Type.Boolean()),
    customerId: Type.Optional(Id),
    name: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
  }),
  reply: strict({ to: Nullable(Type.String()) }),
})

export const OutgoingMail = strict({
  ...Delivery.properties,
  kind: Choice(['reply', 'forward', 'new', 'confirmation', 'solved', 'closed', 'test']),
  subject: Type.String(),
  mailbox: Sender,
  ticket: strict({ id: Id, number: Type.String(), subject: Type.String() }),
  interactionId: Id,
  createdAt: Moment,
})
export const listOutgoing = endpoint({
  method: 'GET',
  path: '/api/outgoing-mails',
  access: 'read',
  summary: 'Mails on their way out of the tickets one sees, newest first: waiting, being sent, or failed.',
  query: strict({
    state: Type.Optional(Choice(['queued', 'sending', 'failed'])),
    mailboxId: Type.Optional(Id),
    ...Page,
  }),
  reply: ListOf(OutgoingMail),
})
export const retryOutgoing = endpoint({
  method: 'POST',
  path: '/api/outgoing-mails/:id/retry',
  access: 'write',
  summary:
    'Try again now: a mail that waits for its next try, one that failed, was refused for somebody, or given back for this time (to those who did not receive it). While it is on its way nothing is done. 422 `mail_settled` where nobody is left.',
  params: IdParams,
  reply: Delivery,
})
