import { sql } from 'kysely'
import { hasRight } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import type { FactOf } from '../../facts.ts'
import { forbidden, notFound, Refusal } from '../../platform/errors.ts'
import { lockOnly } from '../../tickets/locking.ts'
import { recountOurWords } from '../../tickets/replying.ts'
import { UNDO_SECONDS } from '../../tickets/undoing.rules.ts'

/** A password corrected, a server up again: what waits for its next try, or failed, is tried now, to those who have not received it. */
export async function retryAs(ctx: Context, id: number) {
  const ticketId = await ticketOf(ctx, id)
  const ticket = await lockOnly(ctx, ticketId)
  if (!hasRight(ctx.actor, ticket.group_id, 'read')) throw notFound()
  if (!hasRight(ctx.actor, ticket.group_id, 'change')) throw forbidden('right_change')
  const mail = await ctx.db
    .selectFrom('outgoing_mails')
    .select(['state', 'attempts', 'try_at', 'interaction_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (mail.state === 'sent' || mail.state === 'cancelled') throw new Refusal(422, 'mail_settled')
  const held = mail.state === 'queued' && mail.attempts === 0 && mail.try_at! <= heldUntil(ctx.now)
  if (mail.state === 'sending' || held) return
  await ctx.record(
    { type: 'mail.retried', ticketId, interactionId: mail.interaction_id!, outgoingId: id },
    async () => {
      await ctx.db
        .updateTable('outgoing_mails')
        .set({ state: 'queued', try_at: ctx.now })
        .where('id', '=', id)
        .execute()
      await ctx.db
        .updateTable('deliveries')
        .set({ state: 'queued', at: ctx.now })
        .where('outgoing_id', '=', id)
        .where('state', '=', 'refused')
        .execute()
    },
  )
  if (mail.state === 'failed') await recountOurWords(ctx, { ticketId })
}

async function ticketOf({ db }: Context, id: number): Promise<number> {
  const row = await db.selectFrom('outgoing_mails').select('ticket_id').where('id', '=', id).executeTakeFirst()
  if (!row?.ticket_id) throw notFound()
  return row.ticket_id
}

/** Never tried, and due before this: still within the seconds in which its writer may take it back. Nothing hurries that. */
const heldUntil = (now: Date) => new Date(now.getTime() + UNDO_SECONDS * 1000)

/** Whatever was wrong with the mailbox may be right now: what failed for now is tried at once, unless it may have arrived. */
export const hurryMails = (
  { db, now }: Context,
  { mailboxId }: FactOf<'mailbox.edited'> | FactOf<'mailbox.connected'>,
) =>
  sql`update outgoing_mails set try_at = ${now} where mailbox_id = ${mailboxId} and state = 'queued' and detail is not null and not in_doubt`.execute(
    db,
  )
