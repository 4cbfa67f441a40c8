import { requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { findOrCreate, survivorOf } from '../customers/customers.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { saveAnswers } from './answers.ts'
import { assignTicket } from './assigning.ts'
import type { TicketPatch } from './contract.ts'
import { handOver } from './handing-over.ts'
import { type LockedTicket, lockTicket } from './locking.ts'
import { moveTicket } from './moving.ts'
import { requireCategory, requireReporter } from './opening.ts'
import { ticketForReply } from './queries.ts'
import { writeTicket } from './writing.ts'

/** S9: fields, owner, group and state in one save. */
export async function editTicketAs(ctx: Context, id: number, { version, ...patch }: TicketPatch) {
  const ticket = await lockTicket(ctx, id, 'change')
  await requireVersion(ctx, ticket, version)
  await applyPatch(ctx, ticket, patch)
}

/** 409 with the ticket as it stands: the caller decides again, nothing is overwritten unseen. */
export async function requireVersion(ctx: Context, ticket: LockedTicket, version: number) {
  if (ticket.version !== version)
    throw new Refusal(409, 'stale', { extra: { ticket: await ticketForReply(ctx, ticket.id) } })
}

/** The same save wherever it comes from: hand over first (S2), then fields, promise, owner, and the move last. */
export async function applyPatch(ctx: Context, locked: LockedTicket, patch: Omit<TicketPatch, 'version'>) {
  if (!Object.values(patch).some((value) => value !== undefined)) return
  requireRight(ctx.actor, locked.group_id, 'change')
  if (locked.status === 'closed') refuseFrozen(patch)
  const ticket = patch.groupId ? await handOver(ctx, locked, patch.groupId) : locked
  await editFields(ctx, ticket, patch)
  if (patch.promisedAt !== undefined) await promise(ctx, ticket, patch.promisedAt)
  if (patch.ownerId !== undefined) await assignTicket(ctx, ticket, patch.ownerId)
  await moveTicket(ctx, patch.ownerId === undefined ? ticket : { ...ticket, owner_id: patch.ownerId }, patch)
}

/** Closed freezes state, clocks, parties, priority; category, cause, solution and the summary may still be completed (Z10). */
const AFTER_CLOSE = new Set(['categoryId', 'cause', 'solution', 'verification', 'summary', 'tags', 'answers'])

function refuseFrozen(patch: object) {
  const frozen = Object.entries(patch).find(([field, value]) => value !== undefined && !AFTER_CLOSE.has(field))
  if (frozen) throw new Refusal(422, 'move_refused', { params: { why: 'closed_for_good' } })
}

async function editFields(ctx: Context, ticket: LockedTicket, patch: Omit<TicketPatch, 'version'>) {
  const customer = await customerOf(ctx, patch)
  const set = changedColumns(ticket, { ...patch, ...(customer && whose(ticket, customer.id, patch)) })
  const answers = patch.answers ?? []
  if (!Object.keys(set).length && !answers.length) return
  await requireCategory(ctx, patch.categoryId)
  if (ticket.resolved_at && set.solution !== undefined && !set.solution) throw new Refusal(422, 'solution_required')
  await requireReporter(ctx, patch.reporterId)
  await ctx.record(
    {
      type: 'ticket.edited',
      ticketId: ticket.id,
      fields: [...Object.keys(set), ...(answers.length ? ['answers'] : [])],
    },
    async () => {
      const anew = 'solution' in set && { solution_stands: true }
      await writeTicket(ctx, ticket.id, {
        ...set,
        ...anew,
        ...(customer && { organization_id: customer.organization_id }),
      })
      await saveAnswers(ctx, ticket.id, answers)
    },
  )
}

const COLUMN = {
  priority: 'priority',
  categoryId: 'category_id',
  customerId: 'customer_id',
  reporterId: 'reporter_id',
  subject: 'subject',
  summary: 'summary',
  cause: 'cause',
  solution: 'solution',
  verification: 'verification',
  tags: 'tags',
} as const

function changedColumns(ticket: LockedTicket, patch: object): Record<string, string | number | string[] | null> {
  const wanted = Object.entries(patch).flatMap(([field, value]) =>
    field in COLUMN && value !== undefined ? [[COLUMN[field as keyof typeof COLUMN], tidy(value)] as const] : [],
  )
  return Object.fromEntries(
    wanted.filter(([column, value]) => JSON.stringify(ticket[column]) !== JSON.stringify(value)),
  )
}

function tidy(value: unknown) {
  if (Array.isArray(value)) return [...new Set(value as string[])]
  return typeof value === 'string' ? value.trim() : (value as number | null)
}

async function promise(ctx: Context, ticket: LockedTicket, promised: string | null) {
  const promisedAt = promised === null ? null : new Date(promised)
  if (promisedAt && promisedAt <= ctx.now) throw invalid('promisedAt', 'in_the_past')
  if (promisedAt?.getTime() === ticket.promised_at?.getTime()) return
  if (ticket.status === 'completed') throw new Refusal(422, 'move_refused', { params: { why: 'completed_already' } })
  await ctx.record({ type: 'ticket.promised', ticketId: ticket.id, promisedAt }, () =>
    writeTicket(ctx, ticket.id, { promised_at: promisedAt }),
  )
}

/** Whose the ticket shall be: somebody of the book, or somebody who is written down in the same save (T4). */
async function customerOf(ctx: Context, { customerId, customer }: Pick<TicketPatch, 'customerId' | 'customer'>) {
  if (customerId && customer) throw invalid('customer', 'customer_or_id')
  const id = customer ? await findOrCreate(ctx, customer) : customerId
  if (!id) return null
  const found = await survivorOf(ctx, id)
  if (!found?.active) throw invalid('customerId', 'no_such')
  return found
}

/** S12: nobody reports on their own behalf. */
function whose(
  ticket: LockedTicket,
  customerId: number,
  { reporterId = ticket.reporter_id }: { reporterId?: number | null },
) {
  return { customerId, ...(reporterId === customerId && { reporterId: null }) }
}
