import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { LockedTicket } from '../tickets/locking.ts'
import { acceptByPhone, noteCallback } from '../tickets/replying.ts'
import { confirmsByPhone, reachedCustomer } from './calling.rules.ts'
import { bindCall } from './calls.ts'
import type { addInteraction } from './contract.ts'

export type CallIn = NonNullable<Static<(typeof addInteraction)['body']>['call']>

/** Z8: every call is a record of its own, with its result and objectives, beside the interaction it belongs to. */
export async function logCall(
  ctx: Context,
  ticket: LockedTicket,
  { direction, party }: { direction: 'in' | 'out'; party: string },
  call: CallIn,
): Promise<number> {
  const withCustomer = party === 'customer'
  const callbackAt = call.callbackAt ? new Date(call.callbackAt) : null
  if (callbackAt && callbackAt <= ctx.now) throw invalid('call.callbackAt', 'in_the_past')
  const startedAt = call.startedAt ? new Date(call.startedAt) : ctx.now
  if (startedAt.getTime() > ctx.now.getTime() + 60_000) throw invalid('call.startedAt', 'in_the_future')
  const id = call.id ?? (await nextId(ctx, 'calls'))
  const customerId = withCustomer ? ticket.customer_id : null
  const how = {
    ...{ result: call.result, outcome: call.outcome ?? null, objectives: call.objectives ?? [] },
    callback_at: callbackAt,
  }
  await ctx.record(
    { type: 'call.logged', ticketId: ticket.id, callId: id, result: call.result, withCustomer, callbackAt },
    async () => {
      if (call.id) await bindCall(ctx, id, { ticketId: ticket.id, customerId, groupId: ticket.group_id, ...how })
      else
        await ctx.db
          .insertInto('calls')
          .values({
            ...{ id, ...how, direction, ticket_id: ticket.id, customer_id: customerId, group_id: ticket.group_id },
            ...{ agent_id: ctx.actor.id, started_at: startedAt, seconds: call.seconds ?? null },
          })
          .execute()
      if (callbackAt || (withCustomer && reachedCustomer(direction, call.result)))
        await noteCallback(ctx, ticket.id, callbackAt)
      if (withCustomer && confirmsByPhone(call)) await acceptByPhone(ctx, ticket)
    },
  )
  return id
}
