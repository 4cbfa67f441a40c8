import type { Context } from '../context.ts'
import { nextId } from '../platform/ids.ts'
import { type NewTicket, openTicket } from '../tickets/opening.ts'
import { insertInteraction } from './interactions.ts'
import { wordsOf } from './words.ts'

const KIND_OF = { phone: 'call', email: 'email', portal: 'portal', api: 'portal', chat: 'chat' } as const

/** Opens a ticket and stores the words it began with as its first interaction; by phone, with the record of the call. */
export async function openTicketAs(ctx: Context, input: NewTicket): Promise<number> {
  return openTicket(ctx, input, async (ticketId, customerId, groupId) => {
    const callId =
      input.channel === 'phone' ? await recordCall(ctx, ticketId, customerId, groupId, !!input.resolved) : null
    await insertInteraction(ctx, {
      id: await nextId(ctx, 'interactions'),
      ...{
        ticketId,
        callId,
        kind: KIND_OF[input.channel],
        direction: 'in',
        party: 'customer',
        partyId: null,
        internal: false,
        replyToId: null,
      },
      words: wordsOf({ text: input.description }),
    })
  })
}

async function recordCall(
  ctx: Context,
  ticketId: number,
  customerId: number,
  groupId: number,
  solved: boolean,
): Promise<number> {
  const { id } = await ctx.db
    .insertInto('calls')
    .values({
      ...{ ticket_id: ticketId, customer_id: customerId, group_id: groupId, agent_id: ctx.actor.id },
      ...{ direction: 'in', result: 'answered', outcome: solved ? 'solved' : 'ticket_created', started_at: ctx.now },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
