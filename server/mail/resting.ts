import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Language } from '../platform/i18n.ts'

/**
 * A restored desk may be the second one: while nobody has said that the other is gone it fetches nothing and sends nothing. Mailboxes rest
 * until an admin activates them. What was about to leave has perhaps left by the other one: for an agent to judge and to send again.
 */
export async function restMail(ctx: Context) {
  await ctx.db
    .updateTable('mailboxes')
    .set((eb) => ({ active: false, version: eb('version', '+', 1) }))
    .where('active', '=', true)
    .execute()
  for (const { id, language } of await ctx.db.selectFrom('mailboxes').select(['id', 'language']).execute())
    await holdMails(ctx, id, ctx.voice(language as Language)('delivery.restored'))
  await ctx.db
    .updateTable('mail_notices')
    .set({ outcome: 'changed', decided_at: ctx.now })
    .where('outcome', 'is', null)
    .execute()
}

const holdMails = ({ db, now }: Context, mailboxId: number, why: string) =>
  sql`with held as (update outgoing_mails set state = 'failed', in_doubt = true, try_at = null, detail = ${why}
      where mailbox_id = ${mailboxId} and state in ('queued', 'sending') returning id)
    update deliveries d set state = 'refused', detail = ${why}, at = ${now} from held where d.outgoing_id = held.id and d.state = 'queued'`.execute(
    db,
  )
