import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { TicketStatus } from './contract.ts'
import type { FlowEdge, FlowNode } from './flow.contract.ts'
import { SIDE_OF } from './moves.rules.ts'

type Part = { nodes: FlowNode[]; edges: FlowEdge[] }

/** What hangs on the tickets of a flow, kind by kind. A slice with documents of its own adds its source. */
const SOURCES: ((ctx: Context, ticketIds: number[]) => Promise<Part>)[] = [calls, activities]
const MOST = 40

/** S13: all that hangs on the ticket and on those it is related to, as a graph; what one may not see is left out. */
export async function documentFlow(ctx: Context, id: number) {
  const related = await tickets(ctx, id)
  if (!related.nodes.some((node) => node.id === id)) throw notFound()
  const ids = related.nodes.map((node) => node.id)
  const parts = [related, ...(await Promise.all(SOURCES.map((source) => source(ctx, ids))))]
  const nodes = parts.flatMap((part) => part.nodes)
  return {
    nodes,
    edges: parts.flatMap((part) => part.edges),
    more: parts.some((part) => part.nodes.length >= MOST),
    root: `ticket:${id}`,
  }
}

type TicketRow = { id: number; subject: string; status: TicketStatus; at: Date }
type RelationRow = { from: number; to: number; kind: 'preceding' | 'parent' | 'duplicate' }

/** Four steps along the relations, each ticket once, and no further through what is out of sight. */
async function tickets(ctx: Context, id: number): Promise<Part> {
  const { rows } = await sql<TicketRow>`
    with recursive near as (
      select t.id, 0 as step from tickets t where t.id = ${id} and ${seen(ctx.actor, 't.group_id')}
      union
      select t.id, near.step + 1 from near
        join relations r on r.ticket_id = near.id or r.other_id = near.id
        join tickets t on t.id = case when r.ticket_id = near.id then r.other_id else r.ticket_id end
      where near.step < 4 and ${seen(ctx.actor, 't.group_id')})
    select t.id, t.subject, t.status, t.created_at as at from (select id, min(step) as step from near group by id order by 2, 1 limit ${MOST}) n
      join tickets t on t.id = n.id order by n.step, t.id`.execute(ctx.db)
  const ids = rows.map((row) => row.id)
  const edges = await sql<RelationRow>`select ticket_id as from, other_id as to, kind from relations
    where ticket_id = any(${ids}::bigint[]) and other_id = any(${ids}::bigint[]) order by id`.execute(ctx.db)
  return {
    nodes: rows.map(({ id: ticketId, subject, status, at }) => ({
      ...{ key: `ticket:${ticketId}`, kind: 'ticket', id: ticketId, ticketId, at },
      title: `#${ticketId} ${subject}`,
      state: ctx.say(`status.${status}`),
      tone: toneOf(status),
    })),
    edges: edges.rows.map(asEdge),
  }
}

/** The earlier one, the whole, the original come first. */
function asEdge({ from, to, kind }: RelationRow): FlowEdge {
  const [first, then] = [`ticket:${to}`, `ticket:${from}`]
  return { from: first, to: then, kind: kind === 'preceding' ? 'precedes' : kind }
}

const toneOf = (status: TicketStatus): FlowNode['tone'] => {
  const side = SIDE_OF[status]
  if (side) return side === 'third_party' ? 'third' : side
  return status === 'completed' ? 'done' : 'closed'
}

async function calls(ctx: Context, ticketIds: number[]): Promise<Part> {
  const { rows } = await sql<{ id: number; ticketId: number; direction: 'in' | 'out'; result: string; at: Date }>`
    select id, ticket_id as "ticketId", direction, result, started_at as at from calls
    where ticket_id = any(${ticketIds}::bigint[]) order by id desc limit ${MOST}`.execute(ctx.db)
  return hanging(
    rows.map((call) => ({
      ...{ key: `call:${call.id}`, kind: 'call', id: call.id, ticketId: call.ticketId, at: call.at },
      title: ctx.say(`flow.call_${call.direction}`),
      // One that came in was answered by us; «contestó» is said of them.
      state: ctx.say(
        call.direction === 'in' && call.result === 'answered' ? 'flow.attended' : `flow.result.${call.result}`,
      ),
      tone: call.result === 'answered' ? 'done' : 'customer',
    })),
  )
}

async function activities(ctx: Context, ticketIds: number[]): Promise<Part> {
  const { rows } = await sql<{ id: number; ticketId: number; kind: string; title: string; done: boolean; at: Date }>`
    select id, ticket_id as "ticketId", kind, title, done_at is not null as done, due_at as at from activities
    where ticket_id = any(${ticketIds}::bigint[]) order by id desc limit ${MOST}`.execute(ctx.db)
  return hanging(
    rows.map((activity) => ({
      ...{
        key: `activity:${activity.id}`,
        kind: 'activity',
        id: activity.id,
        ticketId: activity.ticketId,
        at: activity.at,
      },
      title: activity.title,
      state: ctx.say(activity.done ? 'flow.done' : `flow.activity.${activity.kind}`),
      tone: activity.done ? 'done' : 'agent',
    })),
  )
}

const hanging = (nodes: FlowNode[]): Part => ({
  nodes,
  edges: nodes.map(({ key, ticketId }) => ({ from: `ticket:${ticketId}`, to: key, kind: 'has' })),
})
