import { sql } from 'kysely'
import { seenGroups } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { unawaited } from '../platform/pipeline.ts'

/** What tags a ticket bears, kept where lists and suggestions find it: by group, so that nobody is offered another group's words. */
export async function indexTags({ db }: Context, { ticketId }: { ticketId: number }) {
  const kept = sql`with held as (
      select t.group_id, tag, t.id from tickets t cross join lateral unnest(t.tags) as tag where t.id = ${ticketId}),
    gone as (delete from ticket_tags old where old.ticket_id = ${ticketId}
      and not exists (select 1 from held where held.group_id = old.group_id and held.tag = old.tag))
    insert into ticket_tags (group_id, tag, ticket_id) select group_id, tag, id from held on conflict do nothing`
  unawaited(kept.execute(db))
}

const OFFERED = 20

/** Goes from tag to tag along the index, per group: the work grows with the tags offered, not with the tickets that bear them. */
export async function tagsLike(ctx: Context, typed: string) {
  const seen = seenGroups(ctx.actor)
  const groups = seen === 'all' ? sql`(select id from groups)` : sql`(select unnest(${seen}::bigint[]) as id)`
  const { rows } = await sql<{ tag: string }>`
    with recursive tags as (
      select g.id as group_id, (select min(tag) from ticket_tags where group_id = g.id and tag >= ${typed}) as tag, 1 as nth from ${groups} g
      union all
      select group_id, (select min(t.tag) from ticket_tags t where t.group_id = tags.group_id and t.tag > tags.tag), nth + 1
        from tags where tag is not null and starts_with(tag, ${typed}) and nth < ${OFFERED})
    select distinct tag from tags where tag is not null and starts_with(tag, ${typed}) order by tag limit ${OFFERED}`.execute(
    ctx.db,
  )
  return rows.map(({ tag }) => tag)
}
