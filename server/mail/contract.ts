import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, ListOf, Moment, Nullable, Page, strict } from '../platform/contract.ts'

export const OUTCOMES = ['ticket_created', 'follow_up', 'bounce', 'auto_reply', 'ignored', 'held'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const SOURCES = ['imap', 'smtp', 'lmtp', 'api', 'cli'] as const
export type MailSource = (typeof SOURCES)[number]

/**
 * What became of a mail: exactly one outcome, with its reason where it is not plain. `outcome` null (202): stored, and not yet taken in; the
 * desk tries again by itself.
 */
export const Fate = strict({
  mailId: Id,
  outcome: Nullable(Choice(OUTCOMES)),
  ticketId: Nullable(Id),
  interactionId: Nullable(Id),
  reason: Nullable(Type.String()),
})
export type Fate = Static<typeof Fate>

/** A line of the ledger. `outcome` null: received, and waiting to be taken in. */
export const Mail = strict({
  id: Id,
  mailbox: strict({ id: Id, address: Type.String() }),
  source: Choice(SOURCES),
  from: Nullable(Type.String()),
  subject: Nullable(Type.String()),
  messageId: Nullable(Type.String()),
  size: Type.Integer(),
  outcome: Nullable(Choice(OUTCOMES)),
  reason: Nullable(Type.String()),
  explanation: Nullable(Type.String()),
  ticketId: Nullable(Id),
  interactionId: Nullable(Id),
  attempts: Type.Integer(),
  receivedAt: Moment,
  decidedAt: Nullable(Moment),
  tryAt: Nullable(Moment),
  canRetry: Type.Boolean(),
})
export type Mail = Static<typeof Mail>

export const receiveMail = endpoint({
  method: 'POST',
  path: '/api/mails',
  access: 'write',
  summary:
    'Hand over one mail as it is (message/rfc822). It is stored before anything else; the reply tells what became of it. For admins.',
  query: strict({ mailbox: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })) }),
  body: Type.Unsafe<unknown>({ description: 'The raw mail, message/rfc822.' }),
  reply: Fate,
})
export const listMails = endpoint({
  method: 'GET',
  path: '/api/mails',
  access: 'read',
  summary:
    'The ledger: every mail received and its fate, newest first, in the mailboxes of the groups one leads. `q`: words of the sender’s address or the subject; a page may then be short or empty and still have a `nextCursor`, which goes on further back.',
  query: strict({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    outcome: Type.Optional(Choice([...OUTCOMES, 'waiting'])),
    mailboxId: Type.Optional(Id),
    ticketId: Type.Optional(Id),
    ...Page,
  }),
  reply: ListOf(Mail),
})
export const getMail = endpoint({
  method: 'GET',
  path: '/api/mails/:id',
  access: 'read',
  summary: 'One mail of the ledger.',
  params: IdParams,
  reply: Mail,
})
export const rawMail = endpoint({
  method: 'GET',
  path: '/api/mails/:id/raw',
  access: 'read',
  summary:
    'The mail as it came, byte for byte, as a download: to whoever sees its ticket, or leads its mailbox’s group.',
  params: IdParams,
})
export const retryMail = endpoint({
  method: 'POST',
  path: '/api/mails/:id/retry',
  access: 'admin',
  summary:
    'Take a held, ignored or silently kept mail in after all, as somebody’s words: it waits again, and comes in with the next round. One that could not be read, or met a fault of ours, is judged first.',
  params: IdParams,
  reply: Mail,
})
