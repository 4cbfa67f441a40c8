import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { HistoryItem } from './history.contract.ts'

export type FactRow = {
  id: number
  xid: string
  type: string
  customerId: number | null
  detail: Record<string, unknown>
}
type Change = NonNullable<HistoryItem['change']>
type Row = { fact_id: number; tbl: string; diff: Record<string, [unknown, unknown]> | null }

/** What each of these facts changed of persons and organizations, field by field, as people read it. */
export async function changesOfFacts(ctx: Context, facts: FactRow[]): Promise<Map<number, Change>> {
  if (!facts.length) return new Map()
  // By transaction, for a fact and its changes are written together; or by person, where one transaction wrote very much.
  const people = facts.flatMap((fact) => [fact.customerId, otherOf(fact)].filter((id) => id != null))
  const ofPeople = facts.every(({ customerId }) => customerId)
    ? sql`and c.customer_id = any(${people}::bigint[])`
    : sql``
  const { rows } = await sql<Row>`select c.fact_id, c.tbl, c.diff
    from unnest(${facts.map(({ xid }) => xid)}::text[], ${facts.map(({ id }) => id)}::bigint[]) f(xid, id)
      join changes c on c.xid = f.xid::xid8 and c.fact_id = f.id ${ofPeople}
    where c.tbl = any(${TABLES}) order by c.id limit 5000`.execute(ctx.db)
  const names = await namesBehind(ctx, facts, rows)
  return new Map(
    facts.map((fact) => [
      fact.id,
      {
        fact: fact.type,
        text: ctx.say(`fact.${fact.type}`, {
          other: names.get(`customers:${otherOf(fact)}`) ?? names.get(`organizations:${otherOf(fact)}`) ?? '',
        }),
        fields: rows.filter((row) => row.fact_id === fact.id).flatMap((row) => fieldsOf(ctx, row, names)),
      },
    ]),
  )
}

const TABLES = ['customers', 'organizations', 'customer_phones', 'customer_emails', 'customer_answers']
/** Columns that say how, not what; and the one shown in a phone's or address's place. */
const SHOWN: Record<string, string[]> = {
  customer_phones: ['number'],
  customer_emails: ['address'],
  customer_answers: ['value'],
}
const HIDDEN = new Set(['id', 'name_words', 'active', 'created_at', 'possible_duplicate_of'])

function fieldsOf(ctx: Context, { tbl, diff }: Row, names: Map<string, string>): Change['fields'] {
  return Object.entries(diff ?? {})
    .filter(([column]) => (SHOWN[tbl] ? SHOWN[tbl].includes(column) : !HIDDEN.has(column)))
    .filter(([, [before, after]]) => !(isEmpty(before) && isEmpty(after)))
    .map(([column, [before, after]]) => ({
      field: column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      fieldText: ctx.say([`fieldName.${tbl}.${column}`, `fieldName.${column}`] as unknown as string, {
        defaultValue: column,
      }),
      oldText: readable(ctx, column, tbl, before, names),
      newText: readable(ctx, column, tbl, after, names),
    }))
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

function readable(
  { language }: Context,
  column: string,
  tbl: string,
  value: unknown,
  names: Map<string, string>,
): string | null {
  if (isEmpty(value)) return null
  if (column === 'organization_id') return names.get(`organizations:${value}`) ?? String(value)
  if (column === 'merged_into_id') return names.get(`${tbl}:${value}`) ?? String(value)
  if (column === 'country' && /^[A-Z]{2}$/.test(String(value)))
    return new Intl.DisplayNames([language], { type: 'region' }).of(String(value)) ?? String(value)
  return Array.isArray(value) ? value.map(String).join(', ') : String(value)
}

const otherOf = ({ detail }: FactRow) => (detail.intoId ?? detail.fromId ?? detail.otherId) as number | undefined

async function namesBehind({ db }: Context, facts: FactRow[], rows: Row[]): Promise<Map<string, string>> {
  const ids = {
    organizations: rows.flatMap(({ diff }) => (diff?.organization_id ?? []) as number[]),
    customers: [] as number[],
  }
  for (const fact of facts) {
    const other = otherOf(fact)
    if (other) ids[fact.type.startsWith('organization.') ? 'organizations' : 'customers'].push(other)
  }
  const names = new Map<string, string>()
  for (const table of ['organizations', 'customers'] as const) {
    const { rows: found } = await sql<{ id: number; name: string }>`select id, name from ${sql.table(table)}
      where id = any(${ids[table].filter((id) => id !== null)}::bigint[])`.execute(db)
    for (const { id, name } of found) names.set(`${table}:${id}`, name)
  }
  return names
}
