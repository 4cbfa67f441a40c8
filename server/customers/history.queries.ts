import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { changesOfFacts, type FactRow } from './history.changes.ts'
import { HISTORY_KINDS, type HistoryItem } from './history.contract.ts'
import type { MergeKind } from './merging.queries.ts'

type Asked = { kind?: HistoryItem['kind']; cursor?: string; limit?: number }
type Row = Omit<HistoryItem, 'activity' | 'change'> & {
  mark: string
  activity:
    | (Omit<NonNullable<HistoryItem['activity']>, 'dueAt' | 'doneAt'> & { dueAt: string; doneAt: string | null })
    | null
  fact: FactRow | null
}
/** Where the page before ended: moment, kind, id. */
type Mark = { at: string; kind: string; id: number }

/**
 * Z4: everything said and done with a person, or with an organization and its people, newest first. One question, and bounded: each kind
 * gives at most a page, read by its own index, of the newest tickets, people and calls (`NEWEST`). What hangs on a ticket is shown to who
 * sees the ticket.
 */
export async function historyOf(ctx: Context, about: MergeKind, id: number, { kind, cursor, limit = 30 }: Asked) {
  await requireThere(ctx, about, id)
  const mark = readMark(cursor)
  const branches = (kind ? [kind] : HISTORY_KINDS).map((one) =>
    BRANCHES[one](ctx, { about, id, earlier: (at, row) => earlier(mark, one, at, row), limit: limit + 1 }),
  )
  const { rows } = await sql<Row>`
    with own as materialized (${ticketsOf(ctx, about, id, mark)}), people as materialized (${peopleOf(about, id)})
    select kind, id, at, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as mark, who, customer, ticket,
      interaction, call, activity, fact
    from (${sql.join(branches, sql` union all `)}) everything
    order by at desc, kind desc, id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await itemsOf(ctx, page),
    nextCursor: rows.length > limit && last ? `${last.mark}_${last.kind}_${last.id}` : null,
  }
}

/** How many of a person's tickets, or of an organization's people and tickets, are looked at for one page. */
const NEWEST = sql.lit(2000)

const ticketsOf = (ctx: Context, about: MergeKind, id: number, mark: Mark | null) => sql`
  select t.id, t.subject, t.status, t.created_at, t.customer_id from tickets t
  where t.${sql.ref(about === 'customer' ? 'customer_id' : 'organization_id')} = ${id}
    ${mark ? sql`and t.created_at <= ${mark.at}::timestamptz` : sql``} and ${seen(ctx.actor, 't.group_id')} order by t.id desc limit ${NEWEST}`

const peopleOf = (about: MergeKind, id: number) =>
  about === 'customer'
    ? sql`select id, name from customers where id = ${id}`
    : sql`select id, name from customers where organization_id = ${id} and merged_into_id is null order by id desc limit ${NEWEST}`

/** Whether a row comes after the page before, in the order of the whole. */
const earlier = (mark: Mark | null, kind: string, at: string, id: string) =>
  mark
    ? sql`(${sql.ref(at)}, ${kind}::text, ${sql.ref(id)}) < (${mark.at}::timestamptz, ${mark.kind}::text, ${mark.id}::bigint)`
    : sql`true`

type Part = {
  about: MergeKind
  id: number
  earlier: (at: string, id: string) => RawBuilder<unknown>
  limit: number
}
type Branch = (ctx: Context, part: Part) => RawBuilder<unknown>

const TICKET = sql`json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject, 'status', t.status)`
const NONE = sql`null::json`

/** One kind each, with the same columns: kind, id, at, who, customer, ticket, interaction, call, activity, fact. */
const BRANCHES: Record<HistoryItem['kind'], Branch> = {
  ticket: (_ctx, { earlier, limit }) => sql`(
    select 'ticket' as kind, t.id, t.created_at as at, null as who, ${customerNamed('t.customer_id')} as customer, ${TICKET} as ticket,
      ${NONE} as interaction, ${NONE} as call, ${NONE} as activity, ${NONE} as fact
    from own t where ${earlier('t.created_at', 't.id')} order by t.created_at desc, t.id desc limit ${limit})`,

  // A call with the customer is shown as the call, with its words.
  interaction: (_ctx, { earlier, limit }) => sql`(
    select 'interaction' as kind, i.id, i.at, coalesce(i.from_name, a.name) as who, ${customerNamed('t.customer_id')} as customer, ${TICKET} as ticket,
      json_build_object('kind', i.kind, 'direction', i.direction, 'internal', i.internal, 'text', left(i.visible_text, 600)) as interaction,
      ${NONE} as call, ${NONE} as activity, ${NONE} as fact
    from own t cross join lateral (select * from interactions i where i.ticket_id = t.id and ${earlier('i.at', 'i.id')}
        and not (i.call_id is not null and i.party = 'customer') order by i.id desc limit ${limit}) i
      left join agents a on a.id = i.author_id and i.author_kind = 'agent'
    order by i.at desc, i.id desc limit ${limit})`,

  call: ({ actor }, { earlier, limit }) => sql`(
    select 'call' as kind, k.id, k.started_at as at, a.name as who, json_build_object('id', p.id, 'name', p.name) as customer,
      case when t.id is not null then ${TICKET} end as ticket, ${NONE} as interaction,
      json_build_object('direction', k.direction, 'result', k.result, 'outcome', k.outcome, 'seconds', k.seconds, 'text',
        (select left(i.visible_text, 600) from interactions i where i.ticket_id = k.ticket_id and i.call_id = k.id limit 1)) as call,
      ${NONE} as activity, ${NONE} as fact
    from people p cross join lateral (select * from calls k where k.customer_id = p.id and ${earlier('k.started_at', 'k.id')}
        order by k.id desc limit ${NEWEST}) k
      left join tickets t on t.id = k.ticket_id left join agents a on a.id = k.agent_id
    where case when k.ticket_id is null then ${seen(actor, 'k.group_id')} or k.agent_id = ${actor.id} else ${seen(actor, 't.group_id')} end
    order by k.started_at desc, k.id desc limit ${limit})`,

  activity: ({ actor }, { earlier, limit }) => sql`(
    select 'activity' as kind, v.id, v.created_at as at, a.name as who, json_build_object('id', p.id, 'name', p.name) as customer,
      case when t.id is not null then ${TICKET} end as ticket, ${NONE} as interaction, ${NONE} as call,
      json_build_object('kind', v.kind, 'title', v.title, 'dueAt', v.due_at, 'doneAt', v.done_at, 'result', v.result) as activity, ${NONE} as fact
    from people p cross join lateral (select * from activities v where v.customer_id = p.id and ${earlier('v.created_at', 'v.id')}
        order by v.id desc limit ${NEWEST}) v
      left join tickets t on t.id = v.ticket_id left join agents a on a.id = v.owner_id
    where v.ticket_id is null or ${seen(actor, 't.group_id')}
    order by v.created_at desc, v.id desc limit ${limit})`,

  change: (_ctx, part) => sql`(
    select 'change' as kind, f.id, f.at, a.name as who, case when f.customer_id is not null then ${customerNamed('f.customer_id')} end as customer,
      ${NONE} as ticket, ${NONE} as interaction, ${NONE} as call, ${NONE} as activity,
      json_build_object('id', f.id, 'xid', f.xid, 'type', f.type, 'detail', f.detail) as fact
    from (${factsOf(part)}) f left join agents a on a.id = f.actor_id and f.actor_kind = 'agent'
    order by f.at desc, f.id desc limit ${part.limit})`,
}

const customerNamed = (column: string) =>
  sql`(select json_build_object('id', c.id, 'name', c.name) from customers c where c.id = ${sql.ref(column)})`

function factsOf({ about, id, earlier, limit }: Part) {
  const own =
    about === 'customer'
      ? sql`f.customer_id = ${id} and f.customer_id is not null`
      : sql`f.detail ? 'organizationId' and (f.detail ->> 'organizationId')::bigint = ${id}`
  return sql`select f.* from facts f where ${own} and f.type like ${`${about}.%`} and ${earlier('f.at', 'f.id')} order by f.id desc limit ${limit}`
}

async function itemsOf(ctx: Context, rows: Row[]): Promise<HistoryItem[]> {
  const changes = await changesOfFacts(
    ctx,
    rows.flatMap(({ fact }) => fact ?? []),
  )
  return rows.map(({ mark, fact, activity, ...row }) => ({
    ...row,
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
