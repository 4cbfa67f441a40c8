import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFolder } from '../../../server/mail/fetching/connecting.ts'
import { hasEnded, processorTime, residentMegabytes } from '../../bench/desk-process.ts'
import { letter } from '../../bench/mail-intake.ts'
import { LOGIN } from './dovecot.ts'
import { asking } from './inspecting.ts'
import { addMailbox, endSetting, newSetting, type Setting } from './setting.ts'

/** Mails fetched in one go, as the desk does. */
const RUN = 50
/** What takes less than this many mails a second is given up. */
const SLOWEST = 10
/** Nobody sends enough of them to be braked (30 an hour). */
const EACH = 20

/**
 * So many mails wait when the desk first looks: how fast they come in, beside reading them and nothing else; meanwhile memory (at each
 * tenth of the way, for what grows with the mails shows there), processor time and event loop.
 */
export async function measureBulk(count: number, admin: Record<string, string>) {
  const setting = await newSetting(admin)
  try {
    const senders = Math.max(1000, Math.ceil(count / EACH))
    for (let n = 0; n < count; n++) setting.dovecot.deliver(letter(n, senders).toString())
    const resting = forgetPeak(setting)
    await eventLoop(setting)
    const before = processorTime(setting.desk.pid)
    await addMailbox(setting)
    const { rate, tenths } = await takingIn(setting, count)
    const after = processorTime(setting.desk.pid)
    const p99 = await eventLoop(setting)
    const peak = peakMegabytes(setting)
    const reading = await readingOnly(setting)
    const [server, database] = (['server', 'database'] as const).map((side) => (after[side] - before[side]) / count)
    console.log(
      `${count} waiting mails by IMAP: ${rate.toFixed(0)}/s to the ticket, ${((100 * rate) / reading).toFixed(0)} % of reading them (${reading.toFixed(0)}/s); CPU ${server!.toFixed(1)} + ${database!.toFixed(1)} ms a mail; its event loop's p99 ${(p99 * 1000).toFixed(0)} ms`,
    )
    console.log(`Memory of the desk: ${resting} MB before, at each tenth ${tenths.join(', ')} MB, ${peak} MB at most`)
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
async function takingIn({ dataDir, desk }: Setting, count: number): Promise<{ rate: number; tenths: number[] }> {
  const tenths: number[] = []
  for (
    const until = Date.now() + (count / SLOWEST) * 1000;
    Date.now() < until && !hasEnded(desk.child);
    await sleep(500)
  ) {
    const state = await asking(dataDir, async (client) => {
      const { rows } = await client.query<{ decided: number; seconds: number }>(
        `select count(outcome)::int as decided, extract(epoch from max(decided_at) - min(received_at))::float8 as seconds from mails`,
      )
      return rows[0]!
    })
    while (state && state.decided >= ((tenths.length + 1) * count) / 10) tenths.push(residentMegabytes(desk.pid))
    if (state?.decided === count) return { rate: count / state.seconds, tenths }
  }
  throw new Error(`${count} mails did not come in, at ${SLOWEST} a second: ${desk.output()}`)
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
