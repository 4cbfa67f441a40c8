import { type RawBuilder, sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { isWithheld, writtenNumber } from '../customers/phones.rules.ts'
import { customersByIds } from '../customers/queries.ts'
import { notFound } from '../platform/errors.ts'
import { companySettings } from '../platform/settings.ts'
import type { CallCard, CallRecord, countCalls, listCalls } from './calls.contract.ts'
import { byCaller, type MissedCall } from './missed.rules.ts'

type Filter = Pick<Static<(typeof listCalls)['query']>, 'list' | 'customerId' | 'groupId' | 'since'>

export async function calls(ctx: Context, filter: Filter, limit: number, before: number | null) {
  const items = await cards(
    ctx,
    sql<boolean>`${listed(ctx, filter.list)}
      ${filter.customerId ? sql`and k.customer_id = ${filter.customerId}` : sql``}
      ${filter.groupId ? sql`and k.group_id = ${filter.groupId}` : sql``}
      ${filter.since ? sql`and k.started_at >= ${filter.since}` : sql``}
      ${before === null ? sql`` : sql`and k.id < ${before}`}`,
    limit + 1,
  )
  const page = items.slice(0, limit)
  return { items: page, nextCursor: items.length > limit ? String(page.at(-1)!.id) : null }
}

function listed({ actor }: Context, list: Filter['list']): RawBuilder<boolean> {
  if (list === 'mine') return sql`k.agent_id = ${actor.id}`
  if (list === 'unfinished') return sql`k.under_way`
  if (list === 'callbacks') return sql`k.outcome = 'callback' and k.ticket_id is null and not ${spokenSince('k')}`
  return sql`true`
}

/** A call belongs to its ticket; one without, to its line's group and to who took it (domain.md, "Rights"). While it lasts, theirs. */
const seenCall = ({ actor }: Context) => sql<boolean>`
  (case when k.ticket_id is null then ${seen(actor, 'k.group_id')} or k.agent_id = ${actor.id}
        else ${seen(actor, 't.group_id')} or (k.under_way and k.agent_id = ${actor.id}) end)`

/** Somebody has spoken with this number, or this customer, after that call. */
export const spokenSince = (call: 'k' | 'm') => sql<boolean>`(
  exists (select 1 from calls later where later.e164 = ${sql.ref(`${call}.e164`)} and later.id > ${sql.ref(`${call}.id`)} and later.result = 'answered')
  or exists (select 1 from calls later where later.customer_id = ${sql.ref(`${call}.customer_id`)} and later.id > ${sql.ref(`${call}.id`)} and later.result = 'answered'))`

async function cards(
  ctx: Context,
  condition: RawBuilder<boolean>,
  limit: number,
  visible = seenCall(ctx),
): Promise<CallCard[]> {
  const { rows } = await sql<CallCard & Numbered>`
    select k.id, k.direction, k.result, k.outcome, k.objectives, k.callback_at as "callbackAt", k.started_at as "startedAt", k.seconds,
      k.number, k.e164, k.under_way as "underWay", k.ticket_id as "ticketId", k.ticket_id::text as "ticketNumber",
      case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer,
      case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group",
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as agent,
      left(coalesce(nullif(n.notes, ''), k.notes, ''), 200) as excerpt
    from calls k left join customers c on c.id = k.customer_id left join tickets t on t.id = k.ticket_id
      left join groups g on g.id = k.group_id left join agents a on a.id = k.agent_id left join call_notes n on n.call_id = k.id
    where ${visible} and ${condition}
    order by k.id desc limit ${limit}`.execute(ctx.db)
  return withLines(ctx, rows)
}

type Numbered = { number: string | null; e164: string | null }

/** Each with its number as it is read here. */
async function withLines<T extends Numbered>(ctx: Context, rows: T[]) {
  const { country } = await companySettings(ctx)
  return rows.map(({ e164, ...row }) => {
    const withheld = row.number !== null && isWithheld(row.number)
    return { ...row, withheld, shownNumber: withheld ? null : e164 ? writtenNumber(e164, country) : row.number }
  })
}

/** One call for somebody who may see it; anything else is not found. */
export const callRecord = (ctx: Context, id: number) => one(ctx, id, seenCall(ctx))

/** The reply to a change one was allowed to make: shown even if the call has just gone out of one's sight with its ticket. */
export const callForReply = (ctx: Context, id: number) => one(ctx, id, sql<boolean>`true`)

async function one(ctx: Context, id: number, visible: RawBuilder<boolean>): Promise<CallRecord> {
  const [card] = await cards(ctx, sql<boolean>`k.id = ${id}`, 1, visible)
  if (!card) throw notFound()
  const { rows } = await sql<Pick<CallRecord, 'notes' | 'draft'> & { e164: string | null }>`
    select coalesce(k.notes, '') as notes, k.e164,
      json_build_object('notes', coalesce(n.notes, ''), 'form', coalesce(n.form, '{}'), 'version', coalesce(n.version, 0)) as draft
    from calls k left join call_notes n on n.call_id = k.id where k.id = ${id}`.execute(ctx.db)
  const { e164, ...written } = rows[0]!
  const callers = e164 && !card.customer ? await customersByIds(ctx, await customersWith(ctx, e164)) : []
  return { ...card, ...written, callers }
}

/** T3: whoever has this number, exactly; a few, for a switchboard has many. */
export async function customersWith({ db }: Context, e164: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct c.id from customer_phones p join customers c on c.id = p.customer_id
     where p.e164 = ${e164} and c.active and c.merged_into_id is null order by c.id desc limit 8`.execute(db)
  return rows.map(({ id }) => id)
}

/** Who rang in vain and was not spoken with since, by caller; of the newest five hundred. */
export async function missedCalls(ctx: Context) {
  const { rows } = await sql<MissedCall & Numbered>`
    select m.id, m.number, m.e164, m.customer, m."group", m.agent, m.started_at as "startedAt"
    from (select k.id, k.number, k.e164, k.customer_id, k.started_at,
            case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as customer,
            case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group",
            case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as agent
          from calls k left join tickets t on t.id = k.ticket_id left join customers c on c.id = k.customer_id
            left join groups g on g.id = k.group_id left join agents a on a.id = k.agent_id
          where k.direction = 'in' and k.result <> 'answered' and k.outcome is null and k.ticket_id is null and ${seenCall(ctx)}
          order by k.id desc limit 500) m
    where not ${spokenSince('m')} order by m.id desc`.execute(ctx.db)
  return byCaller(await withLines(ctx, rows))
}

const midnight = ({ actor, now }: Context) =>
  sql`(date_trunc('day', ${now}::timestamptz at time zone ${actor.zone}) at time zone ${actor.zone})`

type Figures = Static<(typeof countCalls)['reply']>['items'][number]

/** T6 and the lead's page: what each agent of each group took since then. Bounded: the newest five thousand calls of a group. */
export async function callFigures(ctx: Context, since?: string, groupId?: number): Promise<Figures[]> {
  const { rows } = await sql<Figures>`
    select json_build_object('id', g.id, 'name', g.name) as "group",
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as agent,
      (count(*) filter (where k.direction = 'in' and k.result = 'answered'))::int as taken,
      (count(*) filter (where k.direction = 'in' and k.result <> 'answered'))::int as missed,
      (count(*) filter (where k.direction = 'out'))::int as outgoing,
      (count(*) filter (where k.outcome = 'solved' and k.direction = 'in' and (k.ticket_id is null or t.reopen_count = 0 and t.status in ('completed', 'closed'))))::int as "firstContact",
      coalesce(sum(k.seconds), 0)::int as seconds
    from groups g cross join lateral (select * from calls where group_id = g.id and started_at >= ${since ? sql`${since}::timestamptz` : midnight(ctx)}
        order by started_at desc limit 5000) k
      left join tickets t on t.id = k.ticket_id left join agents a on a.id = k.agent_id
    where ${seen(ctx.actor, 'g.id')} and ${groupId ? sql`g.id = ${groupId}` : sql`true`}
    group by g.id, a.id order by g.name, a.name`.execute(ctx.db)
  return rows
}
