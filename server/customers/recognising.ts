import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { ReadRow } from './import-row.rules.ts'

type Known = { id: number; name: string }
/** Whom a row is about: nobody known yet, somebody, or several at once, which a person must look at. */
export type Whom = { known: Known | null; clash: Known[] }

/** The people of the book whom these rows are about: by e-mail, else by phone and the same name, else by tax id. */
export async function recognise(ctx: Context, rows: ReadRow[]): Promise<Whom[]> {
  const keys = [...new Set(rows.flatMap((row) => row.keys))]
  const byKey = await holdersOf(ctx, keys)
  return rows.map((row) => whomAmong(row.keys.map((key) => ({ key, holders: byKey.get(key) ?? [] }))))
}

function whomAmong(found: { key: string; holders: Known[] }[]): Whom {
  const distinct = (kind: string) => [
    ...new Map(
      found.filter(({ key }) => key.startsWith(kind)).flatMap(({ holders }) => holders.map((one) => [one.id, one])),
    ).values(),
  ]
  const byTaxId = distinct('t:')
  const people = [distinct('e:'), distinct('p:'), byTaxId].find((some) => some.length) ?? []
  const strangers = byTaxId.filter(({ id }) => !people.some((one) => one.id === id))
  if (people.length > 1 || strangers.length) return { known: null, clash: [...people, ...strangers] }
  return { known: people[0] ?? null, clash: [] }
}

async function holdersOf({ db }: Context, keys: string[]): Promise<Map<string, Known[]>> {
  const of = (kind: string) => keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(2))
  const phones = of('p:')
  const { rows } = await sql<Known & { key: string }>`
    select 'e:' || e.address as key, c.id, c.name from customer_emails e join customers c on c.id = e.customer_id
      where e.active and e.address = any(${of('e:')})
    union all select 'p:' || p.e164 || ' ' || fold(c.name), c.id, c.name from customer_phones p join customers c on c.id = p.customer_id
      where p.e164 = any(${phones.map((key) => key.split(' ')[0]!)}) and p.e164 || ' ' || fold(c.name) = any(${phones}) and c.merged_into_id is null
    union all select 't:' || c.tax_key, c.id, c.name from customers c where c.tax_key = any(${of('t:')}) and c.merged_into_id is null`.execute(
    db,
  )
  const byKey = new Map<string, Known[]>()
  for (const { key, ...known } of rows) byKey.set(key, [...(byKey.get(key) ?? []), known])
  return byKey
}
