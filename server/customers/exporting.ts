import { PassThrough, Readable } from 'node:stream'
import type { Context } from '../context.ts'
import { Refusal } from '../platform/errors.ts'
import { answersAbout, askedOfCustomers } from './answers.queries.ts'
import type { AskedOfCustomers } from './answers.rules.ts'
import type { Customer } from './contract.ts'
import { CSV } from './csv.rules.ts'
import { customersByIds } from './queries.ts'
import { customersFor, found } from './search.queries.ts'

/** A workbook is made in memory; beyond this, CSV. */
const WORKBOOK_ROWS = 50_000
const BATCH = 500
const FOUND_AT_MOST = 5000

export type Asked = { q?: string; organizationId?: number }
/** Runs a read in a transaction of its own, so that a long export holds none open. */
export type Reading = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>
type Column = readonly [key: string, value: (customer: Customer) => string]

const COLUMNS: Column[] = [
  ['id', ({ id }) => String(id)],
  ['name', ({ name }) => name],
  ['organization', ({ organization }) => organization?.name ?? ''],
  ['emails', ({ emails }) => emails.join(', ')],
  [
    'phones',
    ({ phones }) =>
      phones.map(({ e164, number, extension }) => [e164 ?? number, extension].filter(Boolean).join(' x')).join(' | '),
  ],
  ['taxId', ({ taxId }) => taxId ?? ''],
  ['country', ({ country }) => country ?? ''],
  ['address', ({ address }) => address],
  ['language', ({ language }) => language ?? ''],
  ['zone', ({ zone }) => zone ?? ''],
  ['tags', ({ tags }) => tags.join(', ')],
  ['notes', ({ notes }) => notes],
]

/** The book as CSV, page by page as it is sent: memory stays flat however many there are. */
export async function exportCsv(read: Reading, asked: Asked): Promise<Readable> {
  const { stringify } = await import('csv-stringify')
  const lines = stringify(CSV)
  return Readable.from(rowsOf(read, asked))
    .on('error', (error) => lines.destroy(error))
    .pipe(lines)
}

export async function exportWorkbook(read: Reading, asked: Asked): Promise<Readable> {
  const rows: string[][] = []
  for await (const row of rowsOf(read, asked)) {
    rows.push(row.map((value) => value.slice(0, 32_000)))
    if (rows.length > WORKBOOK_ROWS) throw new Refusal(422, 'export_too_large')
  }
  const { default: writeWorkbook } = await import('write-excel-file/node')
  const cells = rows.map((row, i) =>
    row.map((value) => ({ value, type: String, ...(i === 0 && { fontWeight: 'bold' as const }) })),
  )
  const bytes = await writeWorkbook(cells as never, {
    columns: rows[0]!.map(() => ({ width: 24 })),
    stickyRowsCount: 1,
  }).toBuffer()
  return new PassThrough().end(bytes)
}

/** The headings, then a row for each: what the book says, and what was answered to the company's own questions, as an import reads it. */
async function* rowsOf(read: Reading, asked: Asked): AsyncGenerator<string[]> {
  const [heads, questions] = await read(async (ctx) => [headsFor(ctx), await askedOfCustomers(ctx)] as const)
  yield [...heads, ...questions.map(({ texts }) => texts[0] ?? '')]
  for await (const customers of pages(read, asked)) {
    const answers = await read((ctx) => answersOf(ctx, customers, questions))
    for (const customer of customers) yield [...COLUMNS.map(([, value]) => value(customer)), ...answers(customer)]
  }
}

const headsFor = ({ say }: Context) => COLUMNS.map(([key]) => say(`export.${key}`))

async function answersOf(ctx: Context, customers: Customer[], questions: AskedOfCustomers[]) {
  if (!questions.length) return () => []
  const answers = await answersAbout(
    ctx,
    customers.map(({ id }) => id),
  )
  const said = new Map(answers.map(({ customer_id, question_id, value }) => [`${customer_id} ${question_id}`, value]))
  return (customer: Customer) => questions.map((question) => said.get(`${customer.id} ${question.id}`) ?? '')
}

async function* pages(read: Reading, { q, organizationId }: Asked): AsyncGenerator<Customer[]> {
  if (q?.trim()) {
    const ids = await read((ctx) => found(ctx, q.trim(), FOUND_AT_MOST, organizationId))
    for (let from = 0; from < ids.length; from += BATCH)
      yield await read((ctx) => customersByIds(ctx, ids.slice(from, from + BATCH)))
    return
  }
  for (let cursor: string | undefined; ; ) {
    const page = await read((ctx) => customersFor(ctx, { organizationId, cursor, limit: BATCH }))
    yield page.items
    if (!page.nextCursor) return
    cursor = page.nextCursor
  }
}
