import { deepStrictEqual } from 'node:assert'
import { sql } from 'kysely'
import type pg from 'pg'
import { system } from '../../server/auth/actor.ts'
import { unattended } from '../../server/tickets/clocks.queries.ts'
import { settleTickets } from '../../server/tickets/settling.ts'
import { type Desk, transact } from '../../server/transaction.ts'

/** A desk made by COPY must be one the desk could have made: what does not hold is said, and ends the seeding. */
export async function checkBigDesk(desk: Desk, client: pg.Client, tickets: number) {
  for (const [promise, question] of Object.entries(PROMISES)) {
    const { rows } = await client.query(question)
    deepStrictEqual(rows, [], `the big desk breaks a promise: ${promise}`)
  }
  const { rows } = await client.query('select count(*)::int as count from tickets')
  deepStrictEqual(rows[0].count, tickets)
  await settlingChangesNothing(desk)
}

/** A thousand tickets from all over the desk. */
const SOME = `(select * from tickets where id % greatest((select count(*) from tickets) / 1000, 1) = 1)`
const LATEST = `(select distinct on (c.tbl, c.row_id, d.key) c.tbl, c.row_id, d.key, d.value -> 1 as value
   from changes c join ${SOME} t on t.id = c.ticket_id, jsonb_each(c.diff) d order by c.tbl, c.row_id, d.key, c.id desc)`

const PROMISES: Record<string, string> = {
  'every ticket has its states, in order': `
    select t.id from tickets t left join (select ticket_id, count(*) as n, max(seq) as last, (array_agg(status order by seq desc))[1] as status
      from status_rows group by ticket_id) s on s.ticket_id = t.id where s.n is null or s.n <> s.last or s.status <> t.status limit 5`,
  'every ticket has three interactions, three targets and its words': `
    select t.id from ${SOME} t where (select count(*) from interactions where ticket_id = t.id) <> 3
      or (select count(*) from targets where ticket_id = t.id) <> 3 or (select count(*) from search_entries where ticket_id = t.id) <> 3`,
  'every open ticket has a next action, every closed one has none': `
    select id from tickets where (status = 'closed') <> (next_due_at is null) or (status <> 'closed' and next_kind is null) limit 5`,
  'every call is spoken of': `
    select k.id from calls k where not exists (select 1 from interactions i where i.call_id = k.id) limit 5`,
  'rows and changes tell the same': `
    select l.tbl, l.row_id, l.key from ${LATEST} l left join (
        select 'tickets' as tbl, t.id::text as row_id, to_jsonb(t) as whole from tickets t
        union all select 'interactions', i.id::text, to_jsonb(i) from interactions i
        union all select 'calls', k.id::text, to_jsonb(k) from calls k
        union all select 'parties', p.id::text, to_jsonb(p) from parties p
        union all select 'status_rows', s.ticket_id || '/' || s.seq, to_jsonb(s) from status_rows s) r using (tbl, row_id)
      where l.value is distinct from r.whole -> l.key
        and l.value is distinct from value_digest(r.whole -> l.key) limit 5`,
  'every digest is right': `
    select id from changes where id % greatest((select max(id) from changes) / 10000, 1) = 0
      and digest <> change_digest(salt, at, fact_id, actor_kind, actor_id, source, tbl, row_id, op, diff) limit 5`,
  'every change has its fact': `
    select c.id from changes c left join facts f on f.id = c.fact_id where c.ticket_id is not null and f.id is null limit 5`,
  'what is indexed is what was said': `
    select e.id from search_entries e join ${SOME} t on t.id = e.ticket_id join customers c on c.id = t.customer_id
      left join interactions i on e.source = 'interaction:' || i.id and i.ticket_id = t.id
     where e.words <> search_vector(coalesce(i.visible_text, t.subject || E'\\n' || t.description || E'\\n' || c.name)) limit 5`,
  'an owner works in the group': `
    select t.id from tickets t where owner_id is not null
      and not exists (select 1 from memberships m where m.agent_id = t.owner_id and m.group_id = t.group_id) limit 5`,
}

/** The desk's own settling finds every date as it stands, and nothing is unattended. */
async function settlingChangesNothing(desk: Desk) {
  await transact(desk, { who: { ...system(desk.config.companyZone), role: 'admin' }, source: 'seed' }, async (ctx) => {
    const { rows: some } = await sql<{
      id: number
    }>`select id from ${sql.raw(SOME)} t order by status <> 'closed' desc limit 400`.execute(ctx.db)
    const ids = some.map(({ id }) => id)
    const state = async () =>
      (
        await sql`select to_jsonb(t) as ticket, (select jsonb_agg(to_jsonb(x) order by kind) from targets x where x.ticket_id = t.id) as targets
          from tickets t where id = any(${ids}) order by id`.execute(ctx.db)
      ).rows
    const before = await state()
    await settleTickets(ctx, ids)
    deepStrictEqual(await state(), before, 'the big desk is not settled')
    deepStrictEqual((await unattended(ctx)).items, [], 'tickets are unattended')
    ctx.announced.length = 0
  })
}
