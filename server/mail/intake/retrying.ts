import type { Context } from '../../context.ts'
import { notFound, Refusal } from '../../platform/errors.ts'

/** Nobody judged it yet: something failed on our side, or it could not be read. */
const UNJUDGED = ['failed', 'refused', 'too_deep', 'too_many_parts', 'timeout', 'unreadable']

/**
 * An admin takes a mail in after all: it waits again for the next round. What was judged becomes somebody's words, past silence and brakes;
 * what was not is judged first, for it may be a machine's, or our own. What stands on a ticket in silence speaks from there; what is
 * somebody's words already, or their twin, has its place.
 */
export async function retryMailAs(ctx: Context, id: number) {
  const mail = await ctx.db
    .selectFrom('mails')
    .select(['outcome', 'reason', 'interaction_id'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!mail) throw notFound()
  const taken = mail.interaction_id !== null && mail.outcome !== 'auto_reply'
  if (taken || !['held', 'ignored', 'auto_reply', 'bounce'].includes(mail.outcome ?? ''))
    throw new Refusal(422, 'nothing_to_retry')
  if (mail.reason === 'too_large') throw new Refusal(422, 'never_readable')
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
        forced: !UNJUDGED.includes(mail.reason ?? ''),
      })
      .where('id', '=', id)
      .execute(),
  )
}
