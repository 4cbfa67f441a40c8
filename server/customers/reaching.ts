import type { Context } from '../context.ts'
import { oneSpelling, spellings, withoutTag } from '../platform/addresses.ts'
import { invalid } from '../platform/errors.ts'
import { companySettings } from '../platform/settings.ts'
import type { Phone } from './contract.ts'
import { digitsOf, readPhone } from './phones.rules.ts'

/** Addresses as they are compared, each once. */
export const addresses = (emails: string[] = []) => [...new Set(emails.map(oneSpelling))]

/** A number typed without its country is of the person's, else of their organization's, else of the company's. */
export async function countryOf(
  ctx: Context,
  { country, organizationId }: { country?: string | null; organizationId?: number | null },
): Promise<string> {
  if (country) return country
  const row = organizationId
    ? await ctx.db.selectFrom('organizations').select('country').where('id', '=', organizationId).executeTakeFirst()
    : undefined
  return row?.country ?? (await companySettings(ctx)).country
}

export const readPhones = (phones: string[], country: string): Phone[] => {
  const read = phones.map((number) => readPhone(number, country))
  return read.filter((phone, place) => place === read.findIndex((other) => keyOf(other) === keyOf(phone)))
}

const keyOf = ({ e164, extension, number }: Phone) => `${e164 ?? number} ${extension ?? ''}`

/** An address is one active person's (domain.md, "Persons"), and nobody's who reads the desk's mail there. */
export async function requireFree(ctx: Context, emails: string[], own: number | null) {
  if (!emails.length) return
  await requireTheirs(ctx, emails, own)
  const taken = await ctx.db
    .selectFrom('customer_emails as e')
    .innerJoin('customers as c', 'c.id', 'e.customer_id')
    .select(['e.address', 'c.name'])
    .where('e.address', 'in', emails.flatMap(spellings))
    .where('e.active', '=', true)
    .$if(own !== null, (query) => query.where('e.customer_id', '!=', own))
    .executeTakeFirst()
  if (taken) throw invalid('emails', 'email_taken', taken)
}

/** Mail to one of the desk's own mailboxes would come back to the desk. What stands in the book already is for whoever corrects it. */
async function requireTheirs({ db }: Context, emails: string[], own: number | null) {
  const mailboxes = await db.selectFrom('mailboxes').select('address').execute()
  const ours = new Set(mailboxes.map(({ address }) => oneSpelling(address)))
  const named = emails.filter((email) => ours.has(email) || ours.has(withoutTag(email)))
  if (!named.length) return
  const held = await db
    .selectFrom('customer_emails')
    .select('address')
    .where('customer_id', '=', own)
    .where('address', 'in', named)
    .execute()
  const address = named.find((email) => !held.some((row) => row.address === email))
  if (address) throw invalid('emails', 'email_ours', { address })
}

export async function writeEmails({ db }: Context, id: number, emails: string[]) {
  if (emails.length)
    await db
      .insertInto('customer_emails')
      .values(emails.map((address, position) => ({ customer_id: id, position, address })))
      .execute()
}

export async function writePhones({ db }: Context, id: number, phones: Phone[]) {
  if (phones.length)
    await db
      .insertInto('customer_phones')
      .values(phones.map((phone, position) => ({ customer_id: id, ...phoneColumns(phone, position) })))
      .execute()
}

const phoneColumns = (phone: Phone, position: number) => ({
  position,
  ...phone,
  digits: digitsOf(phone.e164 ?? phone.number),
})

/** Keeps the rows that stay, so that the record shows only what really changed. */
export async function replaceEmails({ db }: Context, id: number, emails: string[]) {
  const held = await db
    .selectFrom('customer_emails')
    .select(['id', 'address', 'position'])
    .where('customer_id', '=', id)
    .execute()
  const gone = held.filter(({ address }) => !emails.includes(address)).map((row) => row.id)
  if (gone.length) await db.deleteFrom('customer_emails').where('id', 'in', gone).execute()
  for (const [position, address] of emails.entries()) {
    const row = held.find((email) => email.address === address)
    if (!row) await db.insertInto('customer_emails').values({ customer_id: id, position, address }).execute()
    else if (row.position !== position)
      await db.updateTable('customer_emails').set({ position }).where('id', '=', row.id).execute()
  }
}

export async function replacePhones({ db }: Context, id: number, phones: Phone[]) {
  const held = await db.selectFrom('customer_phones').select(['id', 'number']).where('customer_id', '=', id).execute()
  const gone = held.filter(({ number }) => !phones.some((phone) => phone.number === number)).map((row) => row.id)
  if (gone.length) await db.deleteFrom('customer_phones').where('id', 'in', gone).execute()
  for (const [position, phone] of phones.entries()) {
    const row = held.find((other) => other.number === phone.number)
    const values = phoneColumns(phone, position)
    if (row) await db.updateTable('customer_phones').set(values).where('id', '=', row.id).execute()
    else
      await db
        .insertInto('customer_phones')
        .values({ customer_id: id, ...values })
        .execute()
  }
}
