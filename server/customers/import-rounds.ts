import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Imports } from '../platform/db.types.ts'
import { inWords, Refusal } from '../platform/errors.ts'
import { askedOfCustomers } from './answers.queries.ts'
import type { AskedOfCustomers } from './answers.rules.ts'
import { createCustomerAs, editCustomerAs } from './customers.ts'
import { type ReadRow, type RowPerson, readRow } from './import-row.rules.ts'
import { setState } from './importing.ts'
import type { ImportField } from './imports.contract.ts'
import { fold } from './names.rules.ts'
import { createOrganizationAs } from './organizations.ts'
import { customer } from './queries.ts'
import { recognise, type Whom } from './recognising.ts'

type Import = Selectable<Imports>
/** How a row of this file is read. */
type Reading = { mapping: (ImportField | null)[]; country: string; questions: AskedOfCustomers[] }
type Row = { number: number; cells: string[]; verdict: string | null }
const AT_ONCE = { checking: 200, running: 25 }
/** The rows that wait for their verdict, or for being written. */
const WAITING = { checking: sql`verdict is null`, running: sql`verdict in ('new', 'update') and not done` }

/** An import that waits for work, and as whom it is done. */
export async function waitingImport({ db }: Context): Promise<{ id: number; agentId: number } | null> {
  const { rows } = await sql<{ id: number; agentId: number }>`select id, agent_id as "agentId" from imports
    where state in ('checking', 'running') order by id limit 1 for update skip locked`.execute(db)
  return rows[0] ?? null
}

/**
 * Some rows of it, in one transaction; the row of the import is the lock. Answers whether there may be more. A crash takes back the rows
 * in hand, which are then done again, and no others.
 */
export async function workOffSome(ctx: Context, id: number, atOnce?: number): Promise<boolean> {
  const { rows } =
    await sql<Import>`select * from imports where id = ${id} and state in ('checking', 'running') for update skip locked`.execute(
      ctx.db,
    )
  const held = rows[0]
  if (!held) return false
  const reading = { ...held, mapping: held.mapping as Reading['mapping'], questions: await askedOfCustomers(ctx) }
  const state = held.state as keyof typeof WAITING
  const waiting = await nextRows(ctx, held, atOnce ?? AT_ONCE[state])
  return state === 'checking' ? checkSome(ctx, reading, waiting) : bringInSome(ctx, reading, waiting)
}

/** The dry run: each row gets its verdict; nothing goes to the book. */
async function checkSome(ctx: Context, held: Import & Reading, rows: Row[]): Promise<boolean> {
  if (!rows.length) {
    await ctx.record({ type: 'import.checked', importId: held.id }, () =>
      setState(ctx, held.id, 'checked', { checked_at: ctx.now }),
    )
    return false
  }
  const read = rows.map((row) => readRow(row.cells, held))
  const whom = await recognise(ctx, read)
  const verdicts = rows.map((row, place) => ({ number: row.number, ...judge(ctx, read[place]!, whom[place]!) }))
  await sql`update import_rows r set verdict = v.verdict, reason = v.reason, warnings = v.warnings, customer_id = v.customer_id,
      keys = array(select jsonb_array_elements_text(v.keys))
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) v(number int, verdict text, reason text, warnings jsonb, customer_id bigint, keys jsonb)
    where r.import_id = ${held.id} and r.number = v.number`.execute(ctx.db)
  await refuseRepeated(ctx, held.id, rows)
  return true
}

function judge({ say }: Context, { fault, warnings, keys }: ReadRow, { known, clash }: Whom) {
  const told = {
    warnings: warnings.map((warning) => say(`import.warning.${warning}`)),
    keys,
    customer_id: known?.id ?? null,
  }
  if (fault) return { ...told, verdict: 'refused', reason: say(`import.fault.${fault}`) }
  if (clash.length)
    return {
      ...told,
      verdict: 'refused',
      reason: say('import.fault.several', { names: clash.map(({ name }) => name).join(', ') }),
    }
  return { ...told, verdict: known ? 'update' : 'new', reason: null }
}

/** Who stands in the file twice is brought in once: the later row is refused and says which is the earlier. */
async function refuseRepeated(ctx: Context, id: number, rows: Row[]) {
  const { rows: repeated } = await sql<{ number: number; earlier: number }>`
    select r.number, min(e.number) as earlier from import_rows r
      join import_rows e on e.import_id = r.import_id and e.keys && r.keys and e.number < r.number and e.verdict <> 'refused'
    where r.import_id = ${id} and r.number = any(${rows.map(({ number }) => number)}::int[]) and r.verdict <> 'refused'
    group by r.number order by r.number`.execute(ctx.db)
  for (const { number, earlier } of repeated)
    await refuse(ctx, id, number, ctx.say('import.fault.repeated', { row: earlier }))
}

async function bringInSome(ctx: Context, held: Import & Reading, rows: Row[]): Promise<boolean> {
  if (!rows.length) {
    await ctx.record({ type: 'import.finished', importId: held.id }, () =>
      setState(ctx, held.id, 'done', { finished_at: ctx.now }),
    )
    return false
  }
  for (const row of rows) await bringIn(ctx, held, row)
  return true
}

/** One row, looked at anew: the book may have changed since the dry run. What is refused now is noted, and holds up none of the others. */
async function bringIn(ctx: Context, held: Import & Reading, { number, cells }: Row) {
  const read = readRow(cells, held)
  const [whom] = await recognise(ctx, [read])
  const verdict = judge(ctx, read, whom!)
  if (verdict.verdict === 'refused') return refuse(ctx, held.id, number, verdict.reason!)
  try {
    const id = await wholeOrNotAtAll(ctx, () => write(ctx, held, read.person, verdict.customer_id))
    await sql`update import_rows set done = true, verdict = ${verdict.verdict}, customer_id = ${id}
      where import_id = ${held.id} and number = ${number}`.execute(ctx.db)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { detail, fields = {} } = inWords(error, ctx.say)
    await refuse(ctx, held.id, number, Object.values(fields)[0] ?? detail)
  }
}

/** What a refused row had begun to write, its organization say, is taken back; the transaction goes on. */
async function wholeOrNotAtAll<T>({ db }: Context, work: () => Promise<T>): Promise<T> {
  await sql`savepoint of_row`.execute(db)
  try {
    const written = await work()
    await sql`release savepoint of_row`.execute(db)
    return written
  } catch (error) {
    if (error instanceof Refusal) await sql`rollback to savepoint of_row`.execute(db)
    throw error
  }
}

/** Cells that say something replace what the book says; numbers, addresses and tags are added to those there are; the name stays. */
async function write(ctx: Context, held: Import, person: RowPerson, known: number | null): Promise<number> {
  const { name, organization, phones, emails, tags, ...rest } = person
  const organizationId = organization ? await organizationNamed(ctx, organization, held.id) : undefined
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== ''))
  const country = person.country ?? held.country
  if (known === null)
    return createCustomerAs(ctx, { name, phones, emails, tags, organizationId, ...said, country }, held.id)
  const there = await customer(ctx, known)
  const edit = {
    phones: [...new Set([...there.phones.map(({ number }) => number), ...phones])].slice(0, 20),
    emails: [...new Set([...there.emails, ...emails])].slice(0, 20),
    tags: [...new Set([...there.tags, ...tags])].slice(0, 30),
  }
  await editCustomerAs(ctx, known, { ...edit, ...said, ...(organizationId && { organizationId }) }, held.id)
  return known
}

async function organizationNamed(ctx: Context, name: string, importId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from organizations
    where fold(name) = ${fold(name)} and merged_into_id is null order by id limit 1`.execute(ctx.db)
  return rows[0]?.id ?? createOrganizationAs(ctx, { name }, importId)
}

async function nextRows({ db }: Context, { id, state }: Pick<Import, 'id' | 'state'>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select number, cells, verdict from import_rows
    where import_id = ${id} and ${WAITING[state as keyof typeof WAITING]} order by number limit ${limit}`.execute(db)
  return rows
}

/** The row that stopped a whole round, found by trying one at a time. */
export async function refuseNext(ctx: Context, id: number) {
  const held = await ctx.db.selectFrom('imports').select(['id', 'state']).where('id', '=', id).executeTakeFirstOrThrow()
  const [row] = held.state in WAITING ? await nextRows(ctx, held, 1) : []
  if (row) await refuse(ctx, id, row.number, ctx.say('refusal.unexpected'))
}

const refuse = ({ db }: Context, id: number, number: number, reason: string) =>
  sql`update import_rows set verdict = 'refused', reason = ${reason} where import_id = ${id} and number = ${number}`.execute(
    db,
  )
