import type { Context } from '../context.ts'
import { nextId } from '../platform/ids.ts'
import { type NewTicket, openTicket } from '../tickets/opening.ts'
import { enclose } from './attaching.ts'
import { insertInteraction, type Saying } from './saying.ts'
import { wordsOf } from './words.ts'

const KIND_OF = { phone: 'call', email: 'email', portal: 'portal', api: 'portal', chat: 'chat' } as const

/** The words a ticket began with, where there is more to them than its description: those of a mail. */
export type FirstWords = Partial<Pick<Saying, 'words' | 'subject' | 'from' | 'to' | 'cc' | 'kept' | 'enclosed'>>

export const openTicketAs = async (ctx: Context, input: NewTicket): Promise<number> =>
  (await openTicketWith(ctx, input)).ticketId

/** Opens a ticket and stores the words it began with as its first interaction; by phone, with the record of the call. */
export async function openTicketWith(ctx: Context, input: NewTicket, { enclosed = [], ...first }: FirstWords = {}) {
  const interactionId = await nextId(ctx, 'interactions')
  const ticketId = await openTicket(ctx, input, async (id, customerId, groupId) => {
    const callId = input.channel === 'phone' ? await recordCall(ctx, id, customerId, groupId, !!input.resolved) : null
    await insertInteraction(ctx, {
      ...{ id: interactionId, ticketId: id, callId, kind: KIND_OF[input.channel], direction: 'in' },
      ...{ party: 'customer', partyId: null, internal: false },
      words: wordsOf({ text: input.description }),
      ...first,
    })
    await enclose(ctx, id, interactionId, enclosed)
  })
  return { ticketId, interactionId }
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
