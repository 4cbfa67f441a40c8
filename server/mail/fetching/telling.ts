import { alertAdmins } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import type { FactOf } from '../../facts.ts'

/** Mail that does not come in is noticed by nobody who waits for it: admins are told when it stops, and when it comes again. */
export async function alertOfMailbox(ctx: Context, fact: FactOf<'mailbox.unreachable'> | FactOf<'mailbox.reached'>) {
  const { address } = await ctx.db
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', fact.mailboxId)
    .executeTakeFirstOrThrow()
  if (fact.type === 'mailbox.reached') return alertAdmins(ctx, { kind: 'mailbox_reached', detail: { address } })
  const advice = ctx.say(`mailFault.${fact.fault}`)
  await alertAdmins(ctx, { kind: 'mailbox_unreachable', detail: { address, advice } })
}
