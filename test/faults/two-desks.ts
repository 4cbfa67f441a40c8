import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Chance } from '../../seeds/big/chance.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { openClient } from '../bench/client.ts'
import { type DeskProcess, ended, startDesk } from '../bench/desk-process.ts'
import { inspect, nothingFound } from './inspecting.ts'
import { type Ledger, newLedger, writeUntil } from './load.ts'
import { adminToken } from './token.ts'

type Options = { rounds: number; chance: Chance; admin: Record<string, string> }

/** Two app processes on one database: each is killed in turn; the other answers on, and its sweep rings what is due. */
export async function twoDesks({ rounds, chance, admin }: Options): Promise<number> {
  if (!rounds) return 0
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-faults-two-'))
  const database = await startEmbedded({ dataDir, log: () => {} })
  const env = { DATABASE_URL: database.url, SECRET_KEY: 'k'.repeat(40), DATA_DIR: dataDir, ...admin }
  const desks = [await startDesk(env), await startDesk(env)]
  const token = await adminToken(env, database.url)
  const ledger = newLedger()
  let broken = 0
  for (let round = 0; round < rounds; round++) {
    const [killed, other] = round % 2 ? [1, 0] : [0, 1]
    const since = ledger.acknowledged.length
    const silent = await killOne(desks[killed]!, desks[other]!, { token, chance, ledger })
    const found = await inspect(database.url, { port: desks[other]!.port, token, dataDir, ledger, since })
    const swept = await sweeps(database.url, desks[other]!.port, token, ledger.acknowledged.at(-1)!.ticketId)
    const good = nothingFound(found) && !silent && swept
    if (!good) broken++
    const written = ledger.acknowledged.length - since
    console.log(`two desks, ${round + 1}: ${written} writes: ${good ? 'ok' : JSON.stringify({ found, silent, swept })}`)
    desks[killed] = await startDesk(env)
  }
  await Promise.all(desks.map((desk) => desk.stop()))
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
  return broken
}

/** Answers whether the other one failed to acknowledge anything while and after the first was killed. */
async function killOne(
  victim: DeskProcess,
  other: DeskProcess,
  { token, chance, ledger }: { token: string; chance: Chance; ledger: Ledger },
): Promise<boolean> {
  let stop = false
  const writing = (port: number, into: Ledger) =>
    writeUntil(() => stop, { port, token, hands: 3, chance, ledger: into })
  const others = newLedger()
  const both = [writing(victim.port, ledger), writing(other.port, others)]
  await sleep(chance.between(100, 700))
  process.kill(victim.pid, 'SIGKILL')
  await ended(victim.child)
  const before = others.acknowledged.length
  await sleep(700)
  stop = true
  await Promise.all(both)
  const silent = others.open.length > 0 || others.acknowledged.length === before
  ledger.acknowledged.push(...others.acknowledged)
  ledger.open.push(...others.open)
  return silent
}

/** A call back agreed for a moment from now: the one that is left rings when it is due. */
async function sweeps(url: string, port: number, token: string, ticketId: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const asker = await openClient(port, token)
  try {
    const call = { result: 'callback_agreed', callbackAt: new Date(Date.now() + 1500).toISOString() }
    const body = { kind: 'call', direction: 'out', text: 'Llamar otra vez', call }
    const { status } = await asker.ask({ method: 'POST', url: `/api/tickets/${ticketId}/interactions`, body })
    if (status !== 201) return false
    const rung = `select 1 from facts where ticket_id = $1 and type = 'alarm.raised' and at > now() - interval '30 seconds'`
    for (const end = Date.now() + 25_000; Date.now() < end; await sleep(200))
      if ((await client.query(rung, [ticketId])).rows.length) return true
    return false
  } finally {
    asker.close()
    await client.end()
  }
}
