import { sql } from 'kysely'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { distinct, isOwn, nameFrom, recipientFrom } from '../../conversations/addresses.rules.ts'
import {
  type Contact,
  contactOf,
  lastMail,
  ownAddresses,
  type Said,
  type SendingMailbox,
  saidBefore,
  sendingMailbox,
} from '../../conversations/mailing.queries.ts'
import { subjectsOf } from '../../conversations/mailing.ts'
import { answerTo, mailSubject, whoKnows, withinLimit } from '../../conversations/recipients.rules.ts'
import { spellings } from '../../platform/addresses.ts'
import { invalid, notFound, Refusal } from '../../platform/errors.ts'
import { parties } from '../../tickets/parties.queries.ts'
import { valuesOf } from '../templates/values.ts'
import { quote, signatureOf } from './composing.ts'
import type { MailDraft, MailMode } from './contract.ts'
import { elsewhereOf } from './elsewhere.queries.ts'
import { WORDING } from './wording.ts'

type Ticket = { id: number; group_id: number; customer_id: number; subject: string }

/** S10: what the composer opens with: to whom, under what subject, with what below. Nothing is kept. */
export async function draftOf(
  ctx: Context,
  ticketId: number,
  asked: { mode?: MailMode; interactionId?: number },
): Promise<MailDraft> {
  const ticket = await seenTicket(ctx, ticketId)
  const about = await whatItIsAbout(ctx, ticketId, asked)
  const mode = asked.mode ?? 'reply'
  const mailbox = await sendingMailbox(ctx, ticket, about?.mailboxId ?? null)
  if (!mailbox) throw new Refusal(422, 'no_channel')
  const { values, reader } = await valuesOf(ctx, ticketId, mailbox.language)
  const contact = await contactOf(ctx, ticket.customer_id)
  const own = await ownAddresses(ctx)
  const recipients = recipientsOf(contact, mode, about, own)
  const answers = mode === 'reply' || mode === 'reply_all'
  const shows = about && mode !== 'new' && (mode === 'forward' || about.kind !== 'call')
  return {
    mode,
    mailbox: { id: mailbox.id, name: mailbox.name, address: mailbox.address },
    ...recipients,
    offered: answers ? [] : await offeredTo(ctx, ticketId, contact, mode === 'forward' ? about : null, own),
    elsewhere: answers
      ? await elsewhereOf(ctx, ticketId, { ...asked, aboutId: about?.id ?? null, to: recipients.to })
      : null,
    failing: await failingAmong(ctx, ticketId, [
      ...[...recipients.to, ...recipients.cc].map(({ address }) => address),
      ...contact.addresses,
    ]),
    subject: mailSubject(mode, await subjectsOf(ctx, ticket, about), mailbox.language),
    signature: await signatureOf(ctx, { ...mailbox, signature: await signature(ctx, mailbox) }, values),
    quoted: shows ? await quote(ctx, about.id, mode === 'forward', reader) : null,
    quotedTo: shows && mode !== 'forward' ? knowing(about, contact) : null,
    customers: await customersIn(ctx, contact, about),
    asks: WORDING[reader.language].asks,
    replyToId: about && answers ? about.id : null,
    forwardOfId: about && mode === 'forward' ? about.id : null,
    attachments: about && mode === 'forward' ? await attachmentsOf(ctx, about.id) : [],
  }
}

async function seenTicket({ db, actor }: Context, id: number): Promise<Ticket> {
  const { rows } = await sql<Ticket>`select t.id, t.group_id, t.customer_id, t.subject from tickets t
    where t.id = ${id} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

async function whatItIsAbout(
  ctx: Context,
  ticketId: number,
  { mode, interactionId }: { mode?: MailMode; interactionId?: number },
) {
  if (interactionId === undefined) return mode === 'new' ? null : lastMail(ctx, ticketId, null)
  const said = await saidBefore(ctx, ticketId, interactionId)
  if (!said) throw invalid('interactionId', 'no_such_reply')
  if (said.internal) throw invalid('interactionId', 'internal_note')
  return said
}

/** Their addresses, and where answers to the customer's own words go, whatever address they wrote from. */
async function customersIn(ctx: Context, { addresses }: Contact, about: Said | null) {
  const { to } = about?.party === 'customer' ? answerTo('reply', about, null, await ownAddresses(ctx)) : { to: [] }
  return [...new Set([...addresses, ...to.map(({ address }) => address)].flatMap(spellings))]
}

const knowing = (about: Said, { addresses }: Contact) => [
  ...new Set(whoKnows(about, about.party === 'customer' ? addresses : [])),
]

/** Whoever writes anew or passes words on says to whom: a request to a supplier is never one key from the customer. */
function recipientsOf({ recipient }: Contact, mode: MailMode, about: Said | null, own: string[]) {
  if (mode === 'forward' || mode === 'new') return { to: [], cc: [], notTo: [], leftOut: 0 }
  const notTo = mode === 'reply' ? answerTo('reply_all', about, recipient, own).cc : []
  return { ...withinLimit(answerTo(mode, about, recipient, own)), notTo }
}

/** Whom the ticket knows, the customer first; of words that are passed on, who did not have them. */
async function offeredTo(ctx: Context, ticketId: number, contact: Contact, passedOn: Said | null, own: string[]) {
  const among = await parties(ctx, ticketId)
  const found = [contact.recipient]
  for (const { name, email, customerId } of among) {
    if (email) found.push(recipientFrom({ name: nameFrom(name), address: email }))
    else if (customerId) found.push((await contactOf(ctx, customerId)).recipient)
  }
  const others = found.filter((each) => each !== null).filter(({ address }) => !isOwn(address, own))
  return distinct(others, passedOn ? knowing(passedOn, contact) : [])
}

/** Of these, whom mail does not reach: an address of the book that fails, or one that a mail of this ticket was last refused by. */
async function failingAmong({ db }: Context, ticketId: number, among: string[]): Promise<MailDraft['failing']> {
  const addresses = among.flatMap(spellings)
  const { rows } = await sql<MailDraft['failing'][number]>`
    select address, failure from customer_emails where active and failing_since is not null and address = any(${addresses})
    union
    select address, failure from (
      select distinct on (lower(d.recipient)) lower(d.recipient) as address, d.detail as failure, d.state = 'refused' or d.bounce is not distinct from 'permanent' as failed
      from outgoing_mails o join deliveries d on d.outgoing_id = o.id
      where o.ticket_id = ${ticketId} and lower(d.recipient) = any(${addresses}) and d.state in ('sent', 'refused', 'bounced')
      order by lower(d.recipient), d.at desc) last
    where failed and address not in (select address from customer_emails where active and address = any(${addresses}))`.execute(
    db,
  )
  return rows
}

async function signature({ db }: Context, { id }: SendingMailbox): Promise<string> {
  const row = await db.selectFrom('mailboxes').select('signature').where('id', '=', id).executeTakeFirstOrThrow()
  return row.signature
}

/** A forward takes along what came with the words. */
async function attachmentsOf({ db }: Context, interactionId: number): Promise<MailDraft['attachments']> {
  const { rows } = await sql<MailDraft['attachments'][number]>`
    select f.id as "fileId", a.content_id as "contentId", f.name as filename, f.type, f.size
    from attachments a join files f on f.id = a.file_id where a.interaction_id = ${interactionId} order by a.id`.execute(
    db,
  )
  return rows
}
