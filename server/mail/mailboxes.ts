import { type Insertable, sql, type Updateable } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { nameFrom, oneLine } from '../conversations/addresses.rules.ts'
import { readsLikeAddress, spellings } from '../platform/addresses.ts'
import type { Mailboxes } from '../platform/db.types.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { keepSecret, readSecret } from '../platform/secrets.ts'
import { companySettings } from '../platform/settings.ts'
import { groupFor } from '../tickets/opening.ts'
import { tryNow, watchElsewhere } from './fetching/leases.ts'
import type { createMailbox, editMailbox, Incoming, IncomingIn, Outgoing, OutgoingIn } from './mailboxes.contract.ts'
import { mailbox } from './mailboxes.queries.ts'
import { forgetConsent } from './oauth/tokens.ts'
import { requireFillable } from './signatures.ts'

type New = Static<(typeof createMailbox)['body']>
type Edit = Static<(typeof editMailbox)['body']>
type Way = 'incoming' | 'outgoing'

/** The name under which the password of one way of a mailbox is kept (platform/secrets.ts). */
export const secretOf = (mailboxId: number, way: Way) => `mailbox:${mailboxId}:${way}`

/** A mailbox is ready to receive with nothing but its address: the rest has a value that works. */
export async function createMailboxAs(ctx: Context, input: New): Promise<number> {
  const address = input.address.toLowerCase()
  await requireFree(ctx, address, null)
  await requireNobodys(ctx, address)
  const { id: groupId } = await groupFor(ctx, input.groupId)
  const first = !(await ctx.db.selectFrom('mailboxes').select('id').where('is_default', '=', true).executeTakeFirst())
  const active = input.active ?? true
  if (input.isDefault && !active) throw invalid('isDefault', 'default_inactive_mailbox')
  const isDefault = input.isDefault ?? (first && active)
  const name = input.name === undefined ? (nameFrom((await companySettings(ctx)).name) ?? address) : sayable(input.name)
  if (input.signature) await requireFillable(ctx, { name, address, signature: input.signature }, input.language ?? 'es')
  const id = await nextId(ctx, 'mailboxes')
  await ctx.record({ type: 'mailbox.created', mailboxId: id }, async () => {
    if (isDefault) await noOtherDefault(ctx, id)
    const values: Insertable<Mailboxes> = { ...columns(input), id, address, name, group_id: groupId }
    await ctx.db
      .insertInto('mailboxes')
      .values({ ...values, is_default: isDefault, created_at: ctx.now })
      .execute()
    await keepPasswords(ctx, id, input)
  })
  return id
}

export async function editMailboxAs(ctx: Context, id: number, edit: Edit) {
  const held = await ctx.db
    .selectFrom('mailboxes')
    .select(['version', 'name', 'active', 'is_default', 'address', 'incoming', 'outgoing'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.version !== edit.version) throw new Refusal(409, 'stale', { extra: { mailbox: await mailbox(ctx, id) } })
  const active = edit.active ?? held.active
  const isDefault = edit.isDefault ?? held.is_default
  // A restored desk's mailboxes rest, the default one too: the rest of it may be changed before anybody wakes it.
  const rests = held.is_default && !held.active
  if (isDefault && !active && !rests) throw invalid(edit.isDefault ? 'isDefault' : 'active', 'default_inactive_mailbox')
  const address = edit.address?.toLowerCase() ?? held.address
  if (active) await requireFree(ctx, address, id)
  if (address !== held.address) await requireNobodys(ctx, address)
  if (edit.groupId) await groupFor(ctx, edit.groupId)
  if (edit.signature)
    await requireFillable(ctx, { name: '', address, signature: edit.signature }, edit.language ?? 'es')
  await keepSecretsHome(ctx, id, held, edit)
  const set: Updateable<Mailboxes> = {
    // One that was kept before names were asked about stays until it is changed.
    ...{ ...columns(edit.name === held.name ? { ...edit, name: undefined } : edit), address, is_default: isDefault },
    // What was wrong was wrong with the way that stood there: what waits is tried by this one now (hurryMails).
    ...(edit.outgoing !== undefined && { sending_trouble: null, sending_trouble_since: null }),
  }
  await ctx.record({ type: 'mailbox.edited', mailboxId: id }, async () => {
    if (isDefault) await noOtherDefault(ctx, id)
    await ctx.db
      .updateTable('mailboxes')
      .set((eb) => ({ ...set, ...keptAlso(id, address, held.address), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await keepPasswords(ctx, id, edit)
    await keepConsentHome(ctx, id, held, edit)
    if (edit.incoming) await followMailbox(ctx, id, held.incoming as Incoming | null, settledIn(edit.incoming))
    else if (edit.active && !held.active) await tryNow(ctx, id)
  })
}

/** People answer at the address under which they had our mail, or wrote; one that was only typed wrong nobody knows. */
const keptAlso = (id: number, address: string, former: string) =>
  address !== former && {
    former_addresses: sql<
      string[]
    >`case when exists (select from mails where mailbox_id = ${id}) or exists (select from outgoing_mails where mailbox_id = ${id})
      then array_append(array_remove(former_addresses, ${former}), ${former}) else former_addresses end`,
  }

function columns(fields: Omit<Edit, 'version'>): Updateable<Mailboxes> {
  const { name, groupId, language, signature, confirms, plusAddressing, incoming, outgoing, trustedServer, active } =
    fields
  return {
    ...(name !== undefined && { name: sayable(name) }),
    ...(groupId !== undefined && { group_id: groupId }),
    ...(language !== undefined && { language }),
    ...(signature !== undefined && { signature }),
    ...(confirms !== undefined && { confirms }),
    ...(plusAddressing !== undefined && { plus_addressing: plusAddressing }),
    ...(incoming !== undefined && { incoming: incoming && JSON.stringify(settledIn(incoming)) }),
    ...(outgoing !== undefined && { outgoing: outgoing && JSON.stringify(settled(outgoing)) }),
    ...(trustedServer !== undefined && { trusted_server: trustedServer?.toLowerCase() ?? null }),
    ...(active !== undefined && { active }),
  }
}

/** S10: as it stands in the head of a mail. One that reads like an address is shown beside none, and would leave all the same. */
function sayable(typed: string): string {
  const name = oneLine(typed)
  if (name === '' || readsLikeAddress(name)) throw invalid('name', 'no_mailbox_name')
  return name
}

/** A connection as it is kept: whole, and without its password. */
function settled({ host, port, security = 'tls', user = '', auth }: OutgoingIn): Outgoing {
  return { host, port, security, user, auth: auth ?? (user ? 'password' : 'none') }
}

const settledIn = ({ folder = 'INBOX', unreadSince, ...typed }: IncomingIn): Incoming => ({
  ...settled(typed),
  ...{ folder, unreadSince: unreadSince ? new Date(unreadSince).toISOString() : null },
})

async function keepPasswords(ctx: Context, id: number, fields: Pick<Edit, Way>) {
  for (const way of ['incoming', 'outgoing'] as const) {
    const typed = fields[way]
    if (typed === undefined) continue
    const password = typed === null ? null : typed.password
    if (password !== undefined) await keepSecret(ctx, secretOf(id, way), password)
  }
}

/** A password that was typed for one server is not sent to another: else whoever edits a mailbox could have it sent to their own. */
async function keepSecretsHome(ctx: Context, id: number, held: Record<Way, unknown>, edit: Edit) {
  for (const way of ['incoming', 'outgoing'] as const) {
    const typed = edit[way]
    if (!typed || typed.password !== undefined || !leadsElsewhere(held[way] as Outgoing | null, settled(typed)))
      continue
    if (await readSecret(ctx, secretOf(id, way))) throw invalid(`${way}.password`, 'required_again')
  }
}

/** Consent was given for the servers and the user that stood there: for others the mailbox's owner is asked anew (issue 4.1). */
async function keepConsentHome(ctx: Context, id: number, held: Record<Way, unknown>, edit: Edit) {
  const moved = (['incoming', 'outgoing'] as const).some((way) => {
    const next = edit[way] && settled(edit[way])
    return next?.auth === 'oauth2' && leadsElsewhere(held[way] as Outgoing | null, next)
  })
  if (moved) await forgetConsent(ctx, id)
}

async function followMailbox(ctx: Context, id: number, held: Incoming | null, next: Incoming) {
  const same = held && held.folder === next.folder && held.user === next.user && sameHost(held, next)
  if (!same) await watchElsewhere(ctx, id, held === null)
  await tryNow(ctx, id)
}

const SAFER = ['none', 'starttls', 'tls']

const leadsElsewhere = (held: Outgoing | null, next: Outgoing) =>
  !held ||
  !sameHost(held, next) ||
  held.port !== next.port ||
  held.user !== next.user ||
  SAFER.indexOf(next.security) < SAFER.indexOf(held.security)

const sameHost = (one: Outgoing, other: Outgoing) => one.host.toLowerCase() === other.host.toLowerCase()

const noOtherDefault = (ctx: Context, id: number) =>
  ctx.db
    .updateTable('mailboxes')
    .set({ is_default: false })
    .where('is_default', '=', true)
    .where('id', '!=', id)
    .execute()

async function requireFree({ db }: Context, address: string, own: number | null) {
  const taken = await db
    .selectFrom('mailboxes')
    .select('id')
    .where('address', '=', address)
    .where('active', '=', true)
    .$if(own !== null, (query) => query.where('id', '!=', own))
    .executeTakeFirst()
  if (taken) throw invalid('address', 'taken')
}

/** Whatever were answered to that person would come back to the desk. */
async function requireNobodys({ db }: Context, address: string) {
  const theirs = await db
    .selectFrom('customer_emails as e')
    .innerJoin('customers as c', 'c.id', 'e.customer_id')
    .select('c.name')
    .where('e.address', 'in', spellings(address))
    .where('e.active', '=', true)
    .executeTakeFirst()
  if (theirs) throw invalid('address', 'address_of_customer', theirs)
}

/** Both ways of the mailbox sign in by OAuth2 from now on; passwords that were kept are forgotten. */
export async function signInByOAuth(ctx: Context, id: number) {
  await sql`update mailboxes set incoming = incoming || '{"auth": "oauth2"}', outgoing = outgoing || '{"auth": "oauth2"}', version = version + 1
    where id = ${id}`.execute(ctx.db)
  for (const way of ['incoming', 'outgoing'] as const) await keepSecret(ctx, secretOf(id, way), null)
  await tryNow(ctx, id)
}
