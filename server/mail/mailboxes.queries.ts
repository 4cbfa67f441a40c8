import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { oneSpelling, spellings, withoutTag } from '../platform/addresses.ts'
import type { Database } from '../platform/database.ts'
import type { DB } from '../platform/db.types.ts'
import { invalid, notFound } from '../platform/errors.ts'
import type { Mailbox } from './mailboxes.contract.ts'

export const mailboxes = (ctx: Context) => select(ctx, sql`true`)

export async function mailbox(ctx: Context, id: number): Promise<Mailbox> {
  const [found] = await select(ctx, sql`b.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** The mailbox mail is handed over for: by its address, or without one the default. Only where mail is still taken in. */
export async function mailboxFor(ctx: { db: Kysely<DB> }, address: string | undefined): Promise<number> {
  const named = address ? sql`a.address = any(${spellings(address)})` : sql`b.is_default and not a.former`
  const [row] = await activeMailboxes(ctx.db, named)
  if (!row) throw invalid('mailbox', address ? 'no_such_mailbox' : 'no_default_mailbox', { address })
  return row.id
}

/** What may carry a reply token (intake/threading.rules.ts). */
const ANSWERS = /\+[A-Za-z0-9_-]{16,128}@/

/**
 * The mailboxes of ours that take mail for these addresses, each with its own of them; soporte+token@… is soporte@…. Which of them decides
 * about the mail first is chance: what says which ticket it answers each of them knows.
 */
export async function mailboxesByAddress(
  { db }: { db: Database },
  addresses: string[],
): Promise<{ mailboxId: number; envelope: string[] }[]> {
  const plain = (address: string) => withoutTag(oneSpelling(address))
  const named = sql`a.address = any(${addresses.map(plain).flatMap(spellings)})`
  const rows = await activeMailboxes(db, addresses.some(isPostmaster) ? sql`true` : named)
  const own = (each: string) => rows.filter(({ address }) => spellings(plain(each)).includes(address))
  const takers = new Map(
    addresses.map((each) => [each, own(each).concat(isPostmaster(each) ? inPlaceOf(each, rows) : [])[0]]),
  )
  const taking = rows.filter((row) => [...takers.values()].includes(row)).map(({ id }) => id)
  return [...new Set(taking)].map((id) => ({
    mailboxId: id,
    envelope: addresses.filter((each) => takers.get(each)?.id === id || ANSWERS.test(each)),
  }))
}

/** By each address under which mail reaches it. */
async function activeMailboxes(db: Kysely<DB>, condition: RawBuilder<unknown>) {
  const { rows } = await sql<{ id: number; address: string }>`
    select b.id, a.address from mailbox_addresses a join mailboxes b on b.id = a.mailbox_id where b.active and ${condition}
    order by b.is_default desc, a.former, b.id`.execute(db)
  return rows
}

const isPostmaster = (address: string) => /^postmaster(?:@|$)/i.test(address)

/**
 * RFC 5321, 4.5.1: whoever has trouble with mail to a domain of ours can write to its postmaster, who is nobody in particular: the default
 * mailbox if it is of that domain, or without a domain; else the oldest one of it.
 */
const inPlaceOf = (postmaster: string, mailboxes: { id: number; address: string }[]) => {
  const domain = oneSpelling(postmaster).split('@')[1]
  return mailboxes.filter(({ address }) => domain === undefined || oneSpelling(address).endsWith(`@${domain}`))
}

async function select(ctx: Context, condition: RawBuilder<unknown>): Promise<Mailbox[]> {
  const { rows } = await sql<Mailbox>`
    select b.id, b.address, b.name, json_build_object('id', g.id, 'name', g.name) as "group", b.language, b.signature, b.confirms, b.plus_addressing as "plusAddressing",
      case when b.sending_trouble is not null then json_build_object('text', b.sending_trouble, 'since', b.sending_trouble_since) end as "sendingTrouble",
      jsonb_build_object('unreadSince', null) || b.incoming || jsonb_build_object('passwordSet', exists (select 1 from secrets s where s.id = 'mailbox:' || b.id || ':incoming')) as incoming,
      b.outgoing || jsonb_build_object('passwordSet', exists (select 1 from secrets s where s.id = 'mailbox:' || b.id || ':outgoing')) as outgoing,
      b.trusted_server as "trustedServer", b.is_default as "isDefault", b.active, b.version, b.created_at as "createdAt",
      case when w.mailbox_id is not null then json_build_object('state', w.state, 'since', w.since, 'fault', w.fault, 'detail', w.detail, 'tryAt', w.try_at,
        'contactAt', w.contact_at, 'comparedAt', w.compared_at, 'compared', w.compared, 'missing', w.missing,
        'unkept', (select count(*) from unkept_mails u where u.mailbox_id = b.id)) end as watch
    from mailboxes b join groups g on g.id = b.group_id left join mailbox_watches w on w.mailbox_id = b.id where ${condition} order by b.active desc, b.id`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, watch: inWords(ctx, row.watch) }))
}

/** What is wrong with a mailbox, and what to do about it. */
const inWords = (ctx: Context, watch: Mailbox['watch']) =>
  watch && { ...watch, advice: watch.fault ? ctx.say(`mailFault.${watch.fault}`) : null }
