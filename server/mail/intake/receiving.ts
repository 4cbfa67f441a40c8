import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { AsDesk } from '../../context.ts'
import { filesFolder } from '../../conversations/files.ts'
import { storeFile } from '../../platform/files.ts'
import { inTransactionTogether } from '../../platform/together.ts'
import type { Desk } from '../../transaction.ts'
import { alertHeld } from './deciding.ts'
import { type Arriving, type Entry, enter, type Kept, keep, MAIL_LIMIT, type Received } from './entering.ts'
import { gathering } from './gathering.ts'
import { noteHead } from './heading.ts'
import { refusesTheMail } from './refusing.rules.ts'

/**
 * E1: one mail by whatever door: its bytes first, then its row in the ledger of each mailbox it is for, all durable before anything is
 * acknowledged to its source. `admit` may refuse what has come, before anything of it is entered.
 */
export async function receiveMail(
  desk: Desk,
  asDesk: AsDesk,
  { raw, to, ...mail }: Omit<Arriving, 'mailboxId' | 'envelope'> & { to: Pick<Entry, 'mailboxId' | 'envelope'>[] },
  admit: (came: Kept) => Promise<void> = async () => {},
): Promise<Received[]> {
  const kept = await keep(desk, raw)
  await admit(kept)
  return Promise.all(
    to.map(async (mailbox) => {
      const id = await enterWithOthers(asDesk, { ...mail, ...mailbox, desk, kept })
      if (id === null) throw new Error('The mail could not be kept.')
      return { id, raw: kept.raw }
    }),
  )
}

/** Those handed over at the same time are durable with one commit. */
const enterWithOthers = gathering(
  { most: 16, hands: 2 },
  (asDesk: AsDesk, mails: (Entry & { desk: Desk; kept: Kept })[]) => {
    const ids = receiveTogether(mails[0]!.desk, asDesk, mails)
    return mails.map((_, n) => ids.then((all) => all[n]!))
  },
)

/**
 * Several mails at once: all of them durable with one commit. Where the database refuses one of them each goes by itself, so that it holds
 * up no other: the refused one is held, and null where not even that is possible.
 */
export async function receiveTogether(
  desk: Desk,
  asDesk: AsDesk,
  mails: (Entry & { kept: Kept })[],
): Promise<(number | null)[]> {
  if (mails.length > 1)
    try {
      return await inTransactionTogether(
        desk.db,
        async () => {},
        mails.map(
          ({ kept, ...mail }) =>
            (db) =>
              enter(db, mail, kept),
        ),
      )
    } catch (error) {
      if (!refusesTheMail(error) && !isDeadlock(error)) throw error
    }
  const ids: (number | null)[] = []
  for (const { kept, ...mail } of mails)
    ids.push(await enterOrHold(desk, asDesk, mail, kept).catch((error) => unkept(desk, mail, error)))
  return ids
}

/** Two who brought the same mails in another order. */
const isDeadlock = (error: unknown) => (error as { code?: string }).code === '40P01'

/** What the database refuses for what it is stands in the ledger all the same: held. Whatever would meet any mail is thrown. */
async function enterOrHold(desk: Desk, asDesk: AsDesk, mail: Entry, kept: Kept): Promise<number> {
  try {
    return await enter(desk.db, mail, kept)
  } catch (err) {
    if (!refusesTheMail(err)) throw err
    desk.log.error({ err, mailbox: mail.mailboxId, size: kept.size }, 'the database refused a mail; it is held')
    return enterHeld(desk, asDesk, mail, kept, String((err as Error).message))
  }
}

function unkept(desk: Desk, { mailboxId }: Entry, err: unknown): null {
  if (!refusesTheMail(err)) throw err
  desk.log.error({ err, mailbox: mailboxId }, 'a mail could not be kept; it stays with its source')
  return null
}

/** Its bytes lie in the file store, where no database can object to them; the ledger says what it said. */
async function enterHeld(desk: Desk, asDesk: AsDesk, mail: Entry, kept: Kept, error: string): Promise<number> {
  const storage =
    kept.storage ?? (await storeFile(filesFolder(desk.config.dataDir), Readable.from([kept.raw!]), MAIL_LIMIT)).storage
  const { id, held } = await asDesk(async (ctx) => {
    const { group_id } = await ctx.db
      .selectFrom('mailboxes')
      .select('group_id')
      .where('id', '=', mail.mailboxId)
      .executeTakeFirstOrThrow()
    await alertHeld(ctx, group_id)
    const id = await enter(ctx.db, mail, { ...kept, raw: null, storage })
    const detail = JSON.stringify({ error: error.slice(0, 1000).toWellFormed() })
    const { rows } =
      await sql`update mails set outcome = 'held', reason = 'refused', decided_at = ${ctx.now}, try_at = null, detail = detail || ${detail}::jsonb
      where id = ${id} and outcome is null returning 1`.execute(ctx.db)
    return { id, held: rows.length > 0 }
  })
  // Once: who hands it over again, should we not live to take it, finds it held.
  if (held) await noteHead(desk, id)
  return id
}
