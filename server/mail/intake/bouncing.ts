import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { sameAddress } from '../../conversations/addresses.rules.ts'
import { markEmailFailing } from '../../customers/emails.ts'
import { spellings } from '../../platform/addresses.ts'
import { lockOnly } from '../../tickets/locking.ts'
import type { Bounce, FailedRecipient } from '../parsing/parsed-mail.ts'
import { bounceOf, isMachinesName, type Undelivered, worstOf } from './bounce.rules.ts'
import { areBouncesBraked } from './braking.ts'
import type { Held, Placed } from './placing.ts'
import { type Speaker, speakerOf } from './silent.rules.ts'
import { keepOnTicket } from './speaking.ts'
import { bareId } from './threading.rules.ts'
import { roleOn, type Tied, tiedByThread } from './tying.queries.ts'

type Failed = { outgoingId: number; interactionId: number | null; ticketId: number | null }

/**
 * A mail of ours did not arrive (issue 4.5): said at the interaction that failed, recipient by recipient; the address is marked and the
 * owner told when it failed for good. Only what names a mail of ours by its Message-ID or token is believed, and only of whom that has left
 * for: else anybody could have an address marked. A server that names none sends it back to where it came from, which is the token of one.
 *
 * All who got a mail know what names it. So somebody we know, whom a server is never called like, is believed of his own address alone:
 * else one of a conversation could cut another one off. What remains: who has our mail in hand and reports under the name of a server, or by
 * an address nobody here knows, is believed. No proof would tell him from a server, for real ones report from any domain, and unsigned.
 * What it comes to is a warning, at an address that is written to all the same, until somebody writes from it or corrects it.
 */
export async function takeBounce(ctx: Context, held: Held, bounce: Bounce): Promise<Placed> {
  const { mail } = held.understood
  const named = [bounce.originalMessageId, ...mail.inReplyTo, ...mail.references.toReversed()].flatMap((id) => id ?? [])
  const answered = [...named, ...bounce.originalReferences.toReversed()].map(bareId)
  const { tokens } = held.known.traces
  const [tied = null] = await tiedByThread(ctx, { tokens, answered }, null)
  const failed = await mailOfOurs(ctx, answered, tokens)
  if (!failed) return takeUnknown(ctx, held, tied, bounce)
  if (failed.ticketId) await lockOnly(ctx, failed.ticketId)
  const ours = tied?.tie === 'token' ? tied : null
  const person = await personIn(ctx, held, failed, ours)
  const deliveries = await deliveriesOf(ctx, failed)
  const believed = failedOf(deliveries, bounce).filter(({ recipient }) => !person || sameAddress(recipient, person))
  if (person && !believed.length) return keepAsTheirs(ctx, held, ours)
  await noteFailure(ctx, failed, newsOf(deliveries, believed, bounceOf(bounce)))
  // It stands with whom our mail was written to.
  return ours
    ? keep(ctx, held, ours, speakerOf(ours.tie, ours.addressee, ours.addressee, 'none'), bounceOf(bounce))
    : nowhere('bounce', null)
}

const nowhere = (outcome: 'bounce' | 'ignored', reason: string | null): Placed => ({
  ...{ outcome, reason, ticketId: null, interactionId: null },
})

/**
 * What fails is a mail of ours: of anybody else's only those are heard who are known on its ticket, as with other words (issue 4.4). A provider
 * that gives our mails names of its own (Amazon SES) leaves only what they answer to name them: where whom it did not reach was written to on
 * that ticket, what it says is shown there, in doubt, and changes nothing.
 */
async function takeUnknown(ctx: Context, held: Held, tied: Tied | null, bounce: Bounce): Promise<Placed> {
  if (!tied) return nowhere('bounce', 'unknown_original')
  const address = held.understood.mail.from?.address
  if (address && (await roleOn(ctx, tied.ticketId, address)).is !== 'stranger') return keepAsTheirs(ctx, held, tied)
  if (!(await wereWrittenTo(ctx, tied, bounce))) return nowhere('bounce', 'unknown_original')
  return keep(ctx, held, tied, speakerOf(tied.tie, { is: 'stranger' }, tied.addressee, 'none'), bounceOf(bounce))
}

async function wereWrittenTo({ db }: Context, { ticketId }: Tied, { recipients }: Bounce): Promise<boolean> {
  const written = recipients.slice(0, 100).flatMap(({ address }) => spellings(address))
  const { rows } = await sql`select 1 from outgoing_mails o join deliveries d on d.outgoing_id = o.id
    where o.ticket_id = ${ticketId} and lower(d.recipient) = any(${written}) and d.state in ('sent', 'bounced') limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** However often it comes: what failed is marked at our mail, and needs no more words. */
async function keep(ctx: Context, held: Held, tied: Tied, speaker: Speaker, reason: string): Promise<Placed> {
  if (await areBouncesBraked(ctx, tied.ticketId)) return nowhere('ignored', 'braked')
  const interactionId = await keepOnTicket(ctx, held, tied, speaker)
  return { outcome: 'bounce', reason, ticketId: tied.ticketId, interactionId }
}

/** Whom of those we know it names as its writer: a customer, somebody of the conversation, or who got that mail; null for servers and strangers. */
async function personIn(ctx: Context, held: Held, failed: Failed, tied: Tied | null): Promise<string | null> {
  const address = held.understood.mail.from?.address
  if (!address || isMachinesName(address)) return null
  const written = spellings(address)
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from customer_emails where address = any(${written}) and active)
      or exists (select 1 from deliveries where outgoing_id = ${failed.outgoingId} and lower(recipient) = any(${written})) as known`.execute(
    ctx.db,
  )
  const known = rows[0]!.known || (tied !== null && (await roleOn(ctx, tied.ticketId, address)).is !== 'stranger')
  return known ? address : null
}

/** What somebody says in a server's stead is shown, in doubt, as theirs, and changes nothing. */
async function keepAsTheirs(ctx: Context, held: Held, tied: Tied | null): Promise<Placed> {
  if (!tied) return nowhere('bounce', 'not_a_server')
  const { mail, verdict } = held.understood
  const role = await roleOn(ctx, tied.ticketId, mail.from!.address)
  const speaker = { ...speakerOf(tied.tie, role, tied.addressee, verdict.result), doubted: true }
  const theirs = { ...held, understood: { ...held.understood, mail: { ...mail, bounce: null } } }
  return keep(ctx, theirs, tied, speaker, 'not_a_server')
}

/** The nearest of those it names, whatever servers made of its small letters; one it only came back to, if it names none. */
async function mailOfOurs({ db }: Context, ids: string[], tokens: string[]): Promise<Failed | null> {
  const small = ids.map((id) => id.toLowerCase())
  const rows = await db
    .selectFrom('outgoing_mails as o')
    .leftJoin('interactions as i', 'i.id', 'o.interaction_id')
    .select(['o.id as outgoingId', 'o.interaction_id as interactionId', 'i.ticket_id as ticketId', 'o.message_id'])
    .where((eb) =>
      eb.or([
        eb('o.message_id', 'in', [...[...ids, ...small].flatMap((id) => [id, `<${id}>`]), '']),
        eb('o.reply_token', 'in', [...tokens, '']),
      ]),
    )
    .execute()
  const place = ({ message_id }: { message_id: string }) =>
    small.indexOf(bareId(message_id).toLowerCase()) + 1 || ids.length + 1
  const [nearest] = rows.toSorted((a, b) => place(a) - place(b))
  return nearest ?? null
}

/** To whom it went, and what was said of each before, and of the mail as a whole. */
type Delivery = {
  recipient: string
  state: string
  bounce: Undelivered | null
  named: boolean
  worst: Undelivered | null
}

async function deliveriesOf({ db }: Context, { outgoingId, interactionId }: Failed): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select d.recipient, d.state, d.bounce, coalesce(d.recipient = any(m.failed_recipients), false) as named, m.bounce as worst
      from deliveries d left join mail_messages m on m.interaction_id = ${interactionId} where d.outgoing_id = ${outgoingId}`.execute(
    db,
  )
  return rows
}

type FailedOne = { recipient: string; kind: Undelivered; detail: string | null }

/**
 * Of those it has left for, each as it is said of them; a report that names nobody speaks of the only one there was, and so does one that
 * names an address their mail is forwarded to, which says nothing for good of theirs. Where it still waits nothing can have come back: else
 * one who has it already could keep it from the others.
 */
function failedOf(rows: Delivery[], bounce: Bounce): FailedOne[] {
  const sent = rows.filter(({ state }) => state !== 'queued' && state !== 'cancelled')
  const only = sent.length === 1 && rows.length === 1 ? sent[0]!.recipient : null
  if (only && !bounce.recipients.some(({ address }) => sameAddress(address, only)))
    return [
      bounce.recipients.length ? forwarded(only, bounce) : { recipient: only, kind: bounceOf(bounce), detail: null },
    ]
  return sent.flatMap(({ recipient }) => {
    const said = bounce.recipients.find(({ address }) => sameAddress(address, recipient))
    return said ? [{ recipient, kind: bounceOf(said), detail: said.diagnostic ?? said.status }] : []
  })
}

/** Told with the address that failed, which none of us wrote to. */
function forwarded(recipient: string, { recipients }: Bounce): FailedOne {
  const [{ kind, said }] = recipients.map((said) => ({ kind: bounceOf(said), said })).toSorted(byWeight) as [Weighed]
  const detail = [said.address, said.diagnostic ?? said.status].filter(Boolean).join(': ')
  return { recipient, kind: kind === 'permanent' ? 'returned' : kind, detail }
}

type Weighed = { kind: Undelivered; said: FailedRecipient }
const byWeight = (a: Weighed, b: Weighed) => a.kind.localeCompare(b.kind)

type News = { kind: Undelivered; recipients: FailedOne[] }

/** What was not said before: servers repeat themselves. What failed for good stays so, whatever another server says later. */
function newsOf(rows: Delivery[], failures: FailedOne[], inAll: Undelivered): News | null {
  const recipients = failures.filter(({ recipient, kind }) => {
    const { bounce, named } = rows.find((row) => row.recipient === recipient)!
    return kind === 'temporary' ? !named : bounce !== 'permanent' && bounce !== kind
  })
  const kind = failures.length ? worstOf(recipients) : worse(inAll, rows[0]?.worst)
  return kind ? { kind, recipients } : null
}

const worse = (kind: Undelivered, before: Undelivered | null | undefined) =>
  !before || kind < before ? kind : undefined

async function noteFailure(ctx: Context, failed: Failed, news: News | null) {
  if (!news) return
  const write = () => writeFailure(ctx, failed, news)
  const { ticketId, interactionId } = failed
  if (!ticketId || !interactionId) return write()
  await ctx.record({ type: 'mail.bounced', ticketId, interactionId, arrives: news.kind === 'temporary' }, write)
}

async function writeFailure(ctx: Context, failed: Failed, { kind, recipients }: News) {
  const { outgoingId, interactionId, ticketId } = failed
  const addresses = recipients.map(({ recipient }) => recipient)
  if (interactionId && ticketId)
    await sql`insert into mail_messages (interaction_id, ticket_id, bounce, failed_recipients) values (${interactionId}, ${ticketId}, ${kind}, ${addresses})
      on conflict (interaction_id) do update set bounce = least(mail_messages.bounce, excluded.bounce),
        failed_recipients = array(select distinct unnest(mail_messages.failed_recipients || excluded.failed_recipients) order by 1)`.execute(
      ctx.db,
    )
  const ended = recipients.filter((each) => each.kind !== 'temporary')
  await sql`update deliveries d set state = 'bounced', bounce = r.kind, detail = r.detail, at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(recipient text, kind text, detail text)
    where d.outgoing_id = ${outgoingId} and d.recipient = r.recipient`.execute(ctx.db)
  for (const { recipient, detail } of ended.filter((each) => each.kind === 'permanent'))
    await markEmailFailing(ctx, recipient.toLowerCase(), detail ?? 'bounced')
}
