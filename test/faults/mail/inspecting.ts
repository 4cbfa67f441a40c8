import { createHash } from 'node:crypto'
import pg from 'pg'
import { runningEmbedded } from '../../../server/platform/embedded.ts'
import { halfWritten } from '../inspecting.ts'
import type { Taken } from './peer.ts'
import { ask, type Setting } from './setting.ts'

export type Letter = { from: string; messageId: string; raw: string }
export type Findings = {
  /** Not yet in the ledger with an outcome and a ticket. */
  waiting: string[]
  doubled: string[]
  /** Marked as read on the server, and not in the ledger. */
  readTooSoon: number
}

/** Every mail that was ever delivered, held against the ledger and the tickets; null while the database does not answer. */
export async function compare({ dataDir, dovecot }: Setting, letters: Letter[]): Promise<Findings | null> {
  // Read first: what is marked now must be in the ledger now.
  const read = dovecot.mails(true).map((raw) => createHash('sha256').update(raw).digest('hex'))
  return asking(dataDir, async (client) => {
    const { rows } = await client.query<{ from: string; once: boolean; twice: boolean; why: string }>(TOGETHER, [
      letters.map(({ from }) => from),
      letters.map(({ messageId }) => messageId),
    ])
    const unknown = await client.query(
      `select 1 from unnest($1::text[]) as hash where not exists (select 1 from mails where sha256 = decode(hash, 'hex'))`,
      [read],
    )
    const told = (some: typeof rows) => some.map(({ from, why }) => `${from}: ${why}`)
    return {
      waiting: told(rows.filter(({ once, twice }) => !once && !twice)),
      doubled: told(rows.filter(({ twice }) => twice)),
      readTooSoon: unknown.rows.length,
    }
  })
}

const TOGETHER = `
  select n."from", coalesce(l.rows = 1 and l.made = 1 and t.tickets = 1, false) as once, coalesce(l.rows > 1 or t.tickets > 1, false) as twice,
    format('%s rows, %s outcomes, %s tickets', l.rows, l.made, t.tickets) as why
  from unnest($1::text[], $2::text[]) as n("from", message_id)
  cross join lateral (select count(*) as rows, count(*) filter (where outcome = 'ticket_created') as made from mails m where m.message_id = n.message_id) l
  cross join lateral (select count(distinct t.id) as tickets from tickets t join customer_emails e on e.customer_id = t.customer_id where e.address = n."from") t`

/** Mails that nobody decided, tickets nobody looks after, and what was written by halves: all must be nothing. */
export async function loose(setting: Setting): Promise<string[]> {
  const { count } = await ask<{ count: number }>(setting, { method: 'GET', url: '/api/stats/unattended' })
  const left = await asking(setting.dataDir, async (client) => {
    const { rows } = await client.query(`select id from mails where outcome is null or outcome <> 'ticket_created'`)
    return [...rows.map(({ id }) => `mail ${id} without its ticket`), ...(await halfWritten(client, setting.dataDir))]
  })
  return [...(count ? [`${count} tickets unattended`] : []), ...(left ?? ['the database does not answer'])]
}

/**
 * Confirmations: one per mail, whatever dies. What a server took whole, and nobody wrote down what it said, goes out again hours later, and
 * counts as there.
 */
export function confirmations(letters: Letter[], taken: Taken[], killed: number[]) {
  const missing: string[] = []
  const wrong: string[] = []
  let doubtful = 0
  for (const { from } of letters) {
    const own = taken.filter(({ to }) => to === from)
    if (!own.length) missing.push(from)
    else if (!own.some(({ acknowledged }) => acknowledged)) doubtful++
    if (new Set(own.map(({ messageId }) => messageId)).size > 1) wrong.push(`${from}: two Message-IDs`)
    else if (own.length > 1) wrong.push(`${from}: ${own.length} times, ${whenOf(own, killed)}`)
  }
  return { missing, wrong, doubtful }
}

const AROUND_MS = 10_000

/** For whoever asks whether a desk died over it, in seconds after the first. */
function whenOf(own: Taken[], killed: number[]): string {
  const after = (at: number) => ((at - own[0]!.at) / 1000).toFixed(1)
  const [taken, kills] = [
    own.map(({ at }) => at),
    killed.filter((at) => at > own[0]!.at - AROUND_MS && at < own.at(-1)!.at),
  ]
  return `taken at ${taken.map(after).join(', ')} s, the desk killed at ${kills.map(after).join(', ') || 'none'} s`
}

/**
 * Whose confirmation waits for nothing more: a server refused it for good; or a line broke when the server had it whole, which then may
 * deliver it, and gets it once more hours later.
 */
export const unconfirmed = ({ dataDir }: Setting) =>
  asking(dataDir, async (client) => {
    const { rows } = await client.query<{ recipient: string; refused: boolean }>(
      `select d.recipient, o.state = 'failed' as refused from deliveries d join outgoing_mails o on o.id = d.outgoing_id
        where (o.state = 'failed' and d.state = 'refused' and d.detail like '550%') or (o.state = 'queued' and o.in_doubt)`,
    )
    return rows
  })

export async function asking<T>(dataDir: string, question: (client: pg.Client) => Promise<T>): Promise<T | null> {
  const url = runningEmbedded(dataDir)
  if (!url) return null
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await question(client)
  } catch (error) {
    if (/^(?:08|57P|ECONN|EPIPE)/.test((error as { code?: string }).code ?? '08')) return null
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}
