import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import type { Mailbox } from './mailboxes.contract.ts'

export const mailboxes = (ctx: Context) => select(ctx, sql`true`)

export async function mailbox(ctx: Context, id: number): Promise<Mailbox> {
  const [found] = await select(ctx, sql`b.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** The mailbox mail is handed over for: by its address, or without one the default. Only where mail is still taken in. */
export async function mailboxFor(ctx: Pick<Context, 'db'>, address: string | undefined): Promise<number> {
  const row = await ctx.db
    .selectFrom('mailboxes')
    .select('id')
    .where('active', '=', true)
    .where((eb) => (address ? eb('address', '=', address.trim().toLowerCase()) : eb('is_default', '=', true)))
    .executeTakeFirst()
  if (!row) throw invalid('mailbox', address ? 'no_such_mailbox' : 'no_default_mailbox', { address })
  return row.id
}

async function select({ db }: Context, condition: RawBuilder<unknown>): Promise<Mailbox[]> {
  const { rows } = await sql<Mailbox>`
    select b.id, b.address, b.name, json_build_object('id', g.id, 'name', g.name) as "group", b.language, b.signature, b.confirms,
      b.incoming || jsonb_build_object('passwordSet', exists (select 1 from secrets s where s.id = 'mailbox:' || b.id || ':incoming')) as incoming,
      b.outgoing || jsonb_build_object('passwordSet', exists (select 1 from secrets s where s.id = 'mailbox:' || b.id || ':outgoing')) as outgoing,
      b.trusted_server as "trustedServer", b.is_default as "isDefault", b.active, b.version, b.created_at as "createdAt"
    from mailboxes b join groups g on g.id = b.group_id where ${condition} order by b.active desc, b.id`.execute(db)
  return rows
}
