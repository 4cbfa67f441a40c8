import { type Selectable, sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { spellings } from '../platform/addresses.ts'
import type { Customers } from '../platform/db.types.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { nextId } from '../platform/ids.ts'
import type { createCustomer, editCustomer, Phone } from './contract.ts'
import { detailColumns, learnWords, saveAnswersAbout } from './details.ts'
import { fold, nameWords } from './names.rules.ts'
import { customerInFull } from './person.queries.ts'
import {
  addresses,
  countryOf,
  readPhones,
  replaceEmails,
  replacePhones,
  requireFree,
  writeEmails,
  writePhones,
} from './reaching.ts'

export type NewCustomer = Static<(typeof createCustomer)['body']>
export type CustomerEdit = Omit<Static<(typeof editCustomer)['body']>, 'version'>

/** T4: a profile is created in place; a likely duplicate is suggested on it, never merged by itself. */
export async function createCustomerAs(ctx: Context, input: NewCustomer, importId?: number): Promise<number> {
  await requireFree(ctx, addresses(input.emails), null)
  return enterCustomer(ctx, input, importId)
}

async function enterCustomer(ctx: Context, input: NewCustomer, importId?: number): Promise<number> {
  const emails = addresses(input.emails)
  await requireOrganization(ctx, input.organizationId)
  const country = await countryOf(ctx, input)
  const phones = readPhones(input.phones ?? [], country)
  const columns = { ...nameColumns(input.name), ...detailColumns(input, country) }
  const id = await nextId(ctx, 'customers')
  await ctx.record({ type: 'customer.created', customerId: id, ...(importId && { importId }) }, async () => {
    await ctx.db
      .insertInto('customers')
      .values({
        id,
        ...columns,
        organization_id: input.organizationId ?? null,
        possible_duplicate_of: await likelyDuplicate(ctx, columns.name, phones),
        created_at: ctx.now,
      })
      .execute()
    await writeEmails(ctx, id, emails)
    await writePhones(ctx, id, phones)
    await saveAnswersAbout(ctx, 'customer', id, input.answers)
    await learnWords(ctx, columns.name_words)
  })
  return id
}

/** Changes what is told and nothing else; with the version one has seen, so that nobody overwrites what they have not. */
export async function editCustomerAs(
  ctx: Context,
  id: number,
  edit: CustomerEdit & { version?: number },
  importId?: number,
) {
  const held = await lockCustomer(ctx, id)
  if (edit.version !== undefined && held.version !== edit.version)
    throw new Refusal(409, 'stale', { extra: { customer: await customerInFull(ctx, id) } })
  if (held.merged_into_id) throw new Refusal(422, 'customer_merged')
  const emails = edit.emails && addresses(edit.emails)
  if (emails) await requireFree(ctx, emails, id)
  await requireOrganization(ctx, edit.organizationId)
  const country = await countryOf(ctx, {
    country: edit.country === undefined ? held.country : edit.country,
    organizationId: edit.organizationId === undefined ? held.organization_id : edit.organizationId,
  })
  const columns = {
    ...(edit.name && nameColumns(edit.name)),
    ...(edit.organizationId !== undefined && { organization_id: edit.organizationId }),
    ...detailColumns(edit, country),
    to_compare: true,
  }
  await ctx.record({ type: 'customer.edited', customerId: id, ...(importId && { importId }) }, async () => {
    await ctx.db
      .updateTable('customers')
      .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    if (edit.name) await learnWords(ctx, nameWords(edit.name))
    if (emails) await replaceEmails(ctx, id, emails)
    if (edit.phones) await replacePhones(ctx, id, readPhones(edit.phones, country))
    await saveAnswersAbout(ctx, 'customer', id, edit.answers)
  })
}

export async function lockCustomer({ db }: Context, id: number): Promise<Selectable<Customers>> {
  const held = await db.selectFrom('customers').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!held) throw notFound()
  return held
}

/**
 * Whoever this person is now: themselves, or into whom they were merged. The row is kept from being merged away until what is being
 * written about it stands.
 */
export const survivorOf = (ctx: Context, id: number) => survivor(ctx, id, true)

/** The same for whoever writes nothing about them. */
export const survivorSeen = (ctx: Context, id: number) => survivor(ctx, id, false)

async function survivor({ db }: Context, id: number, kept: boolean): Promise<Survivor | undefined> {
  for (let next: number | null = id; next !== null; ) {
    const row: (Survivor & { merged_into_id: number | null }) | undefined = await db
      .selectFrom('customers')
      .select(['id', 'active', 'organization_id', 'merged_into_id'])
      .where('id', '=', next)
      .$if(kept, (person) => person.forKeyShare())
      .executeTakeFirst()
    if (!row?.merged_into_id) return row
    next = row.merged_into_id
  }
}

type Survivor = Pick<Selectable<Customers>, 'id' | 'active' | 'organization_id'>

/**
 * The customer of a new ticket given by name, e-mail and phone (domain.md, "Persons"): an active one with that e-mail; else one
 * with that phone *and* the same folded name; else a new one. A phone alone never decides: switchboards.
 */
export async function findOrCreate(ctx: Context, who: WrittenDown & { name: string }): Promise<number> {
  const known = await knownBy(ctx, who)
  if (known) return known
  // Not refused by an address that somebody entered since we looked: the key is, and the second look finds them (transaction.ts).
  const [emails, phones] = [addresses(who.email ? [who.email] : []), who.phone ? [who.phone] : []]
  return enterCustomer(ctx, { name: who.name, emails, phones })
}

type WrittenDown = { name?: string; email?: string; phone?: string }

/** Who that is in the book already. */
export async function knownBy(ctx: Context, who: WrittenDown): Promise<number | undefined> {
  const [email] = addresses(who.email ? [who.email] : [])
  if (email) {
    const known = await ctx.db
      .selectFrom('customer_emails')
      .select('customer_id')
      .where('address', 'in', spellings(email))
      .where('active', '=', true)
      .executeTakeFirst()
    if (known) return known.customer_id
  }
  const [phone] = who.phone ? readPhones([who.phone], await countryOf(ctx, {})) : []
  return phone?.e164 && who.name ? sameNameAndPhone(ctx, who.name, phone.e164) : undefined
}

export async function sameNameAndPhone({ db }: Context, name: string, e164: string): Promise<number | undefined> {
  const candidates = await db
    .selectFrom('customer_phones as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .select(['c.id', 'c.name'])
    .where('p.e164', '=', e164)
    .where('c.active', '=', true)
    .where('c.merged_into_id', 'is', null)
    .orderBy('c.id')
    .limit(50)
    .execute()
  return candidates.find((candidate) => fold(candidate.name) === fold(name.trim()))?.id
}

const nameColumns = (name: string) => ({ name: name.trim(), name_words: nameWords(name) })

/** Two of whom nobody knows the name are not alike for that. */
const isNameless = ({ voice }: Context, name: string) =>
  LANGUAGES.some((language) => voice(language)('nameless') === name)

/** Somebody of the same name, or of the same phone: worth a look by a person. */
async function likelyDuplicate(ctx: Context, name: string, phones: Phone[]): Promise<number | null> {
  if (isNameless(ctx, name)) return null
  const e164 = phones.flatMap((phone) => phone.e164 ?? [])
  const samePhone = sql`union all select c.id from customer_phones p join customers c on c.id = p.customer_id and c.merged_into_id is null
      where p.e164 = any(${e164})`
  // `id + 0`: or all phones are walked in the order of their customers, for a name or number nobody has
  const { rows } = await sql<{ id: number }>`select id from (
      select id from customers where fold(name) = ${fold(name)} and merged_into_id is null ${e164.length ? samePhone : sql``}) found
    order by id + 0 limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}

async function requireOrganization({ db }: Context, id: number | null | undefined) {
  if (!id) return
  const row = await db.selectFrom('organizations').select('merged_into_id').where('id', '=', id).executeTakeFirst()
  if (!row || row.merged_into_id) throw invalid('organizationId', 'no_such')
}
