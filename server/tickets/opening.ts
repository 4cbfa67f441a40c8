import type { Static } from 'typebox'
import { requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { findOrCreate, survivorOf } from '../customers/customers.ts'
import { invalid, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { unawaited } from '../platform/pipeline.ts'
import { policyAt } from '../sla/policies.ts'
import { saveAnswers } from './answers.ts'
import { ownIfNobodys, requireOwner } from './assigning.ts'
import type { openTicket as contract } from './contract.ts'
import { groupOf } from './locking.ts'
import { complete } from './moving.ts'
import { suggestedPriority } from './priority.rules.ts'
import { bornSettled, writeBorn } from './settling.ts'
import { titleOf } from './subject.rules.ts'
import { indexTags } from './tags.ts'
import { appendStatusRow, basicStatusId } from './writing.ts'

export type NewTicket = Static<(typeof contract)['body']> & {
  /** Opened for words that were on another ticket: nobody wrote or called anew. */
  splitOff?: true
  /** Opened by an agent for what they pass on: its customer wrote to them, not to the desk. */
  brought?: true
}

/** How the words a ticket begins with are stored: told by the slice that owns them. */
type StoreWords = (ticketId: number, customerId: number, groupId: number) => Promise<void>

/** Channels on which an agent is talking with the customer while the ticket is opened: their first response is met at once. */
const ANSWERED_LIVE = new Set(['phone', 'chat'])

/**
 * T7, L3: registers a ticket: customer found or created, group (S2), priority always set, state pending. `resolved` records and
 * completes it in the same step: a first-contact resolution (T6).
 */
export async function openTicket(
  ctx: Context,
  input: NewTicket,
  storeWords: StoreWords = async () => {},
): Promise<number> {
  // Its number at the same time: a refusal leaves a gap in them, which is allowed.
  const priority = input.priority ?? suggestedPriority(input.severity, input.reach)
  const [group, customer, id, policy] = await Promise.all([
    groupFor(ctx, input.groupId),
    customerFor(ctx, input),
    nextId(ctx, 'tickets'),
    policyAt(ctx, priority),
  ])
  await requireOwner(ctx, input.ownerId, group.id)
  await requireCategory(ctx, input.categoryId)
  const subject = titleOf(input.subject, input.description, id, input.channel === 'email')
  const tags = [...new Set(input.tags ?? [])]
  const answered = ANSWERED_LIVE.has(input.channel) ? ctx.now : null
  const { columns, targets } = await bornSettled(ctx, policy, {
    ...group,
    ...{ owner_id: input.ownerId ?? null, first_response_at: answered, customer_told_at: answered },
  })
  await ctx.record(
    {
      ...{ type: 'ticket.opened', ticketId: id, channel: input.channel, firstContact: !!input.resolved },
      ...(input.splitOff && { splitOff: true }),
      ...(input.brought && { brought: true }),
    },
    async () => {
      const row = ctx.db.insertInto('tickets').values({
        id,
        subject,
        description: input.description,
        priority,
        severity: input.severity ?? null,
        reach: input.reach ?? null,
        channel: input.channel,
        group_id: group.id,
        owner_id: input.ownerId ?? null,
        customer_id: customer.id,
        organization_id: customer.organization_id,
        reporter_id: input.reporterId ?? null,
        category_id: input.categoryId ?? null,
        tags,
        created_at: ctx.now,
        updated_at: ctx.now,
        first_response_at: answered,
        customer_told_at: answered,
        ...columns,
      })
      unawaited(row.execute())
      writeBorn(ctx, id, group.id, targets)
      if (tags.length) await indexTags(ctx, { ticketId: id })
      await appendStatusRow(ctx, id, 'pending', basicStatusId('pending'))
      await saveAnswers(ctx, id, input.answers ?? [])
      await storeWords(id, customer.id, group.id)
    },
  )
  if (input.resolved) await completeAtOnce(ctx, { id, owner_id: input.ownerId ?? null }, group, input.resolved.solution)
  return id
}

/** S2: the group is mandatory; without one the desk's default group is meant. */
export async function groupFor(ctx: Context, groupId: number | undefined) {
  const id = groupId ?? (await defaultGroup(ctx))
  requireRight(ctx.actor, id, 'create')
  const group = await groupOf(ctx, id)
  if (!group.active) throw invalid('groupId', 'group_inactive', { name: group.name })
  return group
}

async function defaultGroup({ db }: Context): Promise<number> {
  const group = await db.selectFrom('groups').select('id').where('is_default', '=', true).executeTakeFirst()
  if (!group) throw new Refusal(422, 'group_required')
  return group.id
}

async function customerFor(ctx: Context, input: NewTicket) {
  if (!input.customerId === !input.customer) throw invalid('customer', 'customer_or_id')
  const id = input.customerId ?? (await findOrCreate(ctx, input.customer!))
  const customer = await survivorOf(ctx, id)
  if (!customer?.active) throw invalid('customerId', 'no_such')
  await requireReporter(ctx, input.reporterId)
  return customer
}

/** S12: who reports on the customer's behalf is a person of the book too. */
export async function requireReporter({ db }: Context, id: number | null | undefined) {
  if (id && !(await db.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst()))
    throw invalid('reporterId', 'no_such')
}

export async function requireCategory({ db }: Context, id: number | null | undefined) {
  if (
    id &&
    !(await db.selectFrom('categories').select('id').where('id', '=', id).where('active', '=', true).executeTakeFirst())
  )
    throw invalid('categoryId', 'no_such')
}

async function completeAtOnce(
  ctx: Context,
  ticket: { id: number; owner_id: number | null },
  group: { id: number; triage: boolean; needs_verification: boolean },
  solution: string,
) {
  if (group.triage) throw new Refusal(422, 'group_required')
  if (group.needs_verification) throw new Refusal(422, 'verification_required')
  await complete(ctx, { ticketId: ticket.id, from: 'pending', solution, statusId: basicStatusId('completed') })
  await ownIfNobodys(ctx, { ...ticket, group_id: group.id })
}
