import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Customer } from './contract.ts'
import { nameWords } from './names.rules.ts'
import { digitsOf } from './phones.rules.ts'
import { customersByIds } from './queries.ts'

/**
 * T3, the caller search. What is typed decides the way: an address part, a tax id, phone digits, or name words in any order,
 * accents and slips forgiven. Names never meet a similarity search over all persons: each typed word is matched against the
 * distinct words there are, and the persons are found by the words found.
 */
export async function searchCustomers(ctx: Context, q: string | undefined, limit: number): Promise<Customer[]> {
  const typed = (q ?? '').trim()
  if (!typed) return customersByIds(ctx, await newest(ctx, limit))
  if (typed.includes('@')) return customersByIds(ctx, await byAddress(ctx, typed.toLowerCase(), limit))
  const digits = digitsOf(typed)
  const found = new Set<number>()
  const add = (ids: number[]) => {
    for (const id of ids) found.add(id)
  }
  if (digits.length >= 4) {
    add(await byDigits(ctx, digits, limit))
    add(await byTaxId(ctx, typed, limit))
  }
  if (/\p{L}{2}/u.test(typed)) add(await byName(ctx, nameWords(typed), limit))
  return customersByIds(ctx, [...found].slice(0, limit))
}

async function newest({ db }: Context, limit: number) {
  const rows = await db
    .selectFrom('customers')
    .select('id')
    .where('merged_into_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

async function byAddress({ db }: Context, part: string, limit: number) {
  const { rows } = await sql<{ id: number }>`select distinct customer_id as id from customer_emails
    where active and address like ${`%${part.replace(/[\\%_]/g, '\\$&')}%`} limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

async function byDigits({ db }: Context, digits: string, limit: number) {
  const { rows } = await sql<{ id: number }>`select distinct p.customer_id as id from customer_phones p
    join customers c on c.id = p.customer_id and c.merged_into_id is null
    where p.digits like ${`%${digits}%`} ${digits.length >= 8 ? sql`or right(p.digits, 8) = ${digits.slice(-8)}` : sql``} limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

async function byTaxId({ db }: Context, typed: string, limit: number) {
  const { rows } = await sql<{ id: number }>`select id from customers
    where tax_id = any(${[typed, typed.toUpperCase(), typed.replace(/[.\s]/g, '').toUpperCase()]}) and merged_into_id is null limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Every typed word must be met by some word of the name; whole matches before beginnings before likenesses. */
async function byName({ db }: Context, words: string[], limit: number) {
  if (!words.length) return []
  const groups: string[][] = []
  for (const word of words.slice(0, 6)) {
    const known = await knownWords(db, word)
    if (!known.length) return []
    groups.push(known)
  }
  const conditions = groups.map((group) => sql`name_words && ${group}::text[]`)
  const { rows } = await sql<{ id: number }>`select id from (
      select id, name, name_words from customers where merged_into_id is null and ${sql.join(conditions, sql` and `)} limit 500) candidates
    order by (select count(*) from unnest(name_words) w where w = any(${words}::text[])) desc, similarity(fold(name), ${words.join(' ')}) desc, id desc
    limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

async function knownWords(db: Context['db'], word: string): Promise<string[]> {
  const like = `${word.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ word: string }>`
    (select word from customer_words where word like ${like} order by word limit 50)
    union (select word from customer_words where ${word.length >= 4} and word % ${word} order by similarity(word, ${word}) desc limit 10)`.execute(
    db,
  )
  return rows.map((row) => row.word)
}
