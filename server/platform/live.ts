import { sql } from 'kysely'
import type { Context } from '../context.ts'

export type LiveEvent = { topic: string; ticketId?: number; groupIds?: number[]; agentId?: number }

/** Stores the announced events and wakes the listening processes: one small NOTIFY, without content, at commit. */
export async function writeLiveEvents(ctx: Context) {
  if (!ctx.announced.length) return
  await sql`with told as (
      insert into live_events (topic, ticket_id, group_ids, agent_id, at)
      select e->>'topic', (e->>'ticketId')::bigint,
             coalesce((select array_agg(g::bigint) from jsonb_array_elements_text(e->'groupIds') g), '{}'),
             (e->>'agentId')::bigint, ${ctx.now}
        from jsonb_array_elements(${JSON.stringify(ctx.announced)}::jsonb) e)
    select pg_notify('live', '')`.execute(ctx.db)
}
