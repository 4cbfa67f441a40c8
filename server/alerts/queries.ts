import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'

/** My bell, newest first; what is about a ticket that has since left my sight is neither shown nor counted. */
export async function myAlerts(ctx: Context, limit: number, before: number | null) {
  const { rows } = await sql<{
    id: number
    kind: string
    detail: Record<string, string>
    at: Date
    readAt: Date | null
    ticket: { id: number; number: string; subject: string } | null
  }>`
    select l.id, l.kind, l.detail, l.at, l.read_at as "readAt",
      case when t.id is not null then json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject) end as ticket
    from alerts l left join tickets t on t.id = l.ticket_id
    where ${mine(ctx)} ${before === null ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit + 1}`.execute(ctx.db)
  const { rows: unread } = await sql<{ count: number }>`select count(*)::int as count from (
    select 1 from alerts l left join tickets t on t.id = l.ticket_id where ${mine(ctx)} and l.read_at is null limit 1000) n`.execute(
    ctx.db,
  )
  const page = rows.slice(0, limit)
  return {
    items: page.map(({ detail, ...alert }) => ({
      ...alert,
      text: ctx.say(`alert.${alert.kind}`, {
        ...detail,
        action: ctx.say(`nextAction.${detail.action ?? 'review'}`),
        news: ctx.say(`news.${(detail.news ?? 'note.added').replace('.', '_')}`),
      }),
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)!.id) : null,
    unread: unread[0]!.count,
  }
}

const mine = ({ actor }: Context) =>
  sql`l.agent_id = ${actor.id} and (l.ticket_id is null or ${seen(actor, 't.group_id')})`
