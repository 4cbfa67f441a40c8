import { type RawBuilder, sql } from 'kysely'
import { actAs } from '../../auth/as-desk.ts'
import { agentById } from '../../auth/identify.ts'
import type { Context } from '../../context.ts'
import { isOwn, recipientFrom, sameAddress } from '../../conversations/addresses.rules.ts'
import { openTicketWith } from '../../conversations/opening.ts'
import { type Address, type Saying, say, sayIt } from '../../conversations/saying.ts'
import { unawaited } from '../../platform/pipeline.ts'
import { type LockedTicket, lockOnly } from '../../tickets/locking.ts'
import { saysSomething } from '../../tickets/subject.rules.ts'
import type { MailAddress, Silence } from '../parsing/parsed-mail.ts'
import { groupOf, mailboxAddressed } from './addressing.ts'
import { bounceOf } from './bounce.rules.ts'
import type { Held, Placed } from './placing.ts'
import { nameOf } from './sender.rules.ts'
import type { Speaker } from './silent.rules.ts'
import type { Tied } from './tying.queries.ts'
import type { Sender } from './understanding.ts'
import type { Weight } from './weighing.rules.ts'

/** E1, Z1: a mail that belongs to no ticket becomes one, of who wrote it, in the mailbox's group. */
export async function openFromMail(ctx: Context, held: Held, sender: Sender): Promise<Placed> {
  const { understood } = held
  const { mail } = understood
  const silence = held.forced ? null : understood.silence
  const description = (
    mail.visibleText.trim() ||
    mail.text.trim() ||
    (saysSomething(mail.subject) && mail.subject.trim()) ||
    held.say('mail.no_words')
  ).slice(0, 200_000)
  const email = sender.address || undefined
  const named = email ? sender : mail.from
  const addressed = await mailboxAddressed(ctx, held)
  const opened = await openTicketWith(
    ctx,
    {
      description,
      subject: mail.subject.trim().slice(0, 500) || undefined,
      customer: { name: named ? nameOf(named) : held.say('nameless'), email },
      groupId: groupOf(addressed),
      channel: 'email',
    },
    { ...wordsOf(held), kept: silence ? 'silent' : undefined },
  )
  const doubted = silence === 'own' && understood.verdict.result !== 'pass'
  noteMail(ctx, held, opened.interactionId, opened.ticketId, doubted, addressed.mailboxId)
  return { outcome: 'ticket_created', reason: whySilent(silence), ...opened }
}

/** Why nobody is answered by the desk for it. */
function whySilent(silence: Silence | null): string | null {
  if (silence === 'own') return 'unverified'
  return silence === null || silence === 'auto_generated' ? silence : 'by_program'
}

/** L2, S4, S6, S7: words on a ticket that is there already, weighed by whose they are. */
export async function sayOnTicket(
  ctx: Context,
  held: Held,
  tied: Tied,
  weight: Exclude<Weight, { as: 'stranger' }>,
): Promise<number> {
  const ticket = await lockOnly(ctx, tied.ticketId)
  const said = weight.as === 'agent' ? null : saidBy(held, tied, weight)
  const { interactionId, ticket: there } = said
    ? await sayIt(ctx, ticket, said)
    : await sayAsAgent(ctx, held, tied, ticket, (weight as { agentId: number }).agentId)
  noteMail(ctx, held, interactionId, there.id, weight.as === 'doubted')
  return interactionId
}

/** A machine's mail: kept with the words it answers, where it moves nothing and reopens nothing. */
export async function keepOnTicket(
  ctx: Context,
  held: Held,
  tied: Tied,
  { party, partyId, doubted }: Speaker,
): Promise<number> {
  const ticket = await lockOnly(ctx, tied.ticketId)
  const said: Saying = { ...incoming(held, tied), party, partyId, kept: 'silent' }
  const { interactionId, ticket: there } = await sayIt(ctx, ticket, said)
  noteMail(ctx, held, interactionId, there.id, doubted)
  return interactionId
}

function saidBy(held: Held, tied: Tied, weight: Exclude<Weight, { as: 'stranger' | 'agent' }>): Saying {
  const words = incoming(held, tied)
  if (weight.as === 'doubted') return { ...words, party: weight.party, partyId: weight.partyId, kept: 'doubted' }
  return {
    ...words,
    ...{ party: weight.as, partyId: weight.partyId, unproven: weight.unproven },
    fromCustomer: weight.as === 'customer',
    fromThirdParty: weight.as === 'third_party',
  }
}

const incoming = (held: Held, tied: Tied): Saying => ({
  ...wordsOf(held),
  ...{ kind: 'email', direction: 'in', party: 'customer', partyId: null, internal: false },
  ...{ replyToId: tied.interactionId, attachments: [] },
  ...{ fromCustomer: false, fromThirdParty: false, missed: false, outward: false },
})

/**
 * An agent who writes from their own mail program, and is known to be who they are. What the customer got as well is our answer; the
 * rest, and whatever comes after the end, is an internal note: nothing goes out because somebody wrote to us.
 */
async function sayAsAgent(ctx: Context, held: Held, tied: Tied, ticket: LockedTicket, agentId: number) {
  const { mail } = held.understood
  const customers = await addressesOf(ctx, ticket.customer_id)
  const heard = [...mail.to, ...mail.cc].some(({ address }) => customers.some((each) => sameAddress(each, address)))
  const answer = heard && ticket.status !== 'closed'
  const said: Saying = {
    ...incoming(held, tied),
    ...(answer
      ? { direction: 'out', party: 'customer', outward: true }
      : { direction: 'in', party: 'agent', internal: true }),
  }
  const actor = await agentById(ctx.db, agentId, ctx.config.companyZone)
  const interactionId = await actAs(ctx, actor, () => say(ctx, ticket, said))
  return { interactionId, ticket }
}

async function addressesOf({ db }: Context, customerId: number): Promise<string[]> {
  const rows = await db.selectFrom('customer_emails').select('address').where('customer_id', '=', customerId).execute()
  return rows.map(({ address }) => address)
}

/** The words of this mail, or of its twin, that lie there already, kept: nobody reads them twice. */
const raisedBy = ({ keptAs, known: { twin } }: Held): number | undefined =>
  keptAs ?? ((twin?.kept && twin.interactionId) || undefined)

const MOST_ADDRESSES = 200

function wordsOf(held: Held) {
  const { mail, sender, silence, enclosed } = held.understood
  const from = silence === 'own' ? mail.from : sender
  return {
    raises: raisedBy(held),
    words: { text: mail.text, html: mail.html, visibleText: mail.visibleText },
    subject: mail.subject,
    from: from && { name: from.name, address: from.address },
    to: listed(mail.to),
    cc: listed(mail.cc),
    enclosed,
  }
}

/** A mail to thousands keeps its words; nobody reads, or answers, that many addresses. */
const listed = (list: MailAddress[]): Address[] =>
  list.slice(0, MOST_ADDRESSES).map(({ name, address }) => ({ name, address }))

function noteMail(
  ctx: Context,
  held: Held,
  interactionId: number,
  ticketId: number,
  doubted: boolean,
  mailboxId = held.mailbox.mailboxId,
) {
  const { mail, verdict } = held.understood
  const row = {
    ...{ ticket_id: ticketId, mail_id: held.id, mailbox_id: mailboxId, doubted },
    message_id: mail.messageId,
    sent_at: mail.date && mail.date < ctx.now ? mail.date : ctx.now,
    in_reply_to: mail.inReplyTo[0] ?? null,
    thread: mail.references.slice(-100),
    reply_to: answersGoTo(held, ticketId),
    reply_asked: asksFor(held),
    verified: verdict.result === 'none' ? null : verdict.result === 'pass',
    authentication: JSON.stringify({ by: verdict.by, ...verdict.said }),
    ...(mail.bounce && {
      bounce: bounceOf(mail.bounce),
      failed_recipients: mail.bounce.recipients.map(({ address }) => address),
    }),
  }
  const written = raisedBy(held)
    ? ctx.db.updateTable('mail_messages').set(row).where('interaction_id', '=', interactionId)
    : ctx.db.insertInto('mail_messages').values({ interaction_id: interactionId, ...row })
  unawaited(written.execute())
}

/** The first address of somebody else that it asks answers to go to; of a mail that failed, none is even shown. */
function asksFor({ mailbox, understood: { mail, sender, verdict } }: Held): string | null {
  const others = verdict.result === 'fail' ? [] : mail.replyTo.slice(0, 10)
  const asked = others.map(({ address }) => recipientFrom({ name: null, address })?.address ?? null)
  const mine = [...mailbox.ownAddresses, sender?.address ?? '']
  return asked.find((address) => address !== null && !isOwn(address, mine)) ?? null
}

/**
 * Where its writer asks answers to go. Of a mail that might be somebody else's, also of whoever has our mail in hand, only addresses of the
 * customer, the reporter or a party are believed: else whoever borrows a name would have our answers, and with them the ticket.
 */
function answersGoTo({ understood: { mail, verdict } }: Held, ticketId: number): RawBuilder<string[]> {
  const asked = verdict.result === 'fail' ? [] : mail.replyTo.slice(0, 10).map(({ address }) => address)
  if (!asked.length) return sql`array[]::text[]`
  const certain = verdict.result === 'pass'
  return sql`array(select asked from unnest(${asked}::text[]) asked where ${certain}::boolean
    or exists (select 1 from tickets t join customer_emails e on e.customer_id in (t.customer_id, t.reporter_id) where t.id = ${ticketId} and e.address = lower(asked))
    or exists (select 1 from parties p where p.ticket_id = ${ticketId} and p.active and lower(p.email) = lower(asked)))`
}
