import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { markEmailFailing } from '../../customers/emails.ts'
import { oneSpelling } from '../../platform/addresses.ts'
import { lockOnly } from '../../tickets/locking.ts'
import type { Bounce } from '../parsing/parsed-mail.ts'
import { bounceOf, type Undelivered } from './bounce.rules.ts'
import type { Held, Placed } from './placing.ts'
import { speakerOf } from './silent.rules.ts'
import { keepOnTicket } from './speaking.ts'
import { bareId } from './threading.rules.ts'
import { tiedByThread } from './tying.queries.ts'

type Failed = { outgoingId: number; interactionId: number | null; ticketId: number | null }

/**
 * A mail of ours did not arrive (issue 4.5): said at the interaction that failed, recipient by recipient; the address is marked and the
 * owner told when it failed for good. Only what names a mail of ours by its Message-ID or token is believed, and only of whom that was sent to:
 * else anybody could have an address marked. A server that names none sends it back to where it came from, which is the token of one.
 */
export async function takeBounce(ctx: Context, held: Held, bounce: Bounce): Promise<Placed> {
  const { mail } = held.understood
  const named = [bounce.originalMessageId, ...mail.inReplyTo, ...mail.references.toReversed()].flatMap((id) => id ?? [])
  const answered = [...named, ...bounce.originalReferences.toReversed()].map(bareId)
  const { tokens } = held.known.traces
  const failed = await mailOfOurs(ctx, answered, tokens)
  const detail = bounce.recipients.map((each) => each.diagnostic ?? each.status).find((each) => each !== null)
  if (failed) await noteFailure(ctx, failed, bounce, detail ?? null)
  const tied = await tiedByThread(ctx, { tokens, answered, numbers: [] })
  if (!tied)
    return { outcome: 'bounce', reason: failed ? null : 'unknown_original', ticketId: null, interactionId: null }
  // It stands with whom our mail was written to.
  const speaker = speakerOf(tied.tie, tied.addressee, tied.addressee, 'none')
  const interactionId = await keepOnTicket(ctx, held, tied, speaker)
  return { outcome: 'bounce', reason: bounceOf(bounce), ticketId: tied.ticketId, interactionId }
}

/** The nearest of those it names; one it only came back to, if it names none. */
async function mailOfOurs({ db }: Context, ids: string[], tokens: string[]): Promise<Failed | null> {
  const rows = await db
    .selectFrom('outgoing_mails as o')
    .leftJoin('interactions as i', 'i.id', 'o.interaction_id')
    .select(['o.id as outgoingId', 'o.interaction_id as interactionId', 'i.ticket_id as ticketId', 'o.message_id'])
    .where((eb) =>
      eb.or([
        eb('o.message_id', 'in', [...ids, ...ids.map((id) => `<${id}>`), '']),
        eb('o.reply_token', 'in', [...tokens, '']),
      ]),
    )
    .execute()
  const place = ({ message_id }: { message_id: string }) => ids.indexOf(bareId(message_id)) + 1 || ids.length + 1
  const [nearest] = rows.toSorted((a, b) => place(a) - place(b))
  return nearest ?? null
}

async function noteFailure(ctx: Context, failed: Failed, bounce: Bounce, detail: string | null) {
  const recipients = await failedRecipients(ctx, failed.outgoingId, bounce)
  const kind = bounceOf(bounce)
  const write = () => writeFailure(ctx, failed, kind, recipients, detail)
  const { ticketId, interactionId } = failed
  if (!ticketId || !interactionId) return write()
  await lockOnly(ctx, ticketId)
  await ctx.record({ type: 'mail.bounced', ticketId, interactionId, arrives: kind === 'temporary' }, write)
}

/** Of those it was sent to; a report that names nobody speaks of the only one there was. */
async function failedRecipients({ db }: Context, outgoingId: number, bounce: Bounce): Promise<string[]> {
  const rows = await db.selectFrom('deliveries').select('recipient').where('outgoing_id', '=', outgoingId).execute()
  const named = new Set(bounce.recipients.map(({ address }) => oneSpelling(address)))
  const sentTo = rows.map(({ recipient }) => recipient)
  return sentTo.length === 1 && !named.size ? sentTo : sentTo.filter((recipient) => named.has(oneSpelling(recipient)))
}

async function writeFailure(
  ctx: Context,
  failed: Failed,
  kind: Undelivered,
  recipients: string[],
  detail: string | null,
) {
  const { outgoingId, interactionId, ticketId } = failed
  if (interactionId && ticketId)
    await sql`insert into mail_messages (interaction_id, ticket_id, bounce, failed_recipients) values (${interactionId}, ${ticketId}, ${kind}, ${recipients})
      on conflict (interaction_id) do update set bounce = least(mail_messages.bounce, excluded.bounce),
        failed_recipients = array(select distinct unnest(mail_messages.failed_recipients || excluded.failed_recipients) order by 1)`.execute(
      ctx.db,
    )
  if (kind === 'temporary' || !recipients.length) return
  await ctx.db
    .updateTable('deliveries')
    .set({ state: 'bounced', detail, at: ctx.now })
    .where('outgoing_id', '=', outgoingId)
    .where('recipient', 'in', recipients)
    .execute()
  if (kind !== 'permanent') return
  for (const recipient of recipients) await markEmailFailing(ctx, recipient.toLowerCase(), detail ?? 'bounced')
}
