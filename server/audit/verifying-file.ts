import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Findings } from './findings.ts'
import { sealLine } from './seals-file.ts'

const BATCH = 1000
/** A running desk brings its file up to date within one round. */
const PATIENCE_MS = 4000

type Line = { text: string; end: number }

/**
 * The file outside the database against the seals in it. `written` is how long the file was before the snapshot: what stands there
 * must be known here. The other way round the desk may be about to write it, so that is looked at again for some seconds.
 */
export async function verifyFile(
  client: pg.Client,
  { file, written }: { file: string; written: number },
  findings: Findings,
) {
  const newest = Number((await client.query('select coalesce(max(id), 0) as id from seals')).rows[0].id)
  for (const end = Date.now() + PATIENCE_MS; (await lastIn(file)) < newest && Date.now() < end; ) await sleep(250)
  if (!newest && !written) return
  if (!existsSync(file)) return findings.report('file_missing', { file })

  let after = 0
  for await (const lines of batches(file)) after = await compare(client, lines, after, written, findings)
  const { rows } = await client.query(
    'select count(*)::int as count, min(id)::float8 as first from seals where id > $1',
    [after],
  )
  if (rows[0].count) findings.report('file_short', { file, seals: rows[0].count, first: rows[0].first })
}

async function compare(client: pg.Client, lines: Line[], after: number, written: number, findings: Findings) {
  const last = Math.max(after, ...lines.map(({ text }) => Number.parseInt(text, 10) || 0))
  const { rows } = await client.query(
    'select id::float8, at, mac from seals where (id > $1 and id <= $2) order by id',
    [after, last],
  )
  const seals = new Map<number, string>(rows.map((seal) => [seal.id, sealLine(seal).trimEnd()]))
  for (const { text, end } of lines) {
    const id = Number.parseInt(text, 10) || 0
    if (!seals.has(id) && end <= written) findings.report('file_alone', { seal: id })
    if (seals.has(id) && seals.get(id) !== text) findings.report('file_differs', { seal: id })
    seals.delete(id)
  }
  for (const id of seals.keys()) findings.report('file_lacks', { seal: id })
  return last
}

async function* batches(file: string): AsyncGenerator<Line[]> {
  let lines: Line[] = []
  let end = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    end += Buffer.byteLength(text) + 1
    lines.push({ text, end })
    if (lines.length < BATCH) continue
    yield lines
    lines = []
  }
  if (lines.length) yield lines
}

async function lastIn(file: string): Promise<number> {
  if (!existsSync(file)) return 0
  let last = 0
  for await (const lines of batches(file)) last = Number.parseInt(lines.at(-1)!.text, 10) || 0
  return last
}
