import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { called, type Named } from '../platform/addresses.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { changesOfFacts, type FactRow } from './history.changes.ts'
import type { HistoryItem } from './history.contract.ts'
import { beginningOf, happened, type Mark, type Span } from './history.spans.ts'
import type { MergeKind } from './merging.queries.ts'

type Asked = { kind?: HistoryItem['kind']; cursor?: string; limit?: number }
type Row = Omit<HistoryItem, 'activity' | 'change'> & {
  mark: string
  activity:
    | (Omit<NonNullable<HistoryItem['activity']>, 'dueAt' | 'doneAt'> & { dueAt: string; doneAt: string | null })
    | null
  fact: FactRow | null
  /** Of who gave himself a name. */
  from: Named | null
}

/**
 * Z4: everything said and done with a person, or with an organization and its people, newest first, down to the first. What hangs on a
 * ticket is shown to who sees the ticket. A page is looked for since the time of as many tickets as it has places, which nearly always
 * fills it; if it does not, further back, so that a page costs by what it shows and not by all there is.
 */
export async function historyOf(ctx: Context, about: MergeKind, id: number, { kind, cursor, limit = 30 }: Asked) {
  const mark = readMark(cursor)
  const asked = { about, id, mark, kind, limit: limit + 1 }
  let [since] = await Promise.all([beginningOf(ctx, asked, limit), requireThere(ctx, about, id)])
  let rows = await rowsOf(ctx, { ...asked, since })
  for (let tickets = limit * 8; rows.length <= limit && since !== null; tickets *= 8) {
    since = await beginningOf(ctx, asked, tickets)
    rows = await rowsOf(ctx, { ...asked, since })
  }
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await itemsOf(ctx, page),
    nextCursor: rows.length > limit && last ? `${last.mark}_${last.kind}_${last.id}` : null,
  }
}

/** The page's rows by what happened, then all that is shown of each, found by its id. */
async function rowsOf(ctx: Context, span: Span): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with page as materialized (${happened(ctx, span)})
    select page.kind, page.id, page.at, to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as mark,
      a.name as who, case when i.from_name is not null then json_build_object('name', i.from_name, 'address', i.from_address) end as "from",
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer,
      case when t.id is not null then
        json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject, 'status', t.status) end as ticket,
      case when i.id is not null then json_build_object('kind', i.kind, 'direction', i.direction, 'internal', i.internal,
        'side', case when i.direction = 'in' and (m.doubted or not m.verified) then 'unproven'
          when i.automatic or m.bounce is not null and i.direction = 'in' or i.auto_reply and l.reason is distinct from 'by_program' then 'program' else i.party end,
        'text', left(i.visible_text, 600)) end as interaction,
      case when k.id is not null then json_build_object('direction', k.direction, 'result', k.result, 'outcome', k.outcome,
        'seconds', k.seconds, 'text', (select left(said.visible_text, 600) from interactions said
          where said.ticket_id = k.ticket_id and said.call_id = k.id limit 1)) end as call,
      case when v.id is not null then json_build_object('kind', v.kind, 'title', v.title, 'dueAt', v.due_at, 'doneAt', v.done_at,
        'result', v.result) end as activity,
      case when f.id is not null then json_build_object('id', f.id, 'xid', f.xid, 'type', f.type,
        'customerId', f.customer_id, 'detail', f.detail) end as fact
    from page
      left join interactions i on page.kind = 'interaction' and i.id = page.id
      left join mail_messages m on m.interaction_id = i.id
      left join mails l on l.id = m.mail_id
      left join calls k on page.kind = 'call' and k.id = page.id
      left join activities v on page.kind = 'activity' and v.id = page.id
      left join facts f on page.kind = 'change' and f.id = page.id
      left join tickets t on t.id = case when page.kind = 'ticket' then page.id else coalesce(i.ticket_id, k.ticket_id, v.ticket_id) end
      left join customers c on c.id = case when page.kind in ('ticket', 'interaction') then t.customer_id
        else coalesce(k.customer_id, v.customer_id, f.customer_id) end
      left join agents a on a.id = coalesce(case when i.author_kind = 'agent' then i.author_id end, k.agent_id, v.owner_id,
        case when f.actor_kind = 'agent' then f.actor_id end)
    order by page.at desc, page.kind desc, page.id desc`.execute(ctx.db)
  return rows
}

async function itemsOf(ctx: Context, rows: Row[]): Promise<HistoryItem[]> {
  const changes = await changesOfFacts(
    ctx,
    rows.flatMap(({ fact }) => fact ?? []),
  )
  return rows.map(({ mark, fact, activity, from, ...row }) => ({
    ...row,
    who: from ? (called(from).name ?? from.address) : row.who,
    activity: activity && {
      ...activity,
      dueAt: new Date(activity.dueAt),
      doneAt: activity.doneAt === null ? null : new Date(activity.doneAt),
    },
    change: fact && changes.get(fact.id)!,
  }))
}

function readMark(cursor: string | undefined): Mark | null {
  if (cursor === undefined) return null
  const [, at, kind, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([a-z]+)_(\d{1,15})$/.exec(cursor) ?? []
  if (!at || Number.isNaN(Date.parse(at))) throw invalid('cursor', 'cursor')
  return { at, kind: kind!, id: Number(id) }
}

async function requireThere({ db }: Context, about: MergeKind, id: number) {
  const { rows } =
    await sql`select 1 from ${sql.table(about === 'customer' ? 'customers' : 'organizations')} where id = ${id}`.execute(
      db,
    )
  if (!rows.length) throw notFound()
}
