import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { lockCustomer } from './customers.ts'
import { sharedDomains, VERY_LIKE } from './duplicates.rules.ts'
import { identifies } from './taxids.rules.ts'

type Found = { id: number; reasons: string[] }
type Person = {
  id: number
  name: string
  name_words: string[]
  organization_id: number | null
  tax_key: string | null
  emails: string[]
  phones: string[]
}

/**
 * T4: looks for doubles of some whose data are new or changed; answers whether there were any to look at. Found pairs wait for a person's
 * decision; what was told apart stays so. Several processes share the work. Few at a time: a long transaction would hold back every
 * live message, and a full lock every ticket that names the person.
 */
export async function compareSome(ctx: Context, limit = 4): Promise<boolean> {
  const { rows } = await sql<Person>`
    select c.id, c.name, c.name_words, c.organization_id, c.tax_key,
      array(select address from customer_emails e where e.customer_id = c.id and e.active) as emails,
      array(select e164 from customer_phones p where p.customer_id = c.id and p.e164 is not null) as phones
    from customers c where c.to_compare order by c.id limit ${limit} for no key update of c skip locked`.execute(ctx.db)
  for (const person of rows) await keepPairs(ctx, person.id, await lookalikes(ctx, person))
  const ids = rows.map(({ id }) => id)
  if (ids.length) await ctx.db.updateTable('customers').set({ to_compare: false }).where('id', 'in', ids).execute()
  return ids.length > 0
}

/** They are two: neither list nor page suggests it again. */
export async function tellApartAs(ctx: Context, id: number, otherId: number) {
  if (id === otherId) throw invalid('otherId', 'itself')
  const pair = [id, otherId].sort((a, b) => a - b) as [number, number]
  for (const one of pair) await lockCustomer(ctx, one)
  await ctx.record({ type: 'customer.told_apart', customerId: id, otherId }, () => keepApart(ctx, pair))
}

export async function keepApart({ db, now, actor }: Context, [one_id, other_id]: [number, number]) {
  const decision = { told_apart_at: now, told_apart_by: actor.id }
  await db
    .insertInto('possible_duplicates')
    .values({ one_id, other_id, reasons: [], ...decision })
    .onConflict((conflict) => conflict.columns(['one_id', 'other_id']).doUpdateSet(decision))
    .execute()
  for (const [id, of] of [
    [one_id, other_id],
    [other_id, one_id],
  ] as const)
    await db
      .updateTable('customers')
      .set({ possible_duplicate_of: null })
      .where('id', '=', id)
      .where('possible_duplicate_of', '=', of)
      .execute()
}

/** Same phone and folded name, same tax id, or a very like name in the same organization or mail domain: each by its own index, bounded. */
async function lookalikes({ db }: Context, person: Person): Promise<Found[]> {
  const { id, name, name_words, organization_id, tax_key, emails, phones } = person
  const key = tax_key && identifies(tax_key) ? tax_key : null
  const domains = sharedDomains(emails)
  const named = sql`c.name_words && ${name_words}::text[] and similarity(fold(c.name), fold(${name})) >= ${VERY_LIKE}`
  const ways = [
    ...(phones.length
      ? [
          among(
            'same_phone',
            sql`select customer_id as id from customer_phones where e164 = any(${phones}) limit 2000`,
            sql`fold(c.name) = fold(${name})`,
          ),
        ]
      : []),
    ...(key ? [among('same_tax_id', sql`select id from customers where tax_key = ${key} limit 20`, sql`true`)] : []),
    ...(organization_id
      ? [
          among(
            'same_organization',
            sql`select id from customers where organization_id = ${organization_id} limit 2000`,
            named,
          ),
        ]
      : []),
    ...(domains.length
      ? [
          among(
            'same_domain',
            sql`select customer_id as id from customer_emails where split_part(address, '@', 2) = any(${domains}) and active limit 500`,
            named,
          ),
        ]
      : []),
  ]
  if (!ways.length) return []
  const { rows } = await sql<Found>`
    select id, array_agg(reason order by reason) as reasons from (${sql.join(ways, sql` union `)}) found where id <> ${id} group by id`.execute(
    db,
  )
  return rows
}

/** `offset 0`: those few are looked up, instead of reading everybody whose name has one of the words. */
const among = (reason: string, few: RawBuilder<unknown>, like: RawBuilder<unknown>) => sql`
  (select c.id, ${sql.lit(reason)} as reason from (${few}) few cross join lateral (select * from customers where id = few.id offset 0) c
    where ${like} and c.merged_into_id is null limit 20)`

/** What was found replaces what was found before; decisions stay. */
async function keepPairs({ db }: Context, id: number, found: Found[]) {
  await sql`delete from possible_duplicates where (one_id = ${id} or other_id = ${id}) and told_apart_at is null
    and (one_id + other_id - ${id}) <> all(${found.map((other) => other.id)}::bigint[])`.execute(db)
  if (!found.length) return
  await db
    .insertInto('possible_duplicates')
    .values(
      found.map((other) => ({
        one_id: Math.min(id, other.id),
        other_id: Math.max(id, other.id),
        reasons: other.reasons,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['one_id', 'other_id']).doUpdateSet((eb) => ({ reasons: eb.ref('excluded.reasons') })),
    )
    .execute()
}
