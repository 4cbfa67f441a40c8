import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { notFound, Refusal } from '../platform/errors.ts'
import type { TicketStatus } from './contract.ts'
import { lockOnly, lockTickets } from './locking.ts'
import { close } from './moving.ts'
import { whyNotUndo } from './undoing.rules.ts'
import { appendStatusRow, writeTicket } from './writing.ts'

type Diff = Record<string, [unknown, unknown]>
type Change = { tbl: string; row_id: string; op: string; diff: Diff; ticket_id: number }

/**
 * Takes one's own change back (domain.md §1, Undo): restores the tickets' fields and state from the record, the one exception to
 * the moves. What was said stays said, but a mail that has not left does not leave (mail/outgoing); words that were
 * moved go back where they were (conversations/splitting.ts). Recorded as a fact of its own. A mail that waits can be taken back whatever
 * else has happened; what came with it stays as it is where it has been changed since (`mailOnly`).
 */
export async function undoAs(ctx: Context, request: string): Promise<{ ticketId: number; mailOnly: boolean }> {
  const facts = await factsOf(ctx, request)
  const moved = facts.find((fact) => fact.type === 'ticket.split')
  const first = moved ?? facts.find((fact) => fact.ticket_id !== null)
  if (!first?.ticket_id) throw notFound()
  const ids = [...new Set(facts.flatMap((fact) => fact.ticket_id ?? []))]
  await lockMine(ctx, ids, first.actor_id)
  const changes = await changesOf(ctx, request)
  const mails = changes.some(({ tbl, op }) => tbl === 'outgoing_mails' && op === 'insert')
  const touched = await touchedSince(ctx, ids, request, Math.max(...facts.map((fact) => fact.id)))
  const why = whyNotUndo({
    actorId: ctx.actor.id,
    doneBy: first.actor_id,
    doneAt: first.at,
    now: ctx.now,
    touchedSince: touched && !mails,
    alreadyUndone: await undoneBefore(ctx, ids, request),
    opened: !moved && facts.some((fact) => fact.type === 'ticket.opened'),
    nothing: !moved && !mails && !changes.some(({ tbl, op }) => restorable(tbl, op)),
  })
  if (why) throw new Refusal(422, 'undo_refused', { params: { why } })
  const mailOnly = touched && (await changedSince(ctx, ids, request))
  const about: About = { request, what: first.type, ...(mailOnly && { mailOnly }) }
  for (const id of ids) await restore(ctx, id, about, mailOnly ? [] : changes)
  for (const { type, ticket_id } of facts) if (type === 'ticket.opened') await discardEmpty(ctx, ticket_id!)
  return { ticketId: first.ticket_id, mailOnly }
}

/** A ticket that was opened to move words to has none left. */
async function discardEmpty(ctx: Context, ticketId: number) {
  const reason = ctx.say('undone.emptied')
  await ctx.record({ type: 'ticket.discarded', ticketId, reason }, async () => {
    await writeTicket(ctx, ticketId, { discard_reason: reason })
    await close(ctx, ticketId, 'discarded')
  })
}

/** One's own change may have moved the ticket out of one's sight (a hand-over): it can be taken back all the same. */
async function lockMine(ctx: Context, ids: number[], doneBy: number | null) {
  if (ctx.actor.id === null || doneBy !== ctx.actor.id) await lockTickets(ctx, ids, 'read')
  else for (const id of ids.toSorted((a, b) => a - b)) await lockOnly(ctx, id)
}

const restorable = (tbl: string, op: string) =>
  tbl === 'tickets' ? op === 'update' : ['parties', 'relations', 'answers'].includes(tbl)

type About = { request: string; what: string; mailOnly?: true }

async function restore(ctx: Context, ticketId: number, about: About, changes: Change[]) {
  const own = changes.filter((change) => change.ticket_id === ticketId)
  await ctx.record({ type: 'ticket.undone', ticketId, ...about }, async () => {
    for (const { diff } of own.filter(({ tbl, op }) => tbl === 'tickets' && op === 'update'))
      await restoreFields(ctx, ticketId, diff)
    for (const { diff, row_id } of own.filter(({ tbl, op }) => tbl === 'parties' && op === 'update'))
      await restoreParty(ctx, Number(row_id), diff)
    for (const { row_id } of own.filter(({ tbl, op }) => tbl === 'parties' && op === 'insert'))
      await restoreParty(ctx, Number(row_id), { active: [false, true], awaited: [false, true], chase_at: [null, null] })
    for (const { row_id } of own.filter(({ tbl, op }) => tbl === 'relations' && op === 'insert'))
      await ctx.db.deleteFrom('relations').where('id', '=', Number(row_id)).execute()
    for (const { diff } of own.filter(({ tbl, op }) => tbl === 'relations' && op === 'delete'))
      await ctx.db
        .insertInto('relations')
        .values(before(diff) as never)
        .execute()
    for (const { row_id, op, diff } of own.filter(({ tbl }) => tbl === 'answers'))
      await restoreAnswer(ctx, ticketId, Number(row_id.split('/')[1]), op === 'insert' ? null : before(diff).value)
  })
}

const before = (diff: Diff): Record<string, unknown> =>
  Object.fromEntries(Object.entries(diff).map(([column, [old]]) => [column, old]))

async function restoreAnswer({ db }: Context, ticketId: number, questionId: number, value: unknown) {
  const row = { ticket_id: ticketId, question_id: questionId }
  if (value === null)
    await db.deleteFrom('answers').where('ticket_id', '=', ticketId).where('question_id', '=', questionId).execute()
  else
    await db
      .insertInto('answers')
      .values({ ...row, value: value as string })
      .onConflict((conflict) => conflict.columns(['ticket_id', 'question_id']).doUpdateSet({ value: value as string }))
      .execute()
}

async function restoreFields(ctx: Context, id: number, diff: Diff) {
  const old = before(diff)
  if (!Object.keys(old).length) return
  await writeTicket(ctx, id, old)
  if (!('status' in old) && !('status_id' in old)) return
  const { status, status_id } = await ctx.db
    .selectFrom('tickets')
    .select(['status', 'status_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await appendStatusRow(ctx, id, status as TicketStatus, status_id)
}

async function restoreParty(ctx: Context, id: number, diff: Diff) {
  const old = before(diff)
  if (Object.keys(old).length) await ctx.db.updateTable('parties').set(old).where('id', '=', id).execute()
}

const factsOf = ({ db }: Context, request: string) =>
  db
    .selectFrom('facts')
    .select(['id', 'type', 'ticket_id', 'actor_id', 'at'])
    .where('request', '=', request)
    .orderBy('id')
    .execute()

/** Latest first, so that a field changed twice in one save ends at what it was before. */
async function changesOf({ db }: Context, request: string): Promise<Change[]> {
  const { rows } = await sql<Change>`select c.tbl, c.row_id, c.op, c.diff, c.ticket_id from changes c
    where c.ticket_id in (select ticket_id from facts where request = ${request}) and c.request = ${request} order by c.id desc`.execute(
    db,
  )
  return rows
}

async function touchedSince({ db }: Context, ids: number[], request: string, after: number): Promise<boolean> {
  const later = await db
    .selectFrom('facts')
    .select('id')
    .where('ticket_id', 'in', ids)
    .where('id', '>', after)
    // That an earlier mail left meanwhile touches nothing.
    .where('type', '!=', 'mail.sent')
    .where((eb) => eb.or([eb('request', 'is', null), eb('request', '!=', request)]))
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

/** Whether any field that would be given back is another's by now. */
async function changedSince({ db }: Context, ids: number[], request: string): Promise<boolean> {
  const { rows } = await sql`select 1 from changes mine
      join changes later on later.ticket_id = mine.ticket_id and later.tbl = mine.tbl and later.row_id = mine.row_id and later.id > mine.id
    where mine.ticket_id = any(${ids}::bigint[]) and mine.request = ${request} and later.request is distinct from ${request}
      and mine.tbl in ('tickets', 'parties', 'relations', 'answers')
      and (mine.op <> 'update' or later.op <> 'update' or exists (select 1 from jsonb_object_keys(mine.diff) name where later.diff ? name))
    limit 1`.execute(db)
  return rows.length > 0
}

async function undoneBefore({ db }: Context, ids: number[], request: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from facts where ticket_id = any(${ids}::bigint[]) and type = 'ticket.undone' and detail->>'request' = ${request} limit 1`.execute(
      db,
    )
  return rows.length > 0
}
