import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { called } from '../platform/addresses.ts'
import { notFound } from '../platform/errors.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import type { Interaction } from './contract.ts'
import { previewOf } from './previews.rules.ts'
import { quotedBy } from './quoted.queries.ts'

/** What was said on the ticket, and on those merged into it, oldest first. */
export async function interactions(ctx: Context, ticketId: number, limit: number, after: number) {
  const { rows: found } =
    await sql`select 1 from tickets t where t.id = ${ticketId} and ${seen(ctx.actor, 't.group_id')}`.execute(ctx.db)
  if (!found.length) throw notFound()
  const items = await select(
    ctx,
    sql`i.ticket_id = any(${await shownWith(ctx, ticketId)}::bigint[]) and i.id > ${after}`,
    limit + 1,
  )
  const page = items.slice(0, limit)
  return { items: page, nextCursor: items.length > limit ? String(page.at(-1)!.id) : null }
}

export async function interaction(ctx: Context, id: number): Promise<Interaction> {
  const [row] = await select(ctx, sql`i.id = ${id}`, 1)
  if (!row) throw notFound()
  return row
}

/** The first words a writer has not seen yet, on the ticket or on one merged into it: public, by somebody else, and not taken back. */
export async function newerPublicInteraction(
  ctx: Context,
  ticketId: number,
  seenId: number,
): Promise<Interaction | undefined> {
  const [row] = await select(
    ctx,
    sql`i.ticket_id = any(${await shownWith(ctx, ticketId)}::bigint[]) and i.id > ${seenId} and not i.internal and (i.author_id is distinct from ${ctx.actor.id} or i.direction = 'in')
      and not exists (select 1 from outgoing_mails o where o.interaction_id = i.id and o.state = 'cancelled')`,
    1,
  )
  return row
}

/** What became of a mail of ours, recipient by recipient. */
const DELIVERY = sql`(select json_build_object('id', o.id, 'state', o.state, 'at', o.sent_at, 'tryAt', o.try_at, 'attempts', o.attempts, 'detail', o.detail,
  'recipients', (select coalesce(json_agg(json_build_object('address', d.recipient, 'role', d.role, 'state', d.state, 'bounce', d.bounce, 'detail', d.detail)
    order by array_position(array['to', 'cc', 'bcc'], d.role), d.recipient), '[]') from deliveries d where d.outgoing_id = o.id))
  from outgoing_mails o where o.interaction_id = i.id)`

/** A first paragraph of one line: a signature, an attribution and the head of a forward have another right below. */
const ADDED = sql`(select substring(o.below_text from E'^[^\\n]+(?=\\n\\n|$)') from outgoing_mails o where o.interaction_id = i.id)`

/** Whether the ticket was opened by this mail, of somebody outside. */
const OPENED = sql`(i.subject is not null and i.author_kind <> 'agent'
  and exists (select from mails m where m.id = mm.mail_id and m.outcome = 'ticket_created' and m.interaction_id = i.id))`

/** Whether it would have confirmed, had it been proven. Only mail can lack proof. */
const CONFIRMS_NOTHING = sql`(mm.mail_id is not null and i.direction = 'in' and exists (select from facts f
  where f.ticket_id = i.ticket_id and f.type = 'customer.replied' and f.detail ? 'lacksProof' and (f.detail ->> 'interactionId')::bigint = i.id))`

/** Where words were moved from is told to whoever sees that ticket as well. */
const cameFrom = ({ actor }: Context) =>
  sql`(select o.id from tickets o where o.id = i.moved_from_id and ${seen(actor, 'o.group_id')})`

type Enclosed = Interaction['attachments'][number] & { contentType: string | null }

async function select(ctx: Context, condition: RawBuilder<unknown>, limit: number): Promise<Interaction[]> {
  const { rows } = await sql<
    Omit<Interaction, 'attachments'> & {
      author_kind: string
      author_id: number | null
      author_name: string | null
      added: string | null
      opened: boolean
      attachments: Enclosed[]
    }
  >`
    select i.id, i.ticket_id as "ticketId", i.kind, i.direction, i.party, i.internal, i."to", i.cc, i.bcc, i.subject, i.text, i.visible_text as "visibleText", i.html,
      i.auto_reply as "autoReply", case when i.auto_reply then (select m.reason from mails m where m.id = mm.mail_id) end as silence, i.automatic, mm.bounce, coalesce(mm.failed_recipients, '{}') as "failedRecipients", mm.verified, coalesce(mm.doubted, false) as doubted, mm.mail_id as "mailId", ${cameFrom(ctx)} as "movedFromId", ${DELIVERY} as delivery, ${ADDED} as added, ${OPENED} as opened, ${CONFIRMS_NOTHING} as "confirmsNothing", i.at,
      i.author_kind, i.author_id, a.name as author_name,
      case when i.from_name is not null or i.from_address is not null then json_build_object('name', i.from_name, 'address', i.from_address)
           when i.direction = 'in' then json_build_object('name', case when i.party_id is not null then p.name when i.party = 'customer' then c.name end, 'address', null) end as "from",
      case when k.id is not null then json_build_object('id', k.id, 'direction', k.direction, 'result', k.result, 'outcome', k.outcome, 'objectives', k.objectives,
        'callbackAt', k.callback_at, 'startedAt', k.started_at, 'seconds', k.seconds) end as call,
      coalesce((select json_agg(json_build_object('id', x.id, 'filename', f.name, 'type', f.type, 'size', f.size, 'sha256', f.sha256, 'contentId', x.content_id,
        'url', '/files/' || f.token, 'contentType', f.content_type) order by x.id) from attachments x join files f on f.id = x.file_id where x.interaction_id = i.id), '[]') as attachments
    from interactions i join tickets t on t.id = i.ticket_id join customers c on c.id = t.customer_id
      left join agents a on a.id = i.author_id and i.author_kind = 'agent' left join calls k on k.id = i.call_id left join parties p on p.id = i.party_id
      left join mail_messages mm on mm.interaction_id = i.id
    where ${condition} order by i.id limit ${limit}`.execute(ctx.db)
  const quoted = await quotedBy(
    ctx,
    rows.flatMap(({ opened, id, ticketId, subject }) => (opened ? { id, ticketId, subject: subject! } : [])),
  )
  return rows.map(({ author_kind, author_id, author_name, added, opened, confirmsNothing, ...row }) => ({
    ...row,
    ...(confirmsNothing && { confirmsNothing }),
    ...(added !== null && { added }),
    ...(opened && quoted.get(row.id)?.length && { quoted: quoted.get(row.id) }),
    from: row.from && called(row.from),
    ...{ to: row.to.map(called), cc: row.cc.map(called), bcc: row.bcc.map(called) },
    attachments: row.attachments.map(({ contentType, ...file }) => ({ ...file, preview: previewOf(contentType) })),
    author: { kind: author_kind, id: author_id, name: author_name ?? ctx.say(`who.${author_kind}`) },
  }))
}
