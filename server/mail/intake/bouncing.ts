import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { sameAddress } from '../../conversations/addresses.rules.ts'
import { markEmailFailing } from '../../customers/emails.ts'
import { lockOnly } from '../../tickets/locking.ts'
import type { Bounce } from '../parsing/parsed-mail.ts'
import { bounceOf, type Undelivered, worstOf } from './bounce.rules.ts'
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
  if (failed) await noteFailure(ctx, failed, bounce)
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

async function noteFailure(ctx: Context, failed: Failed, bounce: Bounce) {
  const recipients = await failedRecipients(ctx, failed.outgoingId, bounce)
  const kind = worstOf(recipients) ?? bounceOf(bounce)
  const write = () => writeFailure(ctx, failed, kind, recipients)
  const { ticketId, interactionId } = failed
  if (!ticketId || !interactionId) return write()
  await lockOnly(ctx, ticketId)
  await ctx.record({ type: 'mail.bounced', ticketId, interactionId, arrives: kind === 'temporary' }, write)
}

type FailedOne = { recipient: string; kind: Undelivered; detail: string | null }

/** Of those it was sent to, each as it is said of them; a report that names nobody speaks of the only one there was. */
async function failedRecipients({ db }: Context, outgoingId: number, bounce: Bounce): Promise<FailedOne[]> {
  const rows = await db.selectFrom('deliveries').select('recipient').where('outgoing_id', '=', outgoingId).execute()
  if (rows.length === 1 && !bounce.recipients.length)
    return [{ recipient: rows[0]!.recipient, kind: bounceOf(bounce), detail: null }]
  return rows.flatMap(({ recipient }) => {
    const said = bounce.recipients.find(({ address }) => sameAddress(address, recipient))
    return said ? [{ recipient, kind: bounceOf(said), detail: said.diagnostic ?? said.status }] : []
  })
}

async function writeFailure(ctx: Context, failed: Failed, kind: Undelivered, recipients: FailedOne[]) {
  const { outgoingId, interactionId, ticketId } = failed
  const addresses = recipients.map(({ recipient }) => recipient)
  if (interactionId && ticketId)
    await sql`insert into mail_messages (interaction_id, ticket_id, bounce, failed_recipients) values (${interactionId}, ${ticketId}, ${kind}, ${addresses})
      on conflict (interaction_id) do update set bounce = least(mail_messages.bounce, excluded.bounce),
        failed_recipients = array(select distinct unnest(mail_messages.failed_recipients || excluded.failed_recipients) order by 1)`.execute(
      ctx.db,
    )
  const ended = recipients.filter((each) => each.kind !== 'temporary')
  // What failed for good stays so, whatever another server says later.
  await sql`update deliveries d set state = 'bounced', bounce = r.kind, detail = r.detail, at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(recipient text, kind text, detail text)
    where d.outgoing_id = ${outgoingId} and d.recipient = r.recipient and (d.bounce is distinct from 'permanent' or r.kind = 'permanent')`.execute(
    ctx.db,
  )
  for (const { recipient, detail } of ended.filter((each) => each.kind === 'permanent'))
    await markEmailFailing(ctx, recipient.toLowerCase(), detail ?? 'bounced')
}
