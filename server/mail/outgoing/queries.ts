import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import type { Delivery } from '../../conversations/contract.ts'
import { notFound } from '../../platform/errors.ts'
import type { OutgoingMail } from './contract.ts'

type Shown = Static<typeof OutgoingMail>
type Filter = { state?: string; mailboxId?: number }

/** What waits, is on the wire or failed, of the tickets one sees; newest first. */
export async function outgoingMails(ctx: Context, filter: Filter, limit: number, before: number | null) {
  const { state, mailboxId } = filter
  const items = await select(
    ctx,
    sql`o.state in ('queued', 'sending', 'failed') and ${seen(ctx.actor, 't.group_id')}
      ${state ? sql`and o.state = ${state}` : sql``} ${mailboxId ? sql`and o.mailbox_id = ${mailboxId}` : sql``}
      ${before === null ? sql`` : sql`and o.id < ${before}`}`,
    limit + 1,
  )
  const page = items.slice(0, limit)
  return { items: page, nextCursor: items.length > limit ? String(page.at(-1)!.id) : null }
}

export async function delivery(ctx: Context, id: number): Promise<Static<typeof Delivery>> {
  const [found] = await select(ctx, sql`o.id = ${id}`, 1)
  if (!found) throw notFound()
  const { state, at, tryAt, attempts, detail, recipients } = found
  return { id, state, at, tryAt, attempts, detail, recipients }
}

async function select({ db }: Context, condition: RawBuilder<unknown>, limit: number): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select o.id, o.state, o.sent_at as "at", o.try_at as "tryAt", o.attempts, o.detail, o.kind, i.subject, o.created_at as "createdAt",
      o.interaction_id as "interactionId", json_build_object('id', b.id, 'name', b.name, 'address', b.address) as mailbox,
      json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject) as ticket,
      (select coalesce(json_agg(json_build_object('address', d.recipient, 'role', d.role, 'state', d.state, 'bounce', d.bounce, 'detail', d.detail) order by d.role desc, d.recipient), '[]')
        from deliveries d where d.outgoing_id = o.id) as recipients
    from outgoing_mails o join interactions i on i.id = o.interaction_id join tickets t on t.id = o.ticket_id join mailboxes b on b.id = o.mailbox_id
    where ${condition} order by o.id desc limit ${limit}`.execute(db)
  return rows
}
