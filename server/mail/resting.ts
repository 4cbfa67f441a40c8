import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Language } from '../platform/i18n.ts'

/**
 * A restored desk is born with this row, in the transaction that loads it: whoever dies before its mail is at rest leaves a desk that does
 * nothing by itself, until the next round puts it at rest. A backup of an older version knows no such table.
 */
export const bearAtRest = (madeAt: string, version: string): [text: string, values: string[]][] => [
  ['create table if not exists restored (made_at timestamptz not null, version text not null)', []],
  ['insert into restored (made_at, version) values ($1, $2)', [madeAt, version]],
]

/** SQL condition: what this desk does by itself it may do. */
export const AWAKE: RawBuilder<boolean> = sql<boolean>`not exists (select from restored)`

/** Whoever comes first puts a restored desk's mail at rest (reactions.ts); a desk that was not restored has nothing to do. */
export async function restRestored(ctx: Context) {
  const { rows } = await sql<{
    madeAt: Date
    version: string
  }>`delete from restored returning made_at as "madeAt", version`.execute(ctx.db)
  for (const { madeAt, version } of rows)
    await ctx.record({ type: 'backup.restored', madeAt: madeAt.toISOString(), version }, async () => {})
}

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
