import { raiseAlert } from '../alerts/alerts.ts'
import { asDesk } from '../auth/as-desk.ts'
import type { Context } from '../context.ts'
import { mayWorkThere } from '../tickets/handing-over.ts'
import { groupOf, type LockedTicket } from '../tickets/locking.ts'
import { openTicket } from '../tickets/opening.ts'
import { relate } from '../tickets/related.ts'

const CHANNEL_OF = { call: 'phone', email: 'email', portal: 'portal', chat: 'chat', note: 'api' } as const

/**
 * S7: the customer's words on a closed ticket open a new one, related to the previous, in the same group and with the same owner,
 * who is told. The words themselves are stored on the new ticket by the caller.
 */
export async function openFollowUp(
  ctx: Context,
  closed: LockedTicket,
  text: string,
  kind: keyof typeof CHANNEL_OF,
): Promise<number> {
  const group = await groupOf(ctx, closed.group_id)
  const stays = group.active && (await mayWorkThere(ctx, closed.owner_id, group.id))
  const categoryId = await stillOffered(ctx, closed.category_id)
  // Whoever brings the words need not be allowed to open tickets there: it is the desk that opens it.
  const id = await asDesk(ctx, async () => {
    const opened = await openTicket(ctx, {
      subject: closed.subject,
      description: text.trim() || closed.subject,
      customerId: closed.customer_id,
      // Whatever was switched off since, the words are not refused: then the default group takes them.
      groupId: group.active ? group.id : undefined,
      ownerId: stays ? closed.owner_id! : undefined,
      priority: closed.priority,
      channel: CHANNEL_OF[kind],
      categoryId,
    })
    await relate(ctx, opened, 'preceding', closed.id)
    return opened
  })
  if (closed.owner_id) await raiseAlert(ctx, { agentId: closed.owner_id, ticketId: id, kind: 'follow_up_opened' })
  return id
}

async function stillOffered({ db }: Context, categoryId: number | null): Promise<number | undefined> {
  if (!categoryId) return undefined
  const row = await db
    .selectFrom('categories')
    .select('id')
    .where('id', '=', categoryId)
    .where('active', '=', true)
    .executeTakeFirst()
  return row?.id
}
