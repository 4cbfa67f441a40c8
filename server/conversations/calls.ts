import { type Selectable, sql } from 'kysely'
import type { Static } from 'typebox'
import { hasRight, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { readPhone } from '../customers/phones.rules.ts'
import type { Calls } from '../platform/db.types.ts'
import { forbidden, invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { companySettings } from '../platform/settings.ts'
import type { keepCall, startCall } from './calls.contract.ts'
import { callRecord, customersWith } from './calls.queries.ts'

export type LockedCall = Selectable<Calls>

/** T3, T5: the record there is before anybody has said who they are; a missed call is written down the same way, and is over. */
export async function startCallAs(ctx: Context, input: Static<(typeof startCall)['body']>): Promise<number> {
  const direction = input.direction ?? 'in'
  if (input.result && direction === 'out') throw invalid('result', 'missed_is_incoming')
  const group_id = await lineGroup(ctx, input.groupId)
  const started_at = beginning(ctx, input.startedAt)
  const line = await numberOf(ctx, input.number)
  const customer_id = input.customerId
    ? await requireCustomer(ctx, input.customerId)
    : await soleCustomerWith(ctx, line)
  const id = await nextId(ctx, 'calls')
  const result = input.result ?? 'answered'
  await ctx.record({ type: 'call.started', callId: id, result, ...(customer_id && { customerId: customer_id }) }, () =>
    ctx.db
      .insertInto('calls')
      .values({
        ...{ id, direction, result, started_at, group_id, customer_id, ...line },
        agent_id: ctx.actor.id,
        under_way: !input.result,
      })
      .execute(),
  )
  announce(ctx, group_id)
  return id
}

/** T5: who calls is recorded when it is known; what is being written is kept every second, and is no record yet. */
export async function keepCallAs(ctx: Context, id: number, edit: Static<(typeof keepCall)['body']>) {
  const call = await lockCall(ctx, id)
  if (edit.draft && !call.under_way) throw new Refusal(422, 'call_ended')
  const changed = await changedColumns(ctx, call, edit)
  if (Object.keys(changed).length) {
    await ctx.record({ type: 'call.changed', callId: id, ...aboutWhom(changed.customer_id ?? call.customer_id) }, () =>
      ctx.db.updateTable('calls').set(changed).where('id', '=', id).execute(),
    )
    announce(ctx, changed.group_id ?? call.group_id)
  }
  if (edit.draft) await keepDraft(ctx, id, edit.draft)
}

/** The call, locked, for whoever took it or works in its group; unseen is not found. */
export async function lockCall(ctx: Context, id: number): Promise<LockedCall> {
  await callRecord(ctx, id)
  const call = await ctx.db.selectFrom('calls').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!call) throw notFound()
  const mine = call.agent_id === ctx.actor.id
  if (!mine && !(call.group_id && hasRight(ctx.actor, call.group_id, 'change'))) throw forbidden('call_of_another')
  return call
}

type Bound = { ticketId: number; customerId: number | null; groupId: number } & Partial<
  Pick<LockedCall, 'result' | 'outcome' | 'objectives' | 'callback_at'>
>

/**
 * L2, T6, T7: the call under way becomes part of the ticket, with its notes; a call about two matters stays with the first ticket.
 * It is not over: the number is read out now.
 */
export async function bindCall(ctx: Context, id: number, { ticketId, customerId, groupId, ...how }: Bound) {
  const call = await lockCall(ctx, id)
  if (!call.under_way) throw new Refusal(422, 'call_ended')
  const written = await takeNotes(ctx, id)
  const notes = together(call.notes, written)
  const first = call.ticket_id === null && { ticket_id: ticketId, customer_id: customerId, group_id: groupId, ...how }
  await ctx.db
    .updateTable('calls')
    .set({ notes, ...first })
    .where('id', '=', id)
    .execute()
  announce(ctx, groupId)
}

/** The notes so far, taken out of the draft: they stand on the call from now on, and writing begins anew. */
export async function takeNotes({ db }: Context, callId: number): Promise<string> {
  const { rows } = await sql<{ notes: string }>`
    with written as (select call_id, notes from call_notes where call_id = ${callId} for update)
    update call_notes n set notes = '', form = '{}', version = version + 1 from written w
     where n.call_id = w.call_id returning w.notes`.execute(db)
  return rows[0]?.notes.trim() ?? ''
}

export const together = (before: string | null, after: string) => [before, after].filter(Boolean).join('\n') || null

export function announce(ctx: Context, groupId: number | null) {
  ctx.announced.push({ topic: 'call', ...(groupId ? { groupIds: [groupId] } : { agentId: ctx.actor.id ?? undefined }) })
}

const aboutWhom = (customerId: number | null) => (customerId ? { customerId } : {})

/** A call belongs to its line's group: the one said, else the only one the agent has, else the default one if it is theirs. */
async function lineGroup(ctx: Context, groupId: number | undefined): Promise<number | null> {
  if (groupId !== undefined) {
    requireRight(ctx.actor, groupId, 'create')
    return groupId
  }
  const { rows } = await sql<{ id: number; is_default: boolean }>`
    select id, is_default from groups where active order by is_default desc, id`.execute(ctx.db)
  const mine = rows.filter(({ id }) => hasRight(ctx.actor, id, 'create'))
  if (!mine.length) throw forbidden('right_create')
  return mine.length === 1 || mine[0]!.is_default ? mine[0]!.id : null
}

function beginning(ctx: Context, startedAt: string | undefined): Date {
  const at = startedAt ? new Date(startedAt) : ctx.now
  if (at.getTime() > ctx.now.getTime() + 60_000) throw invalid('startedAt', 'in_the_future')
  return at
}

async function numberOf(ctx: Context, typed: string | null | undefined) {
  const number = typed?.trim() || null
  const { country } = await companySettings(ctx)
  return { number, e164: number && readPhone(number, country).e164 }
}

/** A number that one customer has names them; a switchboard names nobody. */
async function soleCustomerWith(ctx: Context, { e164 }: { e164: string | null }): Promise<number | null> {
  const found = e164 ? await customersWith(ctx, e164) : []
  return found.length === 1 ? found[0]! : null
}

async function requireCustomer({ db }: Context, id: number): Promise<number> {
  const known = await db
    .selectFrom('customers')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', true)
    .where('merged_into_id', 'is', null)
    .executeTakeFirst()
  if (!known) throw invalid('customerId', 'no_such')
  return id
}

type Edit = Static<(typeof keepCall)['body']>
type Changed = Partial<Pick<LockedCall, 'customer_id' | 'group_id' | 'number' | 'e164'>>

async function changedColumns(ctx: Context, call: LockedCall, edit: Edit): Promise<Changed> {
  const wanted: Changed = {}
  if (edit.groupId !== undefined) {
    requireRight(ctx.actor, edit.groupId, 'create')
    wanted.group_id = edit.groupId
  }
  if (edit.number !== undefined) {
    Object.assign(wanted, await numberOf(ctx, edit.number))
    if (!call.customer_id && edit.customerId === undefined)
      wanted.customer_id = await soleCustomerWith(ctx, { e164: wanted.e164 ?? null })
  }
  if (edit.customerId !== undefined)
    wanted.customer_id = edit.customerId && (await requireCustomer(ctx, edit.customerId))
  return Object.fromEntries(
    Object.entries(wanted).filter(([column, value]) => call[column as keyof Changed] !== value),
  ) as Changed
}

async function keepDraft(ctx: Context, callId: number, { notes, form, version }: NonNullable<Edit['draft']>) {
  const written = { notes, form: JSON.stringify(form), updated_at: ctx.now }
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('call_notes')
    .values({ call_id: callId, ...written })
    .onConflict((conflict) =>
      conflict
        .column('call_id')
        .doUpdateSet((eb) => ({ ...written, version: eb('call_notes.version', '+', 1) }))
        .where('call_notes.version', '=', version),
    )
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new Refusal(409, 'stale', { extra: { call: await callRecord(ctx, callId) } })
}
