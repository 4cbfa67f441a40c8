import { cpus, totalmem } from 'node:os'
import type { Measured } from './comparing.ts'
import { mailLine } from './mail-intake.ts'
import type { Times } from './measuring.ts'
import { type Operation, operations } from './operations.ts'
import type { Result } from './run.ts'
import { barOf, GROWTH, READ_RATIO, WRITE_RATIO } from './targets.ts'

const known = new Map(
  operations({
    group: 1,
    agent: 1,
    tickets: [1],
    calls: [],
    customers: [],
    work: [
      { id: 1, version: 1 },
      { id: 2, version: 1 },
    ],
    rare: [],
  }).map((operation) => [operation.name, operation]),
)

/** The tables of docs/performance.md: nothing here fails a run; what misses its mark says so. */
export function report(results: Result[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]!.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  return [`Machine: ${machine}`, ...results.map(sizeTable), growthTable(results)].join('\n\n')
}

function sizeTable({ tickets, customers, seeded, measured, live, settling, mail, megabytes }: Result): string {
  const head = row(
    'operation',
    'SQL',
    'bare p50 / p95 ms',
    'served p50 / p95 ms',
    'ratio p50 / p95',
    '10 clients',
    'CPU ms, server + database',
    'bar',
    '',
  )
  const rule = row('---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '---')
  return [
    `### ${sized({ tickets, customers })}`,
    `Seeded: ${seeded.rows.toLocaleString('en')} rows in ${seeded.copySeconds} s (${Math.round(tickets / seeded.copySeconds)} tickets/s), keys and indexes ${seeded.indexSeconds} s, vacuum and analyze ${seeded.vacuumSeconds} s.`,
    [head, rule, ...measured.map(line)].join('\n'),
    `Live: commit to 50 browsers ${pair(live.times)} ms (p50 / p95), ${live.heard} of ${live.expected} heard. Settling one ticket: ${pair(settling)} ms. Server memory: ${megabytes.start} MB at start, ${megabytes.end} MB after, ${megabytes.listening} MB with the listeners.`,
    ...(mail ? [mailLine(mail)] : []),
  ].join('\n\n')
}

function line(each: Measured): string {
  const operation = known.get(each.name)!
  const { served, bare, rate, cpu } = each
  const ratio = `${(served.p50 / bare.p50).toFixed(1)} / ${(served.p95 / bare.p95).toFixed(1)}`
  const spent = `${cpu.server.toFixed(1)} + ${cpu.database.toFixed(1)}`
  const bar = operation.peer ? `${barOf(operation.peer).ms} ms, ${barOf(operation.peer).rate}/s` : ''
  const rates = `${rate.toFixed(0)}/s${each.bareRate ? ` (bare ${each.bareRate.toFixed(0)}/s)` : ''}`
  return row(each.name, each.statements, pair(bare), pair(served), ratio, rates, spent, bar, verdict(operation, each))
}

function verdict(operation: Operation, { served, bare, rate, bareRate }: Measured): string {
  const misses = []
  if (!operation.writes && served.p95 > READ_RATIO * bare.p95) misses.push('ratio')
  if (operation.writes && operation.peer === 'create' && served.mean > WRITE_RATIO * bare.mean) misses.push('ratio')
  if (bareRate && rate < bareRate / WRITE_RATIO) misses.push('ratio at ten')
  if (operation.peer && served.p50 > barOf(operation.peer).ms) misses.push('time')
  if (operation.peer && rate < barOf(operation.peer).rate) misses.push('rate')
  return misses.length ? `misses: ${misses.join(', ')}` : 'ok'
}

/** How much longer the same takes on the largest desk than on the smallest. */
function growthTable(results: Result[]): string {
  const [small, large] = [results[0]!, results.at(-1)!]
  if (small === large) return ''
  const lines = small.measured.flatMap((each) => {
    const grown = large.measured.find(({ name }) => name === each.name)
    if (!grown || !known.get(each.name)!.grows) return []
    const growth = grown.served.p95 / each.served.p95
    const typical = grown.served.p50 / each.served.p50
    const work = worked(grown) / worked(each)
    const verdict = growth <= GROWTH ? 'ok' : `misses (${GROWTH})`
    return row(each.name, typical.toFixed(2), growth.toFixed(2), work.toFixed(2), verdict)
  })
  const title = `### ${sized(large)} against ${sized(small)}`
  return [
    title,
    [row('operation', 'p50', 'p95', 'CPU', ''), row('---', '--:', '--:', '--:', '---'), ...lines].join('\n'),
  ].join('\n\n')
}

const worked = ({ cpu }: Measured) => cpu.server + cpu.database
const sized = ({ tickets, customers }: Pick<Result, 'tickets' | 'customers'>) =>
  `${tickets.toLocaleString('en')} tickets, ${customers.toLocaleString('en')} customers`
const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const pair = ({ p50, p95 }: Times) => `${p50.toFixed(2)} / ${p95.toFixed(2)}`
