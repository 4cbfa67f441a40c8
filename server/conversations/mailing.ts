import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import type { LockedTicket } from '../tickets/locking.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { distinct, isOneLine, isOwn, oneLine, type Recipient, recipientFrom, sameAddress } from './addresses.rules.ts'
import type { addInteraction } from './contract.ts'
import {
  type Contact,
  contactOf,
  lastMail,
  ownAddresses,
  partiesWithMail,
  type Said,
  saidBefore,
  sendingMailbox,
  weightOf,
} from './mailing.queries.ts'
import { answerTo, MOST_RECIPIENTS, mailSubject, mayQuote } from './recipients.rules.ts'
import type { Saying } from './saying.ts'

type Body = Pick<
  Static<(typeof addInteraction)['body']>,
  'to' | 'cc' | 'bcc' | 'subject' | 'replyToId' | 'forwardOfId' | 'quote' | 'party' | 'attachments' | 'status'
>
/** What most servers still take, once it is encoded. */
const HEAVIEST = 25 * 1024 * 1024

/** S10: by which mailbox, from whom, to whom and under what subject our words leave; refused where that cannot be. */
export async function addressed(ctx: Context, ticket: LockedTicket, said: Saying, body: Body): Promise<Saying> {
  const own = await ownAddresses(ctx)
  const typed = recipients(body, own)
  const about = await whatItIsAbout(ctx, ticket, said, body)
  const mailbox = await sendingMailbox(ctx, ticket, about.said?.mailboxId ?? null)
  if (!mailbox) throw new Refusal(422, 'no_channel')
  if (
    (await weightOf(
      ctx,
      said.attachments.map(({ fileId }) => fileId),
    )) > HEAVIEST
  )
    throw invalid('attachments', 'too_heavy_to_mail')
  const contact = await contactOf(ctx, ticket.customer_id)
  const parties = await partiesWithMail(ctx, ticket.id)
  const to =
    typed.to ??
    answerTo('reply', about.kind === 'forward' ? null : about.said, defaultOf(said, contact, parties), own).to
  if (!to.length || (about.kind === 'forward' && !typed.to)) throw invalid('to', 'no_address')
  const whom =
    body.party === undefined ? partyAmong(to, about, contact, parties) : { party: said.party, partyId: said.partyId }
  const all = [...to, ...typed.cc, ...typed.bcc]
  return {
    ...said,
    ...whom,
    reachesCustomer: all.some(({ address }) => contact.addresses.some((other) => sameAddress(address, other))),
    from: { name: mailbox.name, address: mailbox.address },
    ...{ to, cc: distinct(typed.cc, addressesOf(to)), bcc: distinct(typed.bcc, addressesOf([...to, ...typed.cc])) },
    subject: await subjectOf(ctx, ticket, about, body, mailbox.language),
    replyToId: about.kind === 'reply' ? about.said!.id : null,
    mail: {
      mailboxId: mailbox.id,
      kind: about.kind,
      quotedId: quotes(about, body, all, contact) ? about.said!.id : null,
      asks: body.status === 'completed' && whom.party === 'customer',
    },
  }
}

const addressesOf = (list: Recipient[]) => list.map(({ address }) => address)

/** Each as it was typed, once; what is no address, or our own, is refused by its place. */
function recipients(body: Body, own: string[]) {
  const read = (field: 'to' | 'cc' | 'bcc') =>
    body[field] &&
    distinct(
      body[field].map((typed) => {
        const recipient = recipientFrom(typed)
        const shown = oneLine(typeof typed === 'string' ? typed : typed.address).slice(0, 100)
        if (!recipient) throw invalid(field, 'no_mail_address', { address: shown })
        if (isOwn(recipient.address, own)) throw invalid(field, 'own_mailbox', { address: recipient.address })
        return recipient
      }),
    )
  const { to, cc = [], bcc = [] } = { to: read('to'), cc: read('cc'), bcc: read('bcc') }
  if ((to?.length ?? 1) + cc.length + bcc.length > MOST_RECIPIENTS) throw invalid('to', 'too_many_recipients')
  return { to, cc, bcc }
}

type About = { kind: 'reply' | 'forward' | 'new'; said: Said | null }

/** What is answered or passed on. Notes are for colleagues: no mail carries or answers one. */
async function whatItIsAbout(
  ctx: Context,
  ticket: LockedTicket,
  { party, partyId }: Saying,
  body: Body,
): Promise<About> {
  const [field, id] = body.forwardOfId
    ? (['forwardOfId', body.forwardOfId] as const)
    : (['replyToId', body.replyToId] as const)
  if (id !== undefined) {
    const said = await saidBefore(ctx, ticket.id, id)
    if (!said) throw invalid(field, 'no_such_reply')
    if (said.internal) throw invalid(field, 'internal_note')
    return { kind: field === 'forwardOfId' ? 'forward' : 'reply', said }
  }
  const answers = body.to === undefined && (party === 'customer' || partyId !== null)
  const said = answers ? await lastMail(ctx, ticket.id, party === 'customer' ? null : partyId) : null
  return { kind: said ? 'reply' : 'new', said }
}

function defaultOf(
  { party, partyId }: Saying,
  contact: Contact,
  parties: { id: number; name: string | null; address: string }[],
) {
  return party === 'customer' ? contact.recipient : (parties.find(({ id }) => id === partyId) ?? null)
}

/** Whom the words reach, where nobody said: the customer, a known third party, whoever is being answered, or somebody else. */
function partyAmong(
  to: Recipient[],
  { kind, said }: About,
  contact: Contact,
  parties: { id: number; address: string }[],
): Pick<Saying, 'party' | 'partyId'> {
  const among = (addresses: readonly string[]) =>
    to.some(({ address }) => addresses.some((other) => sameAddress(address, other)))
  const answered = kind === 'reply' && said?.direction === 'in' ? said : null
  const wrote = answered ? [answered.from?.address ?? '', ...answered.replyTo] : []
  if (among(contact.addresses) || (answered?.party === 'customer' && among(wrote)))
    return { party: 'customer', partyId: null }
  const known = parties.find(({ address }) => among([address]))
  if (known) return { party: 'third_party', partyId: known.id }
  return { party: 'third_party', partyId: answered?.party === 'third_party' && among(wrote) ? answered.partyId : null }
}

async function subjectOf(
  ctx: Context,
  ticket: LockedTicket,
  { kind, said }: About,
  { subject }: Body,
  language: 'es' | 'en' | 'pt',
): Promise<string> {
  if (subject === undefined) return mailSubject(kind, await subjectsOf(ctx, ticket, said), language)
  if (!isOneLine(subject)) throw invalid('subject', 'one_line')
  return oneLine(subject)
}

/** Of what is answered, if it has one; and of the ticket. */
export const subjectsOf = async (
  ctx: Context,
  { id, subject }: { id: number; subject: string },
  said: Said | null,
) => ({
  ...{ subject: said?.subject ?? null, title: subject, number: id },
  merged: await shownWith(ctx, id),
})

function quotes({ kind, said }: About, { quote = true }: Body, all: Recipient[], contact: Contact): boolean {
  if (!said || !quote || (kind === 'reply' && said.kind === 'call')) return false
  return kind === 'forward' || mayQuote(said, all, said.party === 'customer' ? contact.addresses : [])
}
