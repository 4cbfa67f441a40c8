import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { chromium, type Page } from 'playwright-core'
import { seedBig } from '../../../seeds/big.ts'
import { system } from '../../../server/auth/actor.ts'
import { editAgentAs } from '../../../server/auth/agents.ts'
import { openDesk } from '../../../server/desk.ts'
import { readConfig } from '../../../server/platform/config.ts'
import { runningEmbedded, startEmbedded } from '../../../server/platform/embedded.ts'
import { migrate } from '../../../server/platform/migrate.ts'
import { transact } from '../../../server/transaction.ts'
import { findBrowser } from '../../setup/browser.ts'
import { startDesk } from '../desk-process.ts'
import { summary } from '../measuring.ts'
import { INTERACTIONS } from './interactions.ts'

const USAGE = `npm run bench:browser -- [--tickets 100000] [--count 40] [--data DIR]
  From a key to the painted answer, in a real browser on a desk of that size. --data keeps the desk for the next time.`
const PASSWORD = 'una-clave-para-medir'
/** design.md §6: interaction to paint. */
const PROMISED_MS = 100

const { values: flags } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    count: { type: 'string', default: '40' },
    data: { type: 'string' },
    help: { type: 'boolean' },
  },
})

if (flags.help) console.log(USAGE)
else await bench()

async function bench() {
  const folder = flags.data ?? mkdtempSync(join(tmpdir(), 'ventanilla-bench-'))
  const dataDir = join(folder, `browser-${flags.tickets}`)
  try {
    await seeded(dataDir)
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

async function seeded(dataDir: string) {
  const mark = join(dataDir, 'seeded.json')
  if (existsSync(mark)) return
  mkdirSync(dataDir, { recursive: true })
  const embedded = await startEmbedded({ dataDir, log: () => {} })
  try {
    await migrate(embedded.url)
    const desk = openDesk(readConfig({ DATA_DIR: dataDir }), embedded.url)
    const rows = await seedBig(desk, { tickets: Number(flags.tickets), seed: 1, log: (line) => console.error(line) })
    await desk.db.destroy()
    writeFileSync(mark, JSON.stringify(rows))
  } finally {
    await embedded.stop()
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
    console.log('interaction             p50 ms   p95 ms')
    let slow = 0
    for (const { name, prepare, once } of INTERACTIONS) {
      await prepare(page)
      const { p50, p95 } = summary((await timesOf(page, once)).slice(3).filter((time) => !Number.isNaN(time)))
      if (p95 > PROMISED_MS) slow++
      console.log(
        `${name.padEnd(22)} ${p50.toFixed(0).padStart(7)}  ${p95.toFixed(0).padStart(7)}${p95 > PROMISED_MS ? '  over 100' : ''}`,
      )
    }
    console.log(slow ? `${slow} over ${PROMISED_MS} ms at p95` : `all within ${PROMISED_MS} ms at p95`)
  } finally {
    await browser.close()
  }
}

async function timesOf(page: Page, once: (page: Page, round: number) => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < Number(flags.count) + 3; round++) {
    times.push(await once(page, round))
    await page.waitForTimeout(60)
  }
  return times
}
