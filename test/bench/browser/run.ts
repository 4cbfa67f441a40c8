import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { chromium, type Page } from 'playwright-core'
import { system } from '../../../server/auth/actor.ts'
import { editAgentAs } from '../../../server/auth/agents.ts'
import { openDesk } from '../../../server/desk.ts'
import { readConfig } from '../../../server/platform/config.ts'
import { runningEmbedded } from '../../../server/platform/embedded.ts'
import { transact } from '../../../server/transaction.ts'
import { findBrowser } from '../../setup/browser.ts'
import { startDesk } from '../desk-process.ts'
import { summary, type Times } from '../measuring.ts'
import { seededDesk } from '../seeding.ts'
import { INTERACTIONS } from './interactions.ts'
import type { Painted } from './painted.ts'

const USAGE = `npm run bench:browser -- [--tickets 100000] [--count 40] [--pause 300] [--data DIR] [--only WORD] [--profile DIR]
  From a key to the first paint that answers it, and to the paint that is whole, in a real browser on a desk of that size.
  --pause is what lies between two interactions; --data keeps the desk for the next time.
  --profile writes what the main thread did, as the browser's own tools open it.`
const PASSWORD = 'una-clave-para-medir'
/** design.md §6: interaction to paint. */
const PROMISED_MS = 100

const { values: flags } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    count: { type: 'string', default: '40' },
    pause: { type: 'string', default: '300' },
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (flags.help) console.log(USAGE)
else await bench()

async function bench() {
  const folder = flags.data ?? mkdtempSync(join(tmpdir(), 'ventanilla-bench-'))
  const dataDir = join(folder, `desk-${flags.tickets}`)
  try {
    await seededDesk(dataDir, { tickets: Number(flags.tickets), seed: 1 })
    const server = await startDesk({ DATA_DIR: dataDir })
    try {
      await measure(server.url, await letIn(dataDir))
    } finally {
      await server.stop()
    }
  } finally {
    if (!flags.data) rmSync(folder, { recursive: true, force: true })
  }
}

/** An agent with full right somewhere, and a password to come in with. */
async function letIn(dataDir: string): Promise<string> {
  const desk = openDesk(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), runningEmbedded(dataDir)!)
  try {
    return await transact(desk, { who: system(desk.config.companyZone), source: 'bench' }, async (ctx) => {
      const { rows } = await sql<{ id: number; email: string }>`
        select a.id, a.email from agents a where a.role = 'agent' and a.active and exists (
          select 1 from memberships m where m.agent_id = a.id and m."right" in ('change', 'full')) order by a.id limit 1`.execute(
        ctx.db,
      )
      await editAgentAs(ctx, rows[0]!.id, { password: PASSWORD })
      return rows[0]!.email
    })
  } finally {
    await desk.db.destroy()
  }
}

async function measure(url: string, email: string) {
  const { executablePath, env } = await findBrowser()
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--no-first-run'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es-CL', baseURL: url })
    const signedIn = await context.request.post('/api/session', { data: { email, password: PASSWORD } })
    if (!signedIn.ok()) throw new Error(`Nobody was let in: ${signedIn.status()}`)
    const page = await context.newPage()
    console.log('p50 / p95 in ms          answer painted      content complete')
    let slow = 0
    for (const { name, prepare, once } of INTERACTIONS.filter((each) => each.name.includes(flags.only))) {
      await prepare(page)
      const times = (await profiled(page, name, () => timesOf(page, once))).slice(3)
      const answer = summary(known(times.map(({ answered }) => answered)))
      const whole = summary(known(times.map(({ complete }) => complete)))
      const over = answer.p95 > PROMISED_MS
      if (over) slow++
      console.log(`${name.padEnd(24)} ${pair(answer)}   ${pair(whole)}${over ? `   over ${PROMISED_MS}` : ''}`)
    }
    console.log(slow ? `${slow} over ${PROMISED_MS} ms at p95` : `all within ${PROMISED_MS} ms at p95`)
  } finally {
    await browser.close()
  }
}

async function timesOf(page: Page, once: (page: Page, round: number) => Promise<Painted>): Promise<Painted[]> {
  const times: Painted[] = []
  for (let round = 0; round < Number(flags.count) + 3; round++) {
    times.push(await once(page, round))
    await page.waitForTimeout(Number(flags.pause))
  }
  return times
}

async function profiled<T>(page: Page, name: string, work: () => Promise<T>): Promise<T> {
  if (!flags.profile) return work()
  const browser = await page.context().newCDPSession(page)
  await browser.send('Profiler.enable')
  await browser.send('Profiler.start')
  const result = await work()
  const { profile } = await browser.send('Profiler.stop')
  writeFileSync(join(flags.profile, `${name.replace(/\W+/g, '-')}.cpuprofile`), JSON.stringify(profile))
  return result
}

/** Where nothing could change (the end of the list), nothing was measured. */
function known(times: (number | null)[]): number[] {
  return times.filter((time) => time !== null)
}

function pair({ p50, p95 }: Times): string {
  return `${p50.toFixed(0).padStart(6)} / ${p95.toFixed(0).padStart(6)}`
}
