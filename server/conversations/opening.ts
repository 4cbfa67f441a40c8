import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { unawaited } from '../platform/pipeline.ts'
import { type NewTicket, openTicket } from '../tickets/opening.ts'
import { enclose } from './attaching.ts'
import { bindCall } from './calls.ts'
import { insertInteraction, type NewInteraction, raiseInteraction, type Saying } from './saying.ts'
import { wordsOf } from './words.ts'

const KIND_OF = { phone: 'call', email: 'email', portal: 'portal', api: 'portal', chat: 'chat' } as const

/** The words a ticket began with, where there is more to them than its description: those of a mail. */
export type FirstWords = Partial<
  Pick<Saying, 'words' | 'subject' | 'from' | 'to' | 'cc' | 'kept' | 'enclosed' | 'raises'>
>

export const openTicketAs = async (ctx: Context, input: NewTicket): Promise<number> =>
  (await openTicketWith(ctx, input)).ticketId

/** Opens a ticket and stores the words it began with as its first interaction; by phone, with the record of the call. */
export async function openTicketWith(ctx: Context, input: NewTicket, given: FirstWords = {}) {
  const { enclosed = [], raises, ...first } = given
  if (input.callId && input.channel !== 'phone') throw invalid('callId', 'only_by_phone')
  const ids = idsFor(ctx, input)
  const ticketId = await openTicket(ctx, input, async (id, customerId, groupId) => {
    const outcome = input.resolved ? ('solved' as const) : ('ticket_created' as const)
    const about = { ticketId: id, customerId, groupId, outcome }
    if (input.callId) await bindCall(ctx, input.callId, about)
    const [interactionId, callId] = await ids
    if (callId && !input.callId) recordCall(ctx, callId, about)
    const said: NewInteraction = {
      ...{ id: raises ?? interactionId, ticketId: id, callId, kind: KIND_OF[input.channel], direction: 'in' },
      ...{ party: 'customer', partyId: null, internal: false },
      words: wordsOf({ text: input.description }),
      ...first,
    }
    if (raises) return raiseInteraction(ctx, said)
    await insertInteraction(ctx, said)
    await enclose(ctx, id, interactionId, enclosed)
  })
  return { ticketId, interactionId: raises ?? (await ids)[0] }
}

/** Asked for at once, while the ticket is being opened. */
function idsFor(ctx: Context, { channel, callId }: NewTicket) {
  const ids = Promise.all([nextId(ctx, 'interactions'), callId ?? (channel === 'phone' ? nextId(ctx, 'calls') : null)])
  unawaited(ids)
  return ids
}

type Told = { ticketId: number; customerId: number; groupId: number; outcome: 'solved' | 'ticket_created' }

function recordCall(ctx: Context, id: number, { ticketId, customerId, groupId, outcome }: Told) {
  const row = ctx.db.insertInto('calls').values({
    ...{ id, ticket_id: ticketId, customer_id: customerId, group_id: groupId, agent_id: ctx.actor.id },
    ...{ direction: 'in', result: 'answered', outcome, started_at: ctx.now },
  })
  unawaited(row.execute())
}
