import { sql } from 'kysely'
import { alertLeadsHourly } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'

/** One now and then is a scanner that never says its name. So many within an hour may be customers, by way of a broken form or server. */
const MANY = 10

/** E1: mails held because nobody can be read as their sender make no noise one by one; who leads the group hears when there are many. */
export async function tellOfSenderless(ctx: Context) {
  const { rows } = await sql<{ groupId: number; count: number }>`select b.group_id as "groupId", count(*)::int as count
    from mails m join mailboxes b on b.id = m.mailbox_id
    where m.outcome = 'held' and m.reason = 'no_sender' and m.decided_at > ${ctx.now}::timestamptz - interval '1 hour'
    group by b.group_id having count(*) >= ${MANY} order by b.group_id`.execute(ctx.db)
  for (const { groupId, count } of rows)
    await alertLeadsHourly(ctx, groupId, 'mail_senderless', { count: String(count) })
}
