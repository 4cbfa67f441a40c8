import { sql } from 'kysely'
import type { Static } from 'typebox'
import { hasRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { forbidden, invalid, notFound } from '../platform/errors.ts'
import { BULK_MOST, type BulkAct, type BulkRun, type Choosing } from './bulk.contract.ts'
import { type BulkQuestion, solutionFor, whyNotBulk } from './bulk.rules.ts'
import type { TicketStatus } from './contract.ts'
import { ticketIds } from './list.queries.ts'

type Refused = { ticket: { id: number; number: string; subject: string }; why: string }

/** Nobody leads nothing: who has full right nowhere is told at once. */
export function requireLead({ actor }: Context) {
  const leads = actor.role === 'admin' || [...actor.rights.keys()].some((group) => hasRight(actor, group, 'full'))
  if (!leads) throw forbidden('right_full')
}

/** The tickets chosen, in the order of the list; `more` when the list is longer than one run takes. */
export async function chosen(
  ctx: Context,
  { ticketIds: named, asked }: Choosing,
): Promise<{ ids: number[]; more: boolean }> {
  if (!named === !asked) throw invalid('ticketIds', 'tickets_or_asked')
  if (named) return { ids: [...new Set(named)], more: false }
  const ids: number[] = []
  let cursor: string | undefined
  do {
    const page = await ticketIds(ctx, { ...asked, cursor }, 500)
    ids.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor && ids.length < BULK_MOST)
  return { ids: [...new Set(ids)].slice(0, BULK_MOST), more: cursor !== undefined || ids.length > BULK_MOST }
}

/** What the actor may not see is left out as if it did not exist. */
export async function seenOnly(ctx: Context, ids: number[]): Promise<number[]> {
  const { rows } = await sql<{
    id: number
  }>`select t.id from unnest(${ids}::bigint[]) with ordinality as wanted(id, place)
    join tickets t on t.id = wanted.id where ${seen(ctx.actor, 't.group_id')} order by place`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** For how many it would work, and why not for the others; what the actor may not see is not counted. */
export async function preview(ctx: Context, ids: number[], act: BulkAct) {
  const facts = await factsFor(ctx, ids, act)
  const refused: Refused[] = facts.flatMap(({ ticket, ...question }) => {
    const why = whyNotBulk(question)
    if (!why) return []
    return [{ ticket, why: ctx.say(why, statusNames(ctx, question.status, question.act.to)) }]
  })
  return { total: facts.length, works: facts.length - refused.length, refused }
}

const statusNames = ({ say }: Context, from: TicketStatus, to: TicketStatus | null) => ({
  from: say(`status.${from}`),
  to: say(`status.${to ?? from}`),
})

type Row = {
  ticket: Refused['ticket']
  status: TicketStatus
  groupId: number
  accepted: boolean
  solution: string | null
  stands: boolean
  verified: boolean
  snoozable: boolean
}

async function factsFor(ctx: Context, ids: number[], act: BulkAct): Promise<(BulkQuestion & Pick<Row, 'ticket'>)[]> {
  const { rows } = await sql<Row>`
    select json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject) as ticket, t.status, t.group_id as "groupId",
      t.accepted_at is not null as accepted, t.solution, t.solution_stands as stands,
      coalesce(btrim(t.verification), '') <> '' as verified,
      not exists (select 1 from targets x where x.ticket_id = t.id and x.kind = 'solution' and x.met_at is null and not x.on_hold
        and x.due_at < ${act.snooze?.until ?? null}::timestamptz) as snoozable
    from unnest(${ids}::bigint[]) with ordinality as wanted(id, place) join tickets t on t.id = wanted.id
    where ${seen(ctx.actor, 't.group_id')} order by wanted.place`.execute(ctx.db)
  const groups = await groupsOf(ctx)
  const fits = await ownerFits(ctx, act.ownerId)
  return rows.map(({ groupId, ...row }) => {
    const into = act.groupId ?? groupId
    return {
      ...row,
      said: solutionFor(row, act.solution),
      ...(act.verification?.trim() && { verified: true }),
      right: rightsIn(ctx, groupId),
      group: { ...groups.get(into)!, right: rightsIn(ctx, into) },
      ownerFits: fits(into),
      act: { fields: fieldsOf(act), to: act.status ?? null },
    }
  })
}

const rightsIn = ({ actor }: Context, id: number) => ({
  change: hasRight(actor, id, 'change'),
  full: hasRight(actor, id, 'full'),
})

function fieldsOf(act: BulkAct): BulkQuestion['act']['fields'] {
  const named = (['ownerId', 'groupId', 'priority', 'categoryId', 'status', 'snooze'] as const).filter(
    (field) => act[field] !== undefined,
  )
  return act.addTags || act.removeTags ? [...named, 'tags'] : named
}

async function groupsOf({ db }: Context) {
  const rows = await db.selectFrom('groups').select(['id', 'triage', 'agents_close', 'needs_verification']).execute()
  return new Map(
    rows.map(({ id, triage, agents_close, needs_verification }) => [
      id,
      { triage, agentsClose: agents_close, needsVerification: needs_verification },
    ]),
  )
}

/** An owner must be an active agent who may work in the group; nobody fits everywhere. */
async function ownerFits({ db }: Context, ownerId: number | null | undefined): Promise<(groupId: number) => boolean> {
  if (!ownerId) return () => true
  const agent = await db.selectFrom('agents').select(['role', 'active']).where('id', '=', ownerId).executeTakeFirst()
  if (!agent?.active) throw invalid('act.ownerId', 'no_such')
  const rights = await db
    .selectFrom('memberships')
    .select(['group_id', 'right'])
    .where('agent_id', '=', ownerId)
    .execute()
  const working = new Set(
    rights.filter(({ right }) => right === 'change' || right === 'full').map((row) => row.group_id),
  )
  return (groupId) => agent.role === 'admin' || (agent.role === 'agent' && working.has(groupId))
}

export async function bulkRuns(ctx: Context, id?: number): Promise<Static<typeof BulkRun>[]> {
  const { rows } = await sql<Static<typeof BulkRun>>`
    select r.id, r.act, r.total, r.created_at as "createdAt", r.finished_at as "finishedAt",
      (select count(*)::int from bulk_items i where i.run_id = r.id and i.state = 'done') as done,
      (select count(*)::int from bulk_items i where i.run_id = r.id and i.state = 'refused') as refused
    from bulk_runs r where r.agent_id = ${ctx.actor.id} ${id === undefined ? sql`` : sql`and r.id = ${id}`}
    order by r.id desc limit 10`.execute(ctx.db)
  return rows
}

export async function bulkRun(ctx: Context, id: number) {
  const [run] = await bulkRuns(ctx, id)
  if (!run) throw notFound()
  const { rows: refused } = await sql<Refused>`
    select json_build_object('id', t.id, 'number', t.id::text, 'subject', t.subject) as ticket, coalesce(i.why, '') as why
    from bulk_items i join tickets t on t.id = i.ticket_id
    where i.run_id = ${id} and i.state = 'refused' and ${seen(ctx.actor, 't.group_id')} order by i.place`.execute(
    ctx.db,
  )
  return { run, refused }
}
