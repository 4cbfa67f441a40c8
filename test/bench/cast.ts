import { sql } from 'kysely'
import { system } from '../../server/auth/actor.ts'
import { createTokenFor } from '../../server/auth/tokens.ts'
import { type Desk, transact } from '../../server/transaction.ts'
import type { Cast, Who } from './operations.ts'

/** Tokens for an agent of two groups and an admin, and what of the desk they work with. */
export async function castFor(desk: Desk): Promise<{ cast: Cast; tokens: Record<Who, string> }> {
  return transact(desk, { who: system(desk.config.companyZone), source: 'bench' }, async (ctx) => {
    const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(ctx.db)).rows
    const [agent] = await rows(sql<{ id: number; groups: number[] }>`
      select a.id, array_agg(m.group_id order by m.group_id) as groups from agents a join memberships m on m.agent_id = a.id
       where a.role = 'agent' group by a.id having count(*) = 2 order by a.id limit 1`)
    const [admin] = await rows(sql<{ id: number }>`select id from agents where role = 'admin' order by id limit 1`)
    const [group] = agent!.groups
    // New ids must be told apart from all other numbers when statements are replayed.
    await sql`select setval('files_id_seq', greatest(5000000, nextval('files_id_seq')))`.execute(ctx.db)
    const token = async (agentId: number) =>
      (await createTokenFor(ctx, { agentId, name: 'bench', scopes: ['read', 'write'] })).token
    const cast: Cast = {
      group: group!,
      agent: agent!.id,
      tickets: (
        await rows(sql<{ id: number }>`select id from tickets where group_id = any(${agent!.groups})
        and id % 7 < 3 order by id limit 20000`)
      ).map(({ id }) => id),
      customers: await rows(sql<Cast['customers'][number]>`select c.id, c.name, p.digits from customers c
        join customer_phones p on p.customer_id = c.id where c.id % 3 = 0 order by c.id desc limit 5000`),
      work: await rows(sql<Cast['work'][number]>`select id, version from tickets where group_id = any(${agent!.groups})
        and status = 'in_progress' order by id desc limit 1000`),
      rare: (
        await rows(sql<{ word: string }>`select (regexp_match(description, '\\mzor[a-z]+x\\M'))[1] as word
        from tickets where id % 20 = 1 order by id desc limit 2000`)
      ).flatMap(({ word }) => word ?? []),
      calls: await rows(sql<Cast['calls'][number]>`
        insert into calls (direction, result, under_way, started_at, group_id, agent_id)
        select 'in', 'answered', true, desk_now(), ${group!}::bigint, ${agent!.id}::bigint from generate_series(1, 100) returning id, 0 as version`),
    }
    return { cast, tokens: { agent: await token(agent!.id), admin: await token(admin!.id) } }
  })
}
