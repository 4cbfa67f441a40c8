import { hasRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { forbidden, invalid, Refusal } from '../platform/errors.ts'
import { ownIfNobodys } from './assigning.ts'
import { customerAwaitsAnswer } from './attending.queries.ts'
import type { ClosedReason, TicketPatch, TicketStatus } from './contract.ts'
import type { LockedTicket } from './locking.ts'
import { groupOf } from './locking.ts'
import { whyNotMove, whyNotSolved } from './moves.rules.ts'
import { awaitThirdParty, stopWaiting } from './parties.ts'
import { appendStatusRow, basicStatusId, writeTicket } from './writing.ts'

type Wish = Pick<TicketPatch, 'status' | 'statusId' | 'ownerId' | 'solution' | 'verification' | 'thirdParty'>
type ThirdParty = TicketPatch['thirdParty']

/** Moves a ticket as an agent asked (S3–S7), with what the new state needs: a solution, or a third party with a date to chase. */
export async function moveTicket(ctx: Context, ticket: LockedTicket, wish: Wish) {
  const target = await targetStatus(ctx, wish)
  if (wish.thirdParty && (target?.status ?? ticket.status) !== 'third_party_action')
    throw invalid('thirdParty', 'third_party_not_awaited')
  if (!target || target.status === ticket.status) {
    if (wish.thirdParty) await awaitAnother(ctx, ticket, wish.thirdParty)
    if (target && target.id !== ticket.status_id) await nameAnew(ctx, ticket, target.id)
    return
  }
  const group = await groupOf(ctx, ticket.group_id)
  const asked = {
    triage: group.triage,
    right: { change: hasRight(ctx.actor, group.id, 'change'), full: hasRight(ctx.actor, group.id, 'full') },
    agentsClose: group.agents_close,
    accepted: ticket.accepted_at !== null,
  }
  const why = whyNotMove({ from: ticket.status, to: target.status, ...asked })
  if (why) refuse(ctx, why, ticket.status, target.status)

  if (target.status === 'completed' || (target.status === 'closed' && ticket.status !== 'completed')) {
    requireSolution(ticket, wish.solution)
    if (group.needs_verification && !saved(wish.verification, ticket.verification)?.trim())
      throw new Refusal(422, 'verification_required')
    await complete(ctx, {
      ticketId: ticket.id,
      from: ticket.status,
      statusId: target.status === 'completed' ? target.id : basicStatusId('completed'),
    })
    await ownUnlessLeft(ctx, ticket, wish)
    if (target.status === 'completed') return
  }
  if (target.status === 'closed') return close(ctx, ticket.id, ticket.accepted_at ? 'confirmed' : 'agent', target.id)
  if (ticket.status === 'completed') return reopen(ctx, ticket, target.id)
  await changeStatus(ctx, ticket, target.status, target.id, wish.thirdParty)
  if (target.status === 'in_progress') await ownUnlessLeft(ctx, ticket, wish)
}

/** Whoever leaves it to nobody in the same save means that. */
const ownUnlessLeft = async (ctx: Context, ticket: LockedTicket, { ownerId }: Wish) =>
  ownerId === null ? undefined : ownIfNobodys(ctx, ticket)

function requireSolution({ solution, solution_stands: stands }: LockedTicket, said: Wish['solution']) {
  const why = whyNotSolved({ solution, stands }, said)
  if (why) throw new Refusal(422, 'solution_required', { params: { why } })
}

/** What the save leaves in the field: emptied on purpose is empty, not what stood there before. */
const saved = (wished: string | null | undefined, held: string | null) => (wished === undefined ? held : wished)

/** Another name for the state the ticket is in: nothing starts or ends, nobody's clock notices. */
export const nameAnew = (ctx: Context, ticket: LockedTicket, statusId: number) =>
  ctx.record({ type: 'ticket.edited', ticketId: ticket.id, fields: ['status_id'] }, async () => {
    await writeTicket(ctx, ticket.id, { status_id: statusId })
    await appendStatusRow(ctx, ticket.id, ticket.status, statusId)
  })

/** S5: still waiting, but for somebody else or until another date. */
const awaitAnother = (ctx: Context, ticket: LockedTicket, thirdParty: ThirdParty) =>
  ctx.record({ type: 'ticket.edited', ticketId: ticket.id, fields: ['thirdParty'] }, async () => {
    await writeTicket(ctx, ticket.id, {})
    await awaitThirdParty(ctx, ticket.id, thirdParty)
  })

/** Whoever moves the ticket has seen what came in. */
const ATTENDED = { new_interaction: false }

/** A move among the first four states. To wait for somebody else answers the customer nothing (S5). */
export async function changeStatus(
  ctx: Context,
  ticket: LockedTicket,
  to: TicketStatus,
  statusId = basicStatusId(to),
  thirdParty?: ThirdParty,
) {
  const stays = to === 'third_party_action' && ticket.new_interaction && (await customerAwaitsAnswer(ctx, ticket.id))
  await ctx.record({ type: 'ticket.moved', ticketId: ticket.id, from: ticket.status, to }, async () => {
    if (ticket.status === 'third_party_action') await stopWaiting(ctx, ticket.id)
    if (to === 'third_party_action') await awaitThirdParty(ctx, ticket.id, thirdParty)
    await writeTicket(ctx, ticket.id, { status: to, status_id: statusId, ...(!stays && ATTENDED) })
    await appendStatusRow(ctx, ticket.id, to, statusId)
  })
}

/** S8: work finished; stamps Resuelto el. */
export async function complete(
  ctx: Context,
  { ticketId, from, solution, statusId }: { ticketId: number; from: TicketStatus; solution?: string; statusId: number },
) {
  await ctx.record({ type: 'ticket.completed', ticketId }, async () => {
    if (from === 'third_party_action') await stopWaiting(ctx, ticketId)
    await writeTicket(ctx, ticketId, {
      status: 'completed',
      status_id: statusId,
      ...ATTENDED,
      resolved_at: ctx.now,
      solution_stands: true,
      ...(solution && { solution: solution.trim() }),
    })
    await appendStatusRow(ctx, ticketId, 'completed', statusId)
  })
}

/**
 * S6, E6: a completed ticket comes back to work. Resuelto el and the verification, which spoke for a solution that did not hold, are cleared
 * and stay visible in Modificaciones.
 */
export async function reopen(ctx: Context, ticket: LockedTicket, statusId = basicStatusId('in_progress')) {
  await ctx.record({ type: 'ticket.reopened', ticketId: ticket.id }, async () => {
    await writeTicket(ctx, ticket.id, {
      status: 'in_progress',
      status_id: statusId,
      resolved_at: null,
      accepted_at: null,
      solution_stands: false,
      verification: null,
      reopen_count: ticket.reopen_count + 1,
    })
    await appendStatusRow(ctx, ticket.id, 'in_progress', statusId)
  })
}

/** S7: the end. Nothing leaves this state; a later word of the customer opens a new ticket. */
export async function close(ctx: Context, ticketId: number, reason: ClosedReason, statusId = basicStatusId('closed')) {
  await ctx.record({ type: 'ticket.closed', ticketId, reason }, async () => {
    await writeTicket(ctx, ticketId, {
      status: 'closed',
      status_id: statusId,
      ...ATTENDED,
      closed_at: ctx.now,
      closed_reason: reason,
    })
    await appendStatusRow(ctx, ticketId, 'closed', statusId)
  })
}

async function targetStatus(
  { db }: Context,
  { status, statusId }: Wish,
): Promise<{ id: number; status: TicketStatus } | null> {
  if (statusId === undefined) return status ? { id: basicStatusId(status), status } : null
  const row = await db
    .selectFrom('statuses')
    .select(['id', 'status'])
    .where('id', '=', statusId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!row || (status && row.status !== status)) throw invalid('statusId', 'no_such')
  return row
}

function refuse(ctx: Context, why: string, from: TicketStatus, to: TicketStatus): never {
  if (why === 'right_change' || why === 'right_full_to_close') throw forbidden(why)
  if (why === 'group_required') throw new Refusal(422, 'group_required')
  const { say } = ctx
  throw new Refusal(422, 'move_refused', { params: { why, from: say(`status.${from}`), to: say(`status.${to}`) } })
}
