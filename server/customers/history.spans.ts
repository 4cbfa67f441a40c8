import { type RawBuilder, sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { HISTORY_KINDS, type HistoryItem } from './history.contract.ts'
import type { MergeKind } from './merging.queries.ts'

/** Where the page before ended: moment, kind, id. */
export type Mark = { at: string; kind: string; id: number }
type About = { about: MergeKind; id: number; mark: Mark | null }
/** What happened before the mark and not before `since` (null: since ever); the newest `limit` of it. */
export type Span = About & { kind: HistoryItem['kind'] | undefined; since: string | null; limit: number }

/** When the newest so many tickets before the mark begin; null where there are fewer. */
export async function beginningOf(ctx: Context, asked: About, tickets: number): Promise<string | null> {
  const { rows } = await sql<{ since: string | null }>`
    select case when count(*) = ${tickets} then min(created_at)::text end as since
    from (select t.created_at from tickets t where ${ownTicket(ctx, asked)} order by t.id desc limit ${tickets}) newest`.execute(
    ctx.db,
  )
  return rows[0]!.since
}

/** Kind, id and moment of what happened, each kind by its own index. How many stands in the text: the plan is made for few. */
export function happened(ctx: Context, span: Span): RawBuilder<unknown> {
  const branches = (span.kind ? [span.kind] : HISTORY_KINDS).map((kind) => {
    const { at, from } = BRANCHES[kind](ctx, span)
    const [moment, id] = [sql.ref(`x.${at}`), sql.ref('x.id')]
    return sql`(select ${kind}::text as kind, ${id} as id, ${moment} as at from ${from} and ${within(span, kind, moment, id)}
      order by ${moment} desc, ${id} desc limit ${sql.lit(span.limit)})`
  })
  return sql`select * from (${sql.join(branches, sql` union all `)}) everything order by at desc, kind desc, id desc limit ${sql.lit(span.limit)}`
}

function within({ mark, since }: Span, kind: string, at: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const before = mark
    ? sql`${at} <= ${mark.at}::timestamptz and (${at}, ${kind}::text, ${id}) < (${mark.at}::timestamptz, ${mark.kind}::text, ${mark.id}::bigint)`
    : sql`true`
  return since === null ? before : sql`${before} and ${at} >= ${since}::timestamptz`
}

const ownTicket = ({ actor }: Context, { about, id, mark }: About) => sql`
  t.${sql.ref(about === 'customer' ? 'customer_id' : 'organization_id')} = ${id} and ${seen(actor, 't.group_id')}
  ${mark ? sql`and t.created_at <= ${mark.at}::timestamptz` : sql``}`

/** Whether a person is the one asked about, or of the organization. */
const ownPerson = ({ about, id }: About, column: string) =>
  about === 'customer'
    ? sql`${sql.ref(column)} = ${id}`
    : sql`${sql.ref(column)} in (select p.id from customers p where p.organization_id = ${id} and p.merged_into_id is null)`

type Branch = (ctx: Context, asked: About) => { at: string; from: RawBuilder<unknown> }

/** What is read of each kind, as x, with its first conditions. */
const BRANCHES: Record<HistoryItem['kind'], Branch> = {
  ticket: (ctx, asked) => ({
    at: 'created_at',
    from: sql`(select t.id, t.created_at from tickets t where ${ownTicket(ctx, asked)}) x where true`,
  }),

  // A call with the customer is shown as the call, with its words.
  interaction: (ctx, asked) => ({
    at: 'at',
    from: sql`interactions x join tickets t on t.id = x.ticket_id where ${ownTicket(ctx, asked)}
      and not (x.call_id is not null and x.party = 'customer')`,
  }),

  call: ({ actor }, asked) => ({
    at: 'started_at',
    from: sql`calls x left join tickets t on t.id = x.ticket_id where ${ownPerson(asked, 'x.customer_id')}
      and case when x.ticket_id is null then ${seen(actor, 'x.group_id')} or x.agent_id = ${actor.id} else ${seen(actor, 't.group_id')} end`,
  }),

  activity: ({ actor }, asked) => ({
    at: 'created_at',
    from: sql`activities x left join tickets t on t.id = x.ticket_id where ${ownPerson(asked, 'x.customer_id')}
      and (x.ticket_id is null or ${seen(actor, 't.group_id')})`,
  }),

  change: (_ctx, { about, id }) => ({
    at: 'at',
    from:
      about === 'customer'
        ? sql`facts x where x.customer_id = ${id} and x.customer_id is not null and x.type like 'customer.%'`
        : sql`facts x where x.detail ? 'organizationId' and (x.detail ->> 'organizationId')::bigint = ${id}
            and x.type like 'organization.%'`,
  }),
}
