import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFolder } from '../../../server/mail/fetching/connecting.ts'
import { hasEnded, residentMegabytes } from '../../bench/desk-process.ts'
import { letter } from '../../bench/mail-intake.ts'
import { LOGIN } from './dovecot.ts'
import { asking } from './inspecting.ts'
import { addMailbox, endSetting, newSetting, type Setting } from './setting.ts'

/** Mails fetched in one go, as the desk does. */
const RUN = 50
const LIMIT_MS = 600_000

/** So many mails wait when the desk first looks: how fast they come in, beside reading them and nothing else; memory and event loop meanwhile. */
export async function measureBulk(count: number, admin: Record<string, string>) {
  const setting = await newSetting(admin)
  try {
    for (let n = 0; n < count; n++) setting.dovecot.deliver(letter(n).toString())
    const resting = forgetPeak(setting)
    await eventLoop(setting)
    await addMailbox(setting)
    const rate = await takingIn(setting, count)
    const p99 = await eventLoop(setting)
    const peak = peakMegabytes(setting)
    const reading = await readingOnly(setting)
    console.log(
      `${count} waiting mails by IMAP: ${rate.toFixed(0)}/s to the ticket, ${((100 * rate) / reading).toFixed(0)} % of reading them (${reading.toFixed(0)}/s); memory of the desk ${resting} MB before, ${peak} MB at most; its event loop's p99 ${(p99 * 1000).toFixed(0)} ms`,
    )
  } finally {
    await endSetting(setting)
  }
}

/** Linux keeps the highest mark since then; starting and migrating are not counted in. Answers what it holds now. */
function forgetPeak({ desk }: Setting): number {
  writeFileSync(`/proc/${desk.pid}/clear_refs`, '5')
  return residentMegabytes(desk.pid)
}

const peakMegabytes = ({ desk }: Setting) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${desk.pid}/status`, 'utf8'))?.[1]) / 1024)

/** By the ledger's own times: from the first row to the last outcome. */
async function takingIn({ dataDir, desk }: Setting, count: number): Promise<number> {
  for (const until = Date.now() + LIMIT_MS; Date.now() < until && !hasEnded(desk.child); await sleep(500)) {
    const state = await asking(dataDir, async (client) => {
      const { rows } = await client.query<{ decided: number; seconds: number }>(
        `select count(outcome)::int as decided, extract(epoch from max(decided_at) - min(received_at))::float8 as seconds from mails`,
      )
      return rows[0]!
    })
    if (state?.decided === count) return count / state.seconds
  }
  throw new Error(`${count} mails did not come in within ten minutes: ${desk.output()}`)
}

/** The same conversation with Dovecot, and nothing kept. */
async function readingOnly({ dovecot }: Setting): Promise<number> {
  const incoming = {
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none' as const,
    auth: 'password' as const,
    folder: 'INBOX',
    user: LOGIN.user,
  }
  const proof = { user: LOGIN.user, pass: LOGIN.password }
  const client = await openFolder({ id: 0, address: '', version: 0, incoming, proof })
  const began = performance.now()
  const uids = (await client.search({ all: true }, { uid: true })) || []
  for (let i = 0; i < uids.length; i += RUN) {
    const run = uids.slice(i, i + RUN).join(',')
    await client.fetchAll(run, { uid: true, size: true, flags: true, internalDate: true }, { uid: true })
    await client.fetchAll(run, { uid: true, source: true }, { uid: true })
    await client.messageFlagsAdd(run, ['\\Seen'], { uid: true })
  }
  const rate = uids.length / ((performance.now() - began) / 1000)
  client.close()
  return rate
}

/** Seconds, the 99th percentile since the last time it was asked. */
async function eventLoop({ desk }: Setting): Promise<number> {
  const metrics = await (await fetch(`${desk.url}/metrics`)).text()
  return Number(/^ventanilla_event_loop_p99_seconds (\S+)/m.exec(metrics)?.[1])
}
