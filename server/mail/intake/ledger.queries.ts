import { type RawBuilder, sql } from 'kysely'
import { led, seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../platform/errors.ts'
import { shownTo } from '../../tickets/merged.queries.ts'
import type { Mail } from '../contract.ts'

type Filter = { q?: string; outcome?: string; mailboxId?: number; ticketId?: number }

/**
 * Words are looked for in so many lines at a time, a third of a second of work; the cursor goes on where they end. An index of words
 * would cost every mail that comes in (0.15 to 0.65 ms), for the few who look for one here.
 */
const LOOKED_AT = 50_000

/** The ledger, newest first: what came in for the mailboxes whose group one leads. A page of a search may be short, and not the last. */
export async function ledger(ctx: Context, filter: Filter, limit: number, before: number | null) {
  const words = (filter.q ?? '').split(/\s+/).filter(Boolean)
  const asked = askedFor(ctx, filter, before)
  const items = await select(ctx, words.length ? withWords(asked, words, limit + 1) : asked, limit + 1)
  const page = items.slice(0, limit)
  const last = items.length > limit ? page.at(-1)!.id : words.length ? await lastLookedAt(ctx, asked) : null
  return { items: page, nextCursor: last === null ? null : String(last) }
}

const askedFor = ({ actor }: Context, { outcome, mailboxId, ticketId }: Filter, before: number | null) =>
  sql.join(
    [
      led(actor, 'b.group_id'),
      ...(outcome === 'waiting' ? [sql`m.outcome is null`] : outcome ? [sql`m.outcome = ${outcome}`] : []),
      ...(mailboxId ? [sql`m.mailbox_id = ${mailboxId}`] : []),
      ...(ticketId ? [sql`m.ticket_id = ${ticketId}`] : []),
      ...(before === null ? [] : [sql`m.id < ${before}`]),
    ],
    sql` and `,
  )

/** Each word somewhere in the sender's address or the subject, whatever its accents and capitals; a line is folded once for all of them. */
const withWords = (asked: RawBuilder<unknown>, words: string[], limit: number) => sql`m.id = any(array(
  select id from (select m.id, m.from_address, m.subject from mails m join mailboxes b on b.id = m.mailbox_id
    where ${asked} order by m.id desc limit ${LOOKED_AT}) looked_at
  where fold(concat_ws(' ', from_address, subject)) like all(array(select fold(word) from unnest(${words.map(anywhere)}::text[]) word))
  order by id desc limit ${limit}))`

const anywhere = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Where the lines that were looked at end; null where the ledger does. */
async function lastLookedAt({ db }: Context, asked: RawBuilder<unknown>): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`select m.id from mails m join mailboxes b on b.id = m.mailbox_id
    where ${asked} order by m.id desc offset ${LOOKED_AT - 1} limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export async function ledgerLine(ctx: Context, id: number): Promise<Mail> {
  const [line] = await select(ctx, sql`m.id = ${id}`, 1)
  if (!line) throw notFound()
  return line
}

export type Original = { raw: Buffer | null; storage: string | null; size: number }

/** To whoever leads the mailbox's group, and whoever is shown its words on a ticket. */
export async function original(ctx: Context, id: number): Promise<Original> {
  const { rows } =
    await sql<Original>`select m.raw, m.storage, m.size from mails m join mailboxes b on b.id = m.mailbox_id
      left join interactions i on i.id = m.interaction_id
    where m.id = ${id} and (${led(ctx.actor, 'b.group_id')} or ${shownTo(ctx.actor, 'i.ticket_id')})`.execute(ctx.db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** Outcomes that an admin may set aside: nothing but silence was made of the mail yet, and something can be. */
const RETRIED = sql`(m.outcome in ('held', 'ignored', 'auto_reply', 'bounce') and (m.interaction_id is null or m.outcome = 'auto_reply')
  and m.reason is distinct from 'too_large')`

type Line = Omit<Mail, 'explanation'>

async function select(ctx: Context, condition: RawBuilder<unknown>, limit: number): Promise<Mail[]> {
  const { rows } = await sql<Line>`
    select m.id, json_build_object('id', b.id, 'address', b.address) as mailbox, m.source, m.from_address as "from", m.subject, m.message_id as "messageId", m.size,
      m.outcome, m.reason, t.id as "ticketId", case when t.id is not null then m.interaction_id end as "interactionId", m.attempts, m.received_at as "receivedAt",
      m.decided_at as "decidedAt", m.try_at as "tryAt", ${RETRIED} is true as "canRetry"
    from mails m join mailboxes b on b.id = m.mailbox_id left join tickets t on t.id = m.ticket_id and ${seen(ctx.actor, 't.group_id')}
    where ${led(ctx.actor, 'b.group_id')} and ${condition} order by m.id desc limit ${limit}`.execute(ctx.db)
  return rows.map((line) => ({ ...line, explanation: line.reason && ctx.say(`mail.reason.${line.reason}`) }))
}
