import type { Context } from '../../context.ts'
import { notFound, Refusal } from '../../platform/errors.ts'

/** An admin takes a mail in after all: it waits again, and the next round makes somebody's words of it, past silence and brakes. */
export async function retryMailAs(ctx: Context, id: number) {
  const mail = await ctx.db
    .selectFrom('mails')
    .select(['outcome', 'interaction_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!mail) throw notFound()
  const settled = !['held', 'ignored', 'auto_reply', 'bounce'].includes(mail.outcome ?? '') || mail.interaction_id
  if (settled) throw new Refusal(422, 'nothing_to_retry')
  await ctx.record({ type: 'mail.taken_up', mailId: id }, () =>
    ctx.db
      .updateTable('mails')
      .set({
        outcome: null,
        reason: null,
        decided_at: null,
        ticket_id: null,
        try_at: ctx.now,
        attempts: 0,
        forced: true,
      })
      .where('id', '=', id)
      .execute(),
  )
}
