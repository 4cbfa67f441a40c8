import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { companySettings } from '../platform/settings.ts'
import type { createCustomer, editCustomer } from './contract.ts'
import { fold, nameWords } from './names.rules.ts'
import { digitsOf, readPhone } from './phones.rules.ts'
import { customer } from './queries.ts'

type New = Static<(typeof createCustomer)['body']>
type Edit = Static<(typeof editCustomer)['body']>

/** T4: a profile is created in place; a likely duplicate is suggested on it, never merged by itself. */
export async function createCustomerAs(ctx: Context, input: New): Promise<number> {
  const emails = addresses(input.emails)
  await requireFree(ctx, emails, null)
  await requireOrganization(ctx, input.organizationId)
  const phones = await readPhones(ctx, input.phones)
  const id = await nextId(ctx, 'customers')
  const name = input.name.trim()
  await ctx.record({ type: 'customer.created', customerId: id }, async () => {
    await ctx.db
      .insertInto('customers')
      .values({
        id,
        name,
        name_words: nameWords(name),
        organization_id: input.organizationId ?? null,
        tax_id: input.taxId?.trim() || null,
        language: input.language ?? null,
        zone: zoneOf(input.zone),
        notes: input.notes ?? '',
        possible_duplicate_of: await likelyDuplicate(ctx, name, phones),
        created_at: ctx.now,
      })
      .execute()
    await writeEmails(ctx, id, emails)
    await writePhones(ctx, id, phones)
    await learnWords(ctx, nameWords(name))
  })
  return id
}

export async function editCustomerAs(ctx: Context, id: number, edit: Edit) {
  const held = await ctx.db
    .selectFrom('customers')
    .select(['id', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.version !== edit.version) throw new Refusal(409, 'stale', { extra: { customer: await customer(ctx, id) } })
  const emails = edit.emails && addresses(edit.emails)
  if (emails) await requireFree(ctx, emails, id)
  await requireOrganization(ctx, edit.organizationId)
  const phones = edit.phones && (await readPhones(ctx, edit.phones))
  await ctx.record({ type: 'customer.edited', customerId: id }, async () => {
    await ctx.db
      .updateTable('customers')
      .set((eb) => ({ ...columns(edit), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    if (edit.name) await learnWords(ctx, nameWords(edit.name))
    if (emails) await replaceEmails(ctx, id, emails)
    if (phones) await replacePhones(ctx, id, phones)
  })
}

/**
 * The customer of a new ticket given by name, e-mail and phone (domain.md, "Persons"): an active one with that e-mail; else one
 * with that phone *and* the same folded name; else a new one. A phone alone never decides: switchboards.
 */
export async function findOrCreate(
  ctx: Context,
  who: { name: string; email?: string; phone?: string },
): Promise<number> {
  const [email] = addresses(who.email ? [who.email] : [])
  if (email) {
    const known = await ctx.db
      .selectFrom('customer_emails')
      .select('customer_id')
      .where('address', '=', email)
      .where('active', '=', true)
      .executeTakeFirst()
    if (known) return known.customer_id
  }
  const [phone] = who.phone ? await readPhones(ctx, [who.phone]) : []
  if (phone?.e164) {
    const known = await sameNameAndPhone(ctx, who.name, phone.e164)
    if (known) return known
  }
  return createCustomerAs(ctx, { name: who.name, emails: email ? [email] : [], phones: who.phone ? [who.phone] : [] })
}

function columns(edit: Edit) {
  return {
    ...(edit.name && { name: edit.name.trim(), name_words: nameWords(edit.name) }),
    ...(edit.organizationId !== undefined && { organization_id: edit.organizationId }),
    ...(edit.taxId !== undefined && { tax_id: edit.taxId?.trim() || null }),
    ...(edit.language !== undefined && { language: edit.language }),
    ...(edit.zone !== undefined && { zone: zoneOf(edit.zone) }),
    ...(edit.notes !== undefined && { notes: edit.notes }),
  }
}

async function sameNameAndPhone({ db }: Context, name: string, e164: string): Promise<number | undefined> {
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

/** Somebody of the same name, or of the same phone: worth a look by a person. */
async function likelyDuplicate(
  { db }: Context,
  name: string,
  phones: { e164: string | null }[],
): Promise<number | null> {
  const e164 = phones.map((phone) => phone.e164).filter((number) => number !== null)
  const found = await db
    .selectFrom('customers as c')
    .select('c.id')
    .where('c.merged_into_id', 'is', null)
    .where((eb) =>
      eb.or([
        eb(eb.fn('fold', ['c.name']), '=', fold(name)),
        ...(e164.length
          ? [eb('c.id', 'in', eb.selectFrom('customer_phones').select('customer_id').where('e164', 'in', e164))]
          : []),
      ]),
    )
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? null
}

const addresses = (emails: string[] = []) => [...new Set(emails.map((email) => email.trim().toLowerCase()))]

async function readPhones(ctx: Context, phones: string[] = []) {
  if (!phones.length) return []
  const { country } = await companySettings(ctx)
  return phones.map((number) => readPhone(number, country))
}

async function requireFree({ db }: Context, emails: string[], own: number | null) {
  if (!emails.length) return
  const taken = await db
    .selectFrom('customer_emails as e')
    .innerJoin('customers as c', 'c.id', 'e.customer_id')
    .select(['e.address', 'c.name'])
    .where('e.address', 'in', emails)
    .where('e.active', '=', true)
    .$if(own !== null, (query) => query.where('e.customer_id', '!=', own))
    .executeTakeFirst()
  if (taken) throw invalid('emails', 'email_taken', taken)
}

async function requireOrganization({ db }: Context, id: number | null | undefined) {
  if (id && !(await db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst()))
    throw invalid('organizationId', 'no_such')
}

export function zoneOf(zone: string | null | undefined): string | null {
  if (!zone) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw invalid('zone', 'zone')
  }
}

async function writeEmails({ db }: Context, id: number, emails: string[]) {
  if (emails.length)
    await db
      .insertInto('customer_emails')
      .values(emails.map((address, position) => ({ customer_id: id, position, address })))
      .execute()
}

async function writePhones({ db }: Context, id: number, phones: ReturnType<typeof readPhone>[]) {
  if (phones.length)
    await db
      .insertInto('customer_phones')
      .values(
        phones.map((phone, position) => ({
          customer_id: id,
          position,
          ...phone,
          digits: digitsOf(phone.e164 ?? phone.number),
        })),
      )
      .execute()
}

/** Keeps the rows that stay, so that the record shows only what really changed. */
async function replaceEmails(ctx: Context, id: number, emails: string[]) {
  const held = await ctx.db
    .selectFrom('customer_emails')
    .select(['id', 'address'])
    .where('customer_id', '=', id)
    .execute()
  const gone = held.filter(({ address }) => !emails.includes(address)).map((row) => row.id)
  if (gone.length) await ctx.db.deleteFrom('customer_emails').where('id', 'in', gone).execute()
  for (const [position, address] of emails.entries()) {
    const row = held.find((email) => email.address === address)
    if (row)
      await ctx.db
        .updateTable('customer_emails')
        .set({ position })
        .where('id', '=', row.id)
        .where('position', '!=', position)
        .execute()
    else await ctx.db.insertInto('customer_emails').values({ customer_id: id, position, address }).execute()
  }
}

async function replacePhones(ctx: Context, id: number, phones: ReturnType<typeof readPhone>[]) {
  const held = await ctx.db
    .selectFrom('customer_phones')
    .select(['id', 'number'])
    .where('customer_id', '=', id)
    .execute()
  const gone = held.filter(({ number }) => !phones.some((phone) => phone.number === number)).map((row) => row.id)
  if (gone.length) await ctx.db.deleteFrom('customer_phones').where('id', 'in', gone).execute()
  for (const [position, phone] of phones.entries()) {
    const row = held.find((other) => other.number === phone.number)
    const values = { position, ...phone, digits: digitsOf(phone.e164 ?? phone.number) }
    if (row) await ctx.db.updateTable('customer_phones').set(values).where('id', '=', row.id).execute()
    else
      await ctx.db
        .insertInto('customer_phones')
        .values({ customer_id: id, ...values })
        .execute()
  }
}

async function learnWords({ db }: Context, words: string[]) {
  if (words.length)
    await db
      .insertInto('customer_words')
      .values(words.map((word) => ({ word })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
