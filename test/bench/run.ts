import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Seeded } from '../../seeds/big.ts'
import { buildApp } from '../../server/app.ts'
import { system } from '../../server/auth/actor.ts'
import { openDesk } from '../../server/desk.ts'
import { readConfig } from '../../server/platform/config.ts'
import { runningEmbedded } from '../../server/platform/embedded.ts'
import { settleTickets } from '../../server/tickets/settling.ts'
import { type Desk, transact } from '../../server/transaction.ts'
import { castFor } from './cast.ts'
import { openClient } from './client.ts'
import { compareInTurns, type Measured } from './comparing.ts'
import { residentMegabytes, startDesk } from './desk-process.ts'
import { liveLatency } from './live.ts'
import { type MailIntake, mailIntake } from './mail-intake.ts'
import { summary, type Times, timesOf } from './measuring.ts'
import { operations } from './operations.ts'
import { report } from './report.ts'
import { caughtUp, seededDesk } from './seeding.ts'

export type Result = {
  tickets: number
  customers: number
  seeded: Seeded
  measured: Measured[]
  live: { times: Times; heard: number; expected: number }
  settling: Times
  mail: MailIntake | null
  megabytes: { start: number; end: number; listening: number }
}

const USAGE = `npm run bench -- [--sizes 10000,100000,1000000] [--customers 2000,20000,200000] [--count 200] [--seconds 3] [--only WORD,WORD] [--seed 1] [--data DIR] [--json FILE] [--doc FILE]
  --customers goes with the sizes, one by one (the last for those that remain); without it there is one customer for five tickets.
  --data keeps the seeded desks in DIR and takes them from there the next time; --doc puts the tables between the marks in FILE.`

const { values: flags } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000' },
    customers: { type: 'string', default: '' },
    count: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    json: { type: 'string' },
    doc: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (flags.help) console.log(USAGE)
else await bench()

async function bench() {
  const folder = flags.data ?? mkdtempSync(join(tmpdir(), 'ventanilla-bench-'))
  const open = new AsyncDisposableStack()
  try {
    const subjects: Subject[] = []
    for (const { name, ...size } of desksAsked()) subjects.push(await openSubject(open, join(folder, name), size))
    await measure(subjects)
    const results: Result[] = []
    for (const subject of subjects) results.push(await resultOf(subject))
    if (flags.json) writeFileSync(flags.json, JSON.stringify(results, null, 1))
    console.log(report(results))
    if (flags.doc) putInto(flags.doc, report(results))
  } finally {
    await open.disposeAsync()
    if (!flags.data) rmSync(folder, { recursive: true, force: true })
  }
}

type Size = Pick<Result, 'tickets' | 'customers'>

function desksAsked(): (Size & { name: string })[] {
  const customers = flags.customers.split(',').filter(Boolean)
  return flags.sizes.split(',').map((size, i) => {
    const people = customers[i] ?? customers.at(-1)
    const asked = { tickets: Number(size), customers: people ? Number(people) : Math.ceil(Number(size) / 5) }
    return { name: people ? `desk-${size}-${people}` : `desk-${size}`, ...asked }
  })
}

function putInto(file: string, tables: string) {
  const whole = readFileSync(file, 'utf8')
  const marked = /(<!-- bench -->\n).*(<!-- end of bench -->)/s
  if (!marked.test(whole)) throw new Error(`${file} has no place for the tables.`)
  writeFileSync(
    file,
    whole.replace(marked, (_, begin, end) => `${begin}\n${tables}\n\n${end}`),
  )
}

type Subject = Awaited<ReturnType<typeof openSubject>>

/** One size: seeded, then served by the real server in a process of its own, durable, with its production settings. */
async function openSubject(open: AsyncDisposableStack, dataDir: string, size: Size) {
  const seeded = await seededDesk(dataDir, { ...size, seed: Number(flags.seed) })
  const server = await startDesk({ DATA_DIR: dataDir })
  open.defer(() => server.stop())
  const desk = openDesk(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), runningEmbedded(dataDir)!)
  open.defer(() => desk.db.destroy())
  const app = await buildApp(desk)
  open.defer(() => app.close())
  await app.ready()
  const { cast, tokens } = await castFor(desk)
  await caughtUp(desk)
  const start = residentMegabytes(server.pid)
  const { port, pid } = server
  const databaseUrl = desk.config.databaseUrl!
  const [count, seconds] = [Number(flags.count), Number(flags.seconds)]
  return {
    ...{ size, seeded, desk, cast, start, measured: [] as Measured[] },
    setting: { port, pid, databaseUrl, tokens, app, count, seconds },
  }
}

/** All sizes take turns at each operation: how one grows is told apart from how the machine's hour went. */
async function measure(subjects: Subject[]) {
  const asked = subjects.map(({ cast }) => operations(cast).filter(({ name }) => wanted(name)))
  for (const place of asked[0]!.keys()) {
    const places = subjects.map(({ setting }, n) => ({ setting, operation: asked[n]![place]! }))
    for (const [n, each] of (await compareInTurns(places)).entries()) {
      const { size, measured } = subjects[n]!
      const { name, served, bare, rate, cpu } = each
      measured.push(each)
      console.error(
        `${size.tickets}, ${size.customers}  ${name}: ${served.p50.toFixed(2)} ms (bare ${bare.p50.toFixed(2)}), ${rate.toFixed(0)}/s, CPU ${cpu.server.toFixed(2)} + ${cpu.database.toFixed(2)} ms`,
      )
    }
  }
}

async function resultOf({ size, seeded, desk, cast, start, measured, setting }: Subject): Promise<Result> {
  const { port, pid, tokens } = setting
  const mail = wanted('mail intake') ? await mailIntake(setting, desk, tokens.admin) : null
  const end = residentMegabytes(pid)
  const client = await openClient(port, tokens.agent)
  const work = cast.work.map(({ id }) => id)
  const live = await liveLatency(port, tokens.agent, client, work)
  client.close()
  const megabytes = { start, end, listening: residentMegabytes(pid) }
  return { ...size, seeded, measured, live, mail, settling: await settlingTimes(desk, cast.tickets), megabytes }
}

function wanted(name: string): boolean {
  return flags.only.split(',').some((word) => name.includes(word))
}

/** What settling one ticket adds to a transaction. */
async function settlingTimes(desk: Desk, tickets: number[]): Promise<Times> {
  const times: number[] = []
  await transact(desk, { who: system(desk.config.companyZone), source: 'bench' }, async (ctx) => {
    let place = 0
    times.push(...(await timesOf(200, () => settleTickets(ctx, [tickets[place++ % tickets.length]!]))))
    ctx.announced.length = 0
  })
  return summary(times.slice(20))
}
