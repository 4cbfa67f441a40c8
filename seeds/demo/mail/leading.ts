import { sql } from 'kysely'
import { system } from '../../../server/auth/actor.ts'
import { editMailboxAs } from '../../../server/mail/mailboxes.ts'
import { type Desk, transact } from '../../../server/transaction.ts'
import { openSink, SINK_USER } from './sink.ts'

/**
 * A desk that began as the demo has its mail end in this process, at every start anew. A mailbox that somebody has led to a server of
 * their own since is left alone: that mail they want to see arrive.
 */
export async function leadToSink(desk: Desk) {
  const mailboxes = sql<{ id: number; version: number }>`
    select id, version from mailboxes where outgoing->>'host' = '127.0.0.1' and outgoing->>'user' = ${SINK_USER}`
  if (!(await mailboxes.execute(desk.db)).rows.length) return
  const { outgoing } = await openSink()
  await transact(desk, { who: system(desk.config.companyZone), source: 'demo' }, async (ctx) => {
    const { rows } = await mailboxes.execute(ctx.db)
    for (const { id, version } of rows) await editMailboxAs(ctx, id, { version, outgoing })
  })
}
