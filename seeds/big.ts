import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { furnish, setupNeeded } from '../server/admin/setting-up.ts'
import { system } from '../server/auth/actor.ts'
import { createAgentAs } from '../server/auth/agents.ts'
import { createGroupAs } from '../server/auth/groups.ts'
import type { Context } from '../server/context.ts'
import { type Desk, transact } from '../server/transaction.ts'
import { checkBigDesk } from './big/checks.ts'
import { type Ids, TABLES, type Table } from './big/rows.ts'
import type { Scene } from './big/scene.ts'
import { restore, strip } from './big/schema.ts'
import { vocabularyFor } from './big/words.ts'

export type Seeded = { tickets: number; rows: number; copySeconds: number; indexSeconds: number; vacuumSeconds: number }
/** As many customers as are asked for; else one for five tickets. */
type Options = { tickets: number; customers?: number; seed: number; log?: (line: string) => void }

const GROUPS = 20
const AGENTS = 50
const tables = Object.keys(TABLES) as Table[]

/**
 * Fills a desk with years of work: tickets with their words, calls, states, targets, facts and changes, as the desk itself would
 * have written them. The same seed and size give the same desk, but for its present, which is now. For an empty desk only.
 */
export async function seedBig(desk: Desk, { tickets, seed, log = console.log, ...more }: Options): Promise<Seeded> {
  const customers = more.customers ?? Math.ceil(tickets / 5)
  const groups = await transact(desk, { who: system(desk.config.companyZone), source: 'seed' }, hireEverybody)
  const client = new pg.Client({
    connectionString: desk.config.databaseDirectUrl!,
    application_name: 'ventanilla-seed',
  })
  await client.connect()
  try {
    const scene = await sceneOf(client, groups, { tickets, customers, seed })
    log(`Seed ${seed}: ${tickets} tickets, ${customers} customers`)
    const stripped = await strip(client, tables)
    const start = performance.now()
    const rows = await copyAll(client, scene)
    const copied = performance.now()
    await restore(client, tables, stripped, log)
    await goOnCounting(client)
    const indexed = performance.now()
    await client.query(`vacuum (analyze) ${tables.join(', ')}`)
    const done = performance.now()
    const seconds = { copySeconds: copied - start, indexSeconds: indexed - copied, vacuumSeconds: done - indexed }
    const seeded = { tickets, rows, ...inSeconds(seconds) }
    log(told(seeded))
    await checkBigDesk(desk, client, tickets)
    return seeded
  } finally {
    await client.end()
  }
}

/** Twenty groups, and fifty agents who work in two or three of them each. */
async function hireEverybody(ctx: Context): Promise<Scene['groups']> {
  if (await setupNeeded(ctx)) {
    const account = { email: 'raiz@desk.example', password: 'una-clave-bien-larga' }
    await furnish(ctx, { company: 'Panadería Sur', name: 'Raíz', ...account })
  }
  const held = await ctx.db.selectFrom('groups').select('id').where('is_default', '=', true).executeTakeFirstOrThrow()
  const groups: Scene['groups'] = [{ id: held.id, agents: [] }]
  for (let n = 2; n <= GROUPS; n++) groups.push({ id: await createGroupAs(ctx, { name: `Grupo ${n}` }), agents: [] })
  for (let n = 0; n < AGENTS; n++) {
    const own = [...new Set([n % GROUPS, (n * 7 + 3) % GROUPS])].map((place) => groups[place]!)
    const memberships = own.map((group) => ({ groupId: group.id, right: 'change' as const }))
    const id = await createAgentAs(ctx, { name: `Agente ${n + 1}`, email: `agente${n + 1}@desk.example`, memberships })
    for (const group of own) group.agents.push(id)
  }
  return groups
}

async function sceneOf(
  client: pg.Client,
  groups: Scene['groups'],
  { tickets, customers, seed }: Pick<Scene, 'tickets' | 'customers' | 'seed'>,
): Promise<Scene> {
  const { rows } = await client.query(
    `select c.zone, c.hours, c.holidays, c.exceptions, g.review_minutes, g.follow_up_days, g.auto_close_days,
       (select json_object_agg(priority, specs) from (select priority, json_agg(json_build_object('kind', kind, 'amount', amount, 'unit', unit)) as specs
          from policy_targets where policy_id = p.id group by priority) each) as specs
     from policies p join calendars c on c.id = p.calendar_id, groups g where p.is_default and g.is_default`,
  )
  const { zone, hours, holidays, exceptions, specs, ...group } = rows[0]
  const numbered = tables.filter((table) => TABLES[table].startsWith('id,'))
  const highest: number[] = []
  for (const table of numbered) highest.push(await highestId(client, table))
  return {
    ...{
      seed,
      tickets,
      customers,
      groups,
      specs,
      now: Math.floor(Date.now() / 1000),
      calendar: { zone, hours, holidays, exceptions },
    },
    ...{
      reviewMinutes: group.review_minutes,
      followUpDays: group.follow_up_days,
      autoCloseDays: group.auto_close_days,
    },
    vocabulary: await vocabularyFor(client, seed, tickets),
    ids: Object.fromEntries(numbered.map((table, i) => [table, highest[i]])) as Ids,
  }
}

async function highestId(client: pg.Client, table: Table): Promise<number> {
  const { rows } = await client.query(`select coalesce(max(id), 0) as id from ${table}`)
  return Math.max(Number(rows[0].id), table === 'tickets' ? 10_000 : 0)
}

/**
 * One transaction. Tables emptied in it are copied without a write-ahead log where the server keeps only what a crash needs, and
 * their rows are frozen; the few facts and changes there are step aside meanwhile.
 */
async function copyAll(client: pg.Client, scene: Scene): Promise<number> {
  let copied = 0
  await client.query('begin')
  for (const table of ['facts', 'changes'])
    await client.query(`create temp table held_${table} as select * from ${table}`)
  await client.query(`truncate ${tables.join(', ')}`)
  for (const table of ['facts', 'changes']) await client.query(`insert into ${table} select * from held_${table}`)
  for await (const batch of batches(scene)) {
    for (const table of tables) {
      const copy = client.query(copyFrom(`copy ${table} (${TABLES[table]}) from stdin with (freeze)`))
      await pipeline([batch[table]], copy)
      copied += copy.rowCount
    }
  }
  await client.query('commit')
  return copied
}

type Batch = { tables: Record<Table, Buffer>; written: number }

/** While one batch is copied the next is being written. */
async function* batches(scene: Scene): AsyncGenerator<Record<Table, Buffer>> {
  const worker = new Worker(new URL('./big/writing.ts', import.meta.url), { workerData: scene })
  const ask = () => {
    const answer = once(worker, 'message')
    worker.postMessage('write')
    return answer
  }
  for (let next: ReturnType<typeof ask> | null = ask(); next; ) {
    const [batch] = (await next) as [Batch]
    next = batch.written < scene.tickets ? ask() : null
    yield batch.tables
  }
}

async function goOnCounting(client: pg.Client) {
  for (const table of tables.filter((each) => TABLES[each].startsWith('id,')))
    await client.query(
      `select setval(pg_get_serial_sequence('${table}', 'id'), (select greatest(max(id), 1) from ${table}))`,
    )
}

const inSeconds = <T extends Record<string, number>>(times: T) =>
  Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, Math.round(ms / 100) / 10])) as T

function told({ tickets, rows, copySeconds, indexSeconds, vacuumSeconds }: Seeded) {
  const rate = Math.round(tickets / copySeconds)
  return `${tickets} tickets, ${rows} rows copied in ${copySeconds} s (${rate} tickets/s); keys and indexes ${indexSeconds} s; vacuum, analyze ${vacuumSeconds} s`
}
