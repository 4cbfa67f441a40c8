import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { oneSpelling } from '../platform/addresses.ts'
import { idCursor } from '../platform/cursor.ts'
import type { Customer, searchCustomers as contract } from './contract.ts'
import { combinations, nameWords, partings, slipsOf } from './names.rules.ts'
import { digitsOf, readPhone } from './phones.rules.ts'
import { customersByIds } from './queries.ts'
import { countryOf } from './reaching.ts'
import { compactTaxId } from './taxids.rules.ts'

type Asked = Static<(typeof contract)['query']>
type Page = { items: Customer[]; nextCursor: string | null }

/** The book: who answers what is typed, best first; who has this very number; or everybody, the newest first, page by page. */
export async function customersFor(ctx: Context, asked: Asked): Promise<Page> {
  const limit = asked.limit ?? 50
  if (asked.phone !== undefined) return all(ctx, await byNumber(ctx, asked.phone, limit))
  const typed = asked.q?.trim()
  if (typed) return all(ctx, await found(ctx, typed, limit, asked.organizationId))
  const ids = await newest(ctx, limit + 1, idCursor(asked.cursor), asked.organizationId)
  const page = ids.slice(0, limit)
  return { items: await customersByIds(ctx, page), nextCursor: ids.length > limit ? String(page.at(-1)) : null }
}

const all = async (ctx: Context, ids: number[]): Promise<Page> => ({
  items: await customersByIds(ctx, ids),
  nextCursor: null,
})

/**
 * T3, the caller search. What is typed decides the way: name words in any order, accents and slips forgiven; a tax id or
 * phone digits; part of an address. Names never meet a similarity search over all persons: each typed word is matched against the
 * distinct words there are, and the persons are found by the words found.
 */
export async function found(ctx: Context, typed: string, limit: number, organizationId?: number): Promise<number[]> {
  const ids = new Set<number>()
  const add = (more: number[]) => {
    for (const id of more) ids.add(id)
  }
  if (typed.includes('@')) add(await byAddress(ctx, oneSpelling(typed), limit))
  else {
    const digits = digitsOf(typed)
    if (/\p{L}{2}/u.test(typed)) add(await byWords(ctx, nameWords(typed), limit, organizationId))
    if (ids.size < limit && digits.length >= 3) {
      add(await byTaxId(ctx, typed, limit))
      if (ids.size < limit) add(await byDigits(ctx, digits, limit))
    }
    if (ids.size < limit && PART_OF_ADDRESS.test(typed)) add(await byAddress(ctx, typed.toLowerCase(), limit))
  }
  const list = [...ids]
  return (organizationId ? await those(ctx, list, organizationId) : list).slice(0, limit)
}

const PART_OF_ADDRESS = /^(?=.*[a-z])[\w.+-]{3,}$/i

/**
 * T3: who has this very number. Several may (switchboards): then all are named and none is chosen. A withheld or unreadable number is
 * nobody's.
 */
async function byNumber(ctx: Context, phone: string, limit: number): Promise<number[]> {
  const { e164, extension } = readPhone(phone, await countryOf(ctx, {}))
  if (!e164) return []
  const { rows } = await sql<{ id: number }>`select distinct c.id from customer_phones p
    join customers c on c.id = p.customer_id and c.merged_into_id is null
    where p.e164 = ${e164} ${extension ? sql`and (p.extension = ${extension} or p.extension is null)` : sql``}
    order by c.id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

async function newest({ db }: Context, limit: number, before: number | null, organizationId?: number) {
  const rows = await db
    .selectFrom('customers')
    .select('id')
    .where('merged_into_id', 'is', null)
    .$if(organizationId !== undefined, (query) => query.where('organization_id', '=', organizationId!))
    .$if(before !== null, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

async function those({ db }: Context, ids: number[], organizationId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('customers')
    .select('id')
    .where('id', 'in', ids.length ? ids : [0])
    .where('organization_id', '=', organizationId)
    .execute()
  const within = new Set(rows.map((row) => row.id))
  return ids.filter((id) => within.has(id))
}

/** Each address is one person's, so nobody is named twice. A whole domain is looked up as such: very many may have it. */
async function byAddress({ db }: Context, part: string, limit: number) {
  if (part.startsWith('@')) {
    const { rows } = await sql<{ id: number }>`select customer_id as id from customer_emails
      where active and split_part(address, '@', 2) = ${part.slice(1)} limit ${sql.lit(limit)}`.execute(db)
    if (rows.length) return rows.map((row) => row.id)
  }
  const pattern = `%${part.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: number }>`select customer_id as id from customer_emails where active
    and replace(address, '@', 'zqz') like ${pattern.replaceAll('@', 'zqz')} and address like ${pattern} limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/**
 * From eight digits on, who has the last eight, whatever country code was typed; a fragment, or a number nobody has so, stands for itself.
 * Whole numbers are not looked up as fragments: what all of them begin with is in every number.
 */
async function byDigits({ db }: Context, digits: string, limit: number) {
  const ways = [sql`digits like ${`%${digits}%`}`]
  if (digits.length >= 8) ways.unshift(sql`right(digits, 8) = ${digits.slice(-8)}`)
  for (const way of ways) {
    const { rows } = await sql<{ id: number }>`select distinct c.id
      from (select customer_id from customer_phones where ${way} limit ${limit * 2}) p
        join customers c on c.id = p.customer_id and c.merged_into_id is null limit ${limit}`.execute(db)
    if (rows.length) return rows.map((row) => row.id)
  }
  return []
}

async function byTaxId({ db }: Context, typed: string, limit: number) {
  const key = compactTaxId(typed)
  if (!key || /^\+/.test(typed)) return []
  const { rows } = await sql<{ id: number }>`select id from customers
    where ${beginsWith('tax_key', key)} and merged_into_id is null limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

/** Every typed word must be met by some word of the name or of the organization; first who bears the very words, then the alike. */
async function byWords(ctx: Context, words: string[], limit: number, organizationId?: number) {
  if (!words.length) return []
  const exact = await bearing(ctx, [words], limit, organizationId)
  if (exact.length >= limit) return exact
  const known = await Promise.all(words.slice(0, MOST_WORDS).map((word) => knownWords(ctx, word)))
  const most = Math.ceil(COMBINATIONS / words.length)
  const likeliest = combinations(known, most).filter((read) => read.join(' ') !== words.join(' '))
  const alike = likeliest.length ? await bearing(ctx, likeliest, limit, organizationId) : []
  const ofOrganization = exact.length + alike.length < limit ? await belonging(ctx, [words, ...likeliest], limit) : []
  return [...exact, ...alike, ...ofOrganization]
}

const MOST_WORDS = 6
/** So many ways to read what was typed are tried, the likeliest first, until there are people enough; of many words fewer, for each costs more. */
const COMBINATIONS = 24

/**
 * Who bears all words of one of these combinations; those of the likeliest come first. Each is a look-up of its own in the index of
 * arrays, and what need not be looked up any more is not.
 */
async function bearing({ db }: Context, combinations: string[][], limit: number, organizationId?: number) {
  const { rows } = await sql<{ id: number }>`select found.id
    from jsonb_array_elements(${JSON.stringify(combinations)}::jsonb) one(words)
      cross join lateral (select id from customers where name_words @> array(select jsonb_array_elements_text(one.words))
        and merged_into_id is null ${organizationId ? sql`and organization_id = ${organizationId}` : sql``} limit ${sql.lit(limit)}) found
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * People by their organization's name, or by a name and their organization's: "maria panaderia". From the organizations to their people,
 * so that however common a name is, few are looked at.
 */
async function belonging({ db }: Context, combinations: string[][], limit: number) {
  const parted = combinations.flatMap(partings).slice(0, COMBINATIONS)
  if (!parted.length) return []
  const { rows } = await sql<{ id: number }>`select found.id
    from jsonb_to_recordset(${JSON.stringify(parted)}::jsonb) one(own jsonb, of_organization jsonb)
      cross join lateral (select c.id from (select id from organizations
          where name_words @> array(select jsonb_array_elements_text(one.of_organization)) and merged_into_id is null limit 100) o
        join customers c on c.organization_id = o.id and c.merged_into_id is null
          and c.name_words @> array(select jsonb_array_elements_text(one.own)) limit ${sql.lit(limit)}) found
    limit ${sql.lit(limit)}`.execute(db)
  return rows.map((row) => row.id)
}

/** The words there are that may be meant, the likeliest first: the word itself, what begins so (names are short), slips, and words alike. */
async function knownWords({ db }: Context, word: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`select word from (
      (select word, case when word = ${word} then 0 else 1 end as kind, length(word)::float as distance from customer_words
        where ${beginsWith('word', word)} order by length(word), word limit 15)
      union all (select word, 2, 0 from customer_words where word = any(${slipsOf(word)}::text[]))
      union all (select word, 3, 1 - similarity(word, ${word}) from customer_words
        where ${word.length >= 4} and word % ${word} order by similarity(word, ${word}) desc limit 8)) known
    group by word order by min(kind), min(distance), word`.execute(db)
  return rows.map((row) => row.word)
}

/** Said as the index keeps it: `like` finds its index only where the words are known while the plan is made. */
const beginsWith = (column: string, beginning: string) =>
  sql`${sql.ref(column)} ~>=~ ${beginning} and ${sql.ref(column)} ~<~ ${`${beginning}\u{10ffff}`}`
