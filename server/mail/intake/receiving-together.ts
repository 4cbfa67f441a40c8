import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { alertAdmins } from '../../alerts/alerts.ts'
import type { AsDesk, Context } from '../../context.ts'
import { filesFolder } from '../../conversations/files.ts'
import { storeFile } from '../../platform/files.ts'
import { inTransaction } from '../../platform/pipeline.ts'
import type { Desk } from '../../transaction.ts'
import { alertHeld } from './deciding.ts'
import { type Arriving, enter, type Kept, keep, MAIL_LIMIT } from './receiving.ts'
import { refusesTheMail } from './refusing.rules.ts'

/**
 * Several mails at once: all of them durable with one commit. Where the database refuses one of them each goes by itself, so that it holds
 * up no other: the refused one is held, and null where not even that is possible.
 */
export async function receiveTogether(desk: Desk, asDesk: AsDesk, mails: Arriving[]): Promise<(number | null)[]> {
  const kept = await Promise.all(mails.map(({ raw }) => keep(desk, raw)))
  const enterAll = (some: Arriving[], from: number) =>
    inTransaction(desk.db, 'read write', (db) => Promise.all(some.map((mail, n) => enter(db, mail, kept[from + n]!))))
  try {
    return await enterAll(mails, 0)
  } catch (error) {
    if (!refusesTheMail(error)) throw error
  }
  const ids: (number | null)[] = []
  for (const [n, mail] of mails.entries()) {
    const [id] = await enterAll([mail], n).catch(async (error) => [await refused(desk, asDesk, mail, kept[n]!, error)])
    ids.push(id!)
  }
  return ids
}

async function refused(desk: Desk, asDesk: AsDesk, mail: Arriving, kept: Kept, error: unknown): Promise<number | null> {
  if (!refusesTheMail(error)) throw error
  desk.log.error({ err: error, mailbox: mail.mailboxId, size: kept.size }, 'the database refused a mail; it is held')
  try {
    return await enterHeld(desk, asDesk, mail, kept, String((error as Error).message))
  } catch (err) {
    if (!refusesTheMail(err)) throw err
    desk.log.error({ err, mailbox: mail.mailboxId }, 'a mail could not be kept; it stays unread in its mailbox')
    await tellUnkept(asDesk, mail.mailboxId)
    return null
  }
}

/** Its bytes lie in the file store, where no database can object to them; the ledger says what it said. */
async function enterHeld(desk: Desk, asDesk: AsDesk, mail: Arriving, kept: Kept, error: string): Promise<number> {
  const storage =
    kept.storage ?? (await storeFile(filesFolder(desk.config.dataDir), Readable.from([kept.raw!]), MAIL_LIMIT)).storage
  return asDesk(async (ctx) => {
    const { group_id } = await mailboxOf(ctx, mail.mailboxId)
    await alertHeld(ctx, group_id)
    const id = await enter(ctx.db, mail, { ...kept, raw: null, storage })
    const detail = JSON.stringify({ error: error.slice(0, 1000).toWellFormed() })
    await sql`update mails set outcome = 'held', reason = 'refused', decided_at = ${ctx.now}, try_at = null, detail = detail || ${detail}::jsonb
      where id = ${id} and outcome is null`.execute(ctx.db)
    return id
  })
}

/** Once a day: every comparison with the mailbox meets the same mail again. */
export async function tellUnkept(asDesk: AsDesk, mailboxId: number) {
  await asDesk(async (ctx) => {
    const { address } = await mailboxOf(ctx, mailboxId)
    const told = await sql`select 1 from alerts where kind = 'mail_unkept' and detail->>'address' = ${address}
      and at > ${ctx.now}::timestamptz - interval '1 day' limit 1`.execute(ctx.db)
    if (!told.rows.length) await alertAdmins(ctx, { kind: 'mail_unkept', detail: { address } })
  })
}

const mailboxOf = ({ db }: Context, id: number) =>
  db.selectFrom('mailboxes').select(['address', 'group_id']).where('id', '=', id).executeTakeFirstOrThrow()
