import { sql } from 'kysely'
import { hasRight } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import type { FactOf } from '../../facts.ts'
import { forbidden, notFound, Refusal } from '../../platform/errors.ts'
import { lockOnly } from '../../tickets/locking.ts'
import { recountOurWords } from '../../tickets/replying.ts'
import { UNDO_SECONDS } from '../../tickets/undoing.rules.ts'

/**
 * A password corrected, a server up again, a mailbox emptied: what waits for its next try, failed, was refused for somebody or given back for this
 * time is tried now, to those who have not received it, as often as somebody has not. It is the same mail to whoever never had it, with the same
 * Message-ID: the others hold it under that name, and answers to it and reports about it find their way.
 */
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
  if ((mail.state === 'sent' && !(await isLacking(ctx, id))) || mail.state === 'cancelled')
    throw new Refusal(422, 'mail_settled')
  if (mail.state === 'sending' || (mail.state === 'queued' && leavesByItself(ctx, mail))) return
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
        .set({ state: 'queued', bounce: null, at: ctx.now })
        .where('outgoing_id', '=', id)
        .where(LACKING)
        .execute()
      await forgetReports(ctx, mail.interaction_id!, id)
    },
  )
  await recountOurWords(ctx, { ticketId })
}

/** Refused for them, or given back for this time. Whom it came back from for good it is not sent again. */
const LACKING = sql<boolean>`(state = 'refused' or bounce = 'returned')`

async function isLacking({ db }: Context, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('recipient')
    .where('outgoing_id', '=', id)
    .where(LACKING)
    .executeTakeFirst()
  return row !== undefined
}

/** What a server said of those it is on its way to once more holds no longer. */
const forgetReports = ({ db }: Context, interactionId: number, id: number) =>
  sql`update mail_messages m set failed_recipients = array(select a from unnest(failed_recipients) a where a <> all(d.waiting)),
      bounce = case when d.gone then 'permanent' when exists (select 1 from unnest(failed_recipients) a where a <> all(d.waiting)) then bounce end
    from (select coalesce(array_agg(recipient) filter (where state = 'queued'), '{}') as waiting, coalesce(bool_or(bounce = 'permanent'), false) as gone
      from deliveries where outgoing_id = ${id}) d
    where m.interaction_id = ${interactionId} and m.bounce is not null`.execute(db)

async function ticketOf({ db }: Context, id: number): Promise<number> {
  const row = await db.selectFrom('outgoing_mails').select('ticket_id').where('id', '=', id).executeTakeFirst()
  if (!row?.ticket_id) throw notFound()
  return row.ticket_id
}

/**
 * Due, it is as good as under way: asked for twice it is sent once. Never tried, and due before long, it is still within the seconds in which
 * its writer may take it back. Nothing hurries that.
 */
const leavesByItself = ({ now }: Context, { attempts, try_at: at }: { attempts: number; try_at: Date | null }) =>
  at !== null && at.getTime() <= now.getTime() + (attempts === 0 ? UNDO_SECONDS * 1000 : 0)

/** Whatever was wrong with the mailbox may be right now: what failed for now is tried at once, unless it may have arrived. */
export const hurryMails = (
  { db, now }: Context,
  { mailboxId }: FactOf<'mailbox.edited'> | FactOf<'mailbox.connected'>,
) =>
  sql`update outgoing_mails set try_at = ${now} where mailbox_id = ${mailboxId} and state = 'queued' and detail is not null and not in_doubt`.execute(
    db,
  )
