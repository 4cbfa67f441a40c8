import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { openClient } from '../bench/client.ts'
import type { Acknowledged, Ledger } from './load.ts'
import { send } from './load.ts'

/** Each question finds what was written by halves, and must find nothing. */
const HALVES: Record<string, string> = {
  'ticket without state':
    'select id from tickets t where not exists (select 1 from status_rows where ticket_id = t.id)',
  'ticket whose state is not its last one': `select t.id from tickets t where t.status <>
    (select status from status_rows where ticket_id = t.id order by seq desc limit 1)`,
  'ticket without its fact': `select id from tickets t where not exists
    (select 1 from facts where ticket_id = t.id and type = 'ticket.opened')`,
  'ticket without its change': `select id from tickets t where not exists
    (select 1 from changes where ticket_id = t.id and tbl = 'tickets' and op = 'insert')`,
  'ticket without targets': 'select id from tickets t where (select count(*) from targets where ticket_id = t.id) <> 3',
  'open ticket without next action': `select id from tickets where status <> 'closed' and next_due_at is null`,
  'ticket without its first words':
    'select id from tickets t where not exists (select 1 from interactions where ticket_id = t.id)',
  'ticket that cannot be found': `select id from tickets t where not exists
    (select 1 from search_entries where ticket_id = t.id and source = 'ticket')`,
  'fact of no ticket': `select f.id from facts f where f.ticket_id is not null and not exists (select 1 from tickets where id = f.ticket_id)`,
  'call spoken of, but not kept': `select id from interactions where kind = 'call' and call_id is null`,
  'call kept, but not spoken of':
    'select id from calls k where not exists (select 1 from interactions where call_id = k.id)',
  'words without their change': `select id from interactions i where not exists
    (select 1 from changes where tbl = 'interactions' and row_id = i.id::text)`,
  // That a mail is being sent is noted without one: the fact is what came of it.
  'change without its fact': `select concat(c.tbl, ' ', c.id) from changes c where c.ticket_id is not null and c.tbl <> 'outgoing_mails' and not exists (select 1 from facts where id = c.fact_id)`,
  'change with a wrong digest': `select id from changes
    where digest <> change_digest(salt, at, fact_id, actor_kind, actor_id, source, tbl, row_id, op, diff)`,
  'customer without words or change': `select id from customers c where name_words = '{}'
    or not exists (select 1 from changes where tbl = 'customers' and row_id = c.id::text)`,
  'repeated request without an answer': 'select key from idempotency where status is null or reply is null',
  'words that were said twice': `select text from interactions where text like 'marca-%' group by text having count(*) > 1`,
}

export type Findings = {
  lost: string[]
  halves: string[]
  doubled: string[]
  changedReplies: string[]
  unattended: number
}
export const nothingFound = (found: Findings) =>
  !found.unattended && [found.lost, found.halves, found.doubled, found.changedReplies].every((list) => !list.length)

/** Everything that was promised, against what is there. `since` is where in the ledger this round began. */
export async function inspect(
  databaseUrl: string,
  {
    port,
    token,
    dataDir,
    ledger,
    since,
  }: { port: number; token: string; dataDir: string; ledger: Ledger; since: number },
): Promise<Findings> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  const asker = await openClient(port, token)
  try {
    const doubled = await finishOpenOnes(client, asker, ledger)
    const changedReplies = await repeatSome(asker, ledger.acknowledged.slice(since).slice(-15))
    const halves = await halfWritten(client, dataDir)
    const stats = await asker.ask({ method: 'GET', url: '/api/stats/unattended' })
    const { count } = stats.body as unknown as { count: number }
    return { lost: await lostOnes(client, ledger.acknowledged), halves, doubled, changedReplies, unattended: count }
  } finally {
    asker.close()
    await client.end()
  }
}

type Asker = Awaited<ReturnType<typeof openClient>>

/** What was asked and not answered is asked again under its key: it is then there exactly once, or refused and not there. */
async function finishOpenOnes(client: pg.Client, asker: Asker, ledger: Ledger): Promise<string[]> {
  const doubled: string[] = []
  for (const write of ledger.open.splice(0)) {
    const before = ledger.acknowledged.length
    if (!(await send(asker, write, ledger))) throw new Error('The desk stopped answering.')
    const times = await timesSaid(client, write.mark)
    if (times !== ledger.acknowledged.length - before) doubled.push(`${write.kind} ${write.mark}: ${times} times`)
  }
  return doubled
}

/** The same key again gives the same reply, letter by letter. */
async function repeatSome(asker: Asker, some: Acknowledged[]): Promise<string[]> {
  const changed: string[] = []
  for (const { request, key, status, reply, kind } of some) {
    const again = await asker.ask({ ...request, headers: { 'idempotency-key': key } })
    if (again.status !== status || JSON.stringify(again.body) !== reply) changed.push(`${kind} ${key}: ${again.status}`)
  }
  return changed
}

export async function halfWritten(client: pg.Client, dataDir: string): Promise<string[]> {
  const found: string[] = []
  for (const [what, question] of Object.entries(HALVES)) {
    const { rows } = await client.query(question)
    for (const row of rows.slice(0, 5)) found.push(`${what}: ${Object.values(row)[0]}`)
  }
  const { rows: files } = await client.query<{ id: number; storage: string; sha256: string }>(
    'select distinct f.id, f.storage, f.sha256 from files f join attachments a on a.file_id = f.id',
  )
  const stored = new Map(
    (await readdir(join(dataDir, 'files'), { recursive: true }).catch(() => [])).map((path) => [path, path]),
  )
  for (const { id, storage, sha256 } of files) {
    const path = stored.get(storage)
    const bytes = path && (await readFile(join(dataDir, 'files', path)))
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256)
      found.push(`attachment without its bytes: ${id}`)
  }
  return found
}

async function timesSaid(client: pg.Client, mark: string): Promise<number> {
  const { rows } = await client.query('select count(*)::int as times from interactions where text = $1', [mark])
  return rows[0].times
}

/** Acknowledged words that are not there, or a ticket that fell behind the version it was acknowledged with. */
async function lostOnes(client: pg.Client, acknowledged: Acknowledged[]): Promise<string[]> {
  const { rows } = await client.query<{ mark: string; kind: string }>(
    `select a.mark, a.kind from unnest($1::text[], $2::text[], $3::bigint[], $4::int[]) as a(mark, kind, ticket_id, version)
       left join tickets t on t.id = a.ticket_id and t.version >= a.version
      where t.id is null or not exists (select 1 from interactions i where i.ticket_id = t.id and i.text = a.mark)`,
    [
      acknowledged.map(({ mark }) => mark),
      acknowledged.map(({ kind }) => kind),
      acknowledged.map(({ ticketId }) => ticketId),
      acknowledged.map(({ version }) => version),
    ],
  )
  return rows.map(({ mark, kind }) => `${kind} ${mark}`)
}

/**
 * The postmasters that run on this folder: one while the desk runs. A process that a postmaster has just forked still has its
 * name; it is known by its parent.
 */
export async function postmastersOf(dataDir: string): Promise<number[]> {
  const folder = join(dataDir, 'pg')
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = pids.flatMap((pid) => {
    try {
      const [command = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const parent = Number(/\nPPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
      return command.endsWith('/postgres') && args[0] === '-D' && args[1] === folder ? { pid, parent } : []
    } catch {
      return []
    }
  })
  return found.filter(({ parent }) => !found.some(({ pid }) => pid === parent)).map(({ pid }) => pid)
}
