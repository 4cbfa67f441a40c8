import { sql } from 'kysely'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { idCursor } from '../platform/cursor.ts'
import { notFound } from '../platform/errors.ts'
import { breached, type TargetState } from '../sla/targets.rules.ts'
import { ticketSegments } from './clocks.queries.ts'
import type { Change } from './history.contract.ts'
import { camel, factText, fieldName, namesIn, pointersIn, readable } from './history.texts.ts'

type Row = {
  id: number
  at: Date
  request: string | null
  actor_kind: string
  actor_id: number | null
  actor_name: string | null
  source: string
  fact: string | null
  detail: Record<string, unknown> | null
  tbl: string
  row_id: string
  op: string
  diff: Record<string, [unknown, unknown]> | null
}
type Filter = { field?: string; table?: string; actorId?: number; cursor?: string; limit?: number }

/** S17, L9: Modificaciones: one item per field of each changed row, oldest first, as recorded and as people read it. */
export async function changesOf(
  ctx: Context,
  ticketId: number,
  filter: Filter,
): Promise<{ items: Change[]; nextCursor: string | null }> {
  await requireSeen(ctx, ticketId)
  const limit = filter.limit ?? 200
  const column = filter.field ? snake(filter.field) : null
  const { rows } = await sql<Row>`
    select c.id, c.at, c.request, c.actor_kind, c.actor_id, a.name as actor_name, c.source, f.type as fact, f.detail, c.tbl, c.row_id, c.op, c.diff
    from changes c left join facts f on f.id = c.fact_id left join agents a on a.id = c.actor_id and c.actor_kind = 'agent'
    where c.ticket_id = ${ticketId} and c.id > ${idCursor(filter.cursor) ?? 0}
      ${filter.table ? sql`and c.tbl = ${filter.table}` : sql``} ${filter.actorId ? sql`and c.actor_id = ${filter.actorId}` : sql``}
      ${column ? sql`and c.diff ? ${column}` : sql``}
    order by c.id limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const names = await namesIn(
    ctx,
    page.flatMap((row) => [
      ...Object.entries(row.diff ?? {}),
      ...pointersIn(row.detail ?? {}),
      ...(row.tbl === 'answers' ? ([['question_id', [questionOf(row.row_id), null]]] as const) : []),
    ]),
  )
  const items = page.flatMap((row) => {
    const about = told(ctx, row, names)
    return fieldsOf(row, column).map(([name, pair]) => ({ ...about, ...changed(ctx, row, name, pair, names) }))
  })
  return { items, nextCursor: rows.length > limit ? String(page.at(-1)!.id) : null }
}

/** S17: Cronograma: the ticket's life on a time axis. */
export async function timeline(ctx: Context, ticketId: number) {
  const segments = await ticketSegments(ctx, ticketId)
  const { rows: targets } =
    await sql<TargetState>`select kind, due_at as "dueAt", met_at as "metAt", on_hold as "onHold", basis
    from targets where ticket_id = ${ticketId}`.execute(ctx.db)
  const events = [...(await eventsOf(ctx, ticketId)), ...(await unconfirmed(ctx, ticketId))].sort(byTime)
  const closed = segments.at(-1)!.status === 'closed' ? segments.at(-1)!.from : null
  const shown = targets.map((target) => ({
    kind: target.kind,
    dueAt: target.dueAt,
    metAt: target.metAt,
    breached: breached(target, ctx.now),
  }))
  const times = [
    closed ?? ctx.now,
    ...events.map((event) => event.at),
    ...shown.flatMap((target) => (closed ? [] : [target.dueAt ?? ctx.now])),
  ]
  return {
    from: segments[0]!.from,
    to: new Date(Math.max(...times.map(Number))),
    segments: closed ? segments.map((segment) => (segment.to ? segment : { ...segment, to: segment.from })) : segments,
    targets: shown,
    events,
  }
}

async function eventsOf(ctx: Context, ticketId: number) {
  const { rows } = await sql<{
    at: Date
    fact: string
    detail: Record<string, unknown>
    kind: string
    id: number | null
    name: string | null
    diff: Record<string, [unknown, unknown]> | null
  }>`
    select f.at, f.type as fact, f.detail, f.actor_kind as kind, f.actor_id as id, a.name, c.diff
    from facts f left join agents a on a.id = f.actor_id and f.actor_kind = 'agent'
      left join (select distinct on (fact_id) fact_id, diff from changes
        where ticket_id = ${ticketId} and tbl = 'tickets' order by fact_id, id) c on c.fact_id = f.id and f.type = 'ticket.edited'
    where f.ticket_id = ${ticketId} order by f.id limit 1000`.execute(ctx.db)
  const names = await namesIn(
    ctx,
    rows.flatMap(({ detail, diff }) => [...pointersIn(detail), ...Object.entries(diff ?? {})]),
  )
  return rows.map(({ at, fact, detail, kind, id, name, diff }) => ({
    at,
    fact,
    text: factText(ctx, fact, detail, names, diff ?? {}),
    actor: { kind, id, name: name ?? ctx.say(`who.${kind}`) },
    interactionId: (detail.interactionId as number | undefined) ?? null,
    offers: null,
  }))
}

const byTime = (a: { at: Date }, b: { at: Date }) => a.at.getTime() - b.at.getTime()

/** E3: that the customer was not told the number, and why, where nobody would know it otherwise. */
async function unconfirmed(ctx: Context, ticketId: number) {
  const { rows } = await sql<{ at: Date; outcome: string; offered: boolean }>`
    select n.decided_at as at, n.outcome, t.status not in ('completed', 'closed') and n.outcome in ('too_many_to_address', 'ceiling')
        and not exists (select 1 from interactions i where i.ticket_id = t.id and i.kind = 'email' and i.direction = 'out' and i.party = 'customer' and not i.automatic) as offered
    from mail_notices n join tickets t on t.id = n.ticket_id
    where t.id = ${ticketId} and n.kind = 'confirmation'
      and (n.outcome in ('too_many_to_address', 'ceiling', 'forged_sender', 'another_wrote', 'failing_address', 'too_late')
        or (n.outcome in ('silent', 'no_address') and t.channel = 'email'))
    order by n.id desc limit 1`.execute(ctx.db)
  return rows.map(({ at, outcome, offered }) => ({
    ...{ at, fact: 'confirmation.withheld', text: ctx.say(`unconfirmed.${outcome}`), interactionId: null },
    actor: { kind: 'system', id: null, name: ctx.say('who.system') },
    offers: offered ? ('confirmation' as const) : null,
  }))
}

/** What tells nobody anything is left out: the row's own place, and fields born empty. */
const fieldsOf = (row: Row, column: string | null) =>
  Object.entries(row.diff ?? {}).filter(
    ([name, [before, after]]) =>
      (column ? name === column : !PLACES.has(name)) && !(emptyValue(before) && emptyValue(after)),
  )

/** Where a row stands, which is no field of its own. */
export const PLACES = new Set(['id', 'ticket_id', 'seq', 'question_id'])
const emptyValue = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

/** Who changed the row, when and why: the same for each of its fields. */
function told(ctx: Context, row: Row, names: Map<string, string>) {
  return {
    at: row.at,
    actor: {
      kind: row.actor_kind,
      id: row.actor_id,
      name: row.actor_name ?? ctx.say(`who.${row.actor_kind}`, { defaultValue: row.actor_kind }),
    },
    source: row.source,
    request: row.request,
    fact: row.fact,
    factText: row.fact && factText(ctx, row.fact, row.detail ?? {}, names),
    table: row.tbl,
    tableText: ctx.say(`recordedTable.${row.tbl}`, { defaultValue: row.tbl }),
    rowId: row.row_id,
  }
}

function changed(
  ctx: Context,
  { tbl: table, row_id: rowId }: Row,
  name: string,
  [before, after]: [unknown, unknown],
  names: Map<string, string>,
) {
  // An answer is called by what was asked.
  const question = table === 'answers' && name === 'value' ? names.get(`questions:${questionOf(rowId)}`) : undefined
  // Of a yes or no, the word and not its code.
  const text = (value: unknown) =>
    question && (value === 'yes' || value === 'no') ? ctx.say(value) : readable(ctx, name, value, names)
  return {
    field: camel(name),
    fieldText: question ?? fieldName(ctx, table, name),
    old: before ?? null,
    new: after ?? null,
    oldText: text(before),
    newText: text(after),
  }
}

async function requireSeen({ db, actor }: Context, ticketId: number) {
  const { rows } = await sql`select 1 from tickets t where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(
    db,
  )
  if (!rows.length) throw notFound()
}

/** The row of an answer is named by its ticket and its question. */
const questionOf = (rowId: string) => Number(rowId.split('/')[1])

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
