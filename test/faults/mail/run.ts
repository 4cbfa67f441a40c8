import { setTimeout as sleep } from 'node:timers/promises'
import { type Chance, chanceFrom } from '../../../seeds/big/chance.ts'
import { measureBulk } from './bulk.ts'
import { installDovecot } from './dovecot.ts'
import { installExim } from './exim.ts'
import { compare, confirmations, type Findings, type Letter, loose, unconfirmed } from './inspecting.ts'
import { addMailbox, endSetting, newSetting, type Setting } from './setting.ts'
import { arm, called, KINDS, type Plan, planOf, strike } from './troubles.ts'

type Options = {
  rounds: number
  minutes: number
  bulk: number
  seed: number
  /** Of this kind alone. */
  only: string | undefined
  admin: Record<string, string>
}
type Told = { what: string; seconds: number; good: boolean }

const MAILS = 5
/** Of these so many come when it has already happened. */
const LATE = 2
const LIMIT_MS = 60_000
const STRIKES_WITHIN_MS = 15_000
/** A mail whose sender died, and that then met a server that hangs for a minute, is tried a third time five minutes later. */
const SENDING_MS = 450_000

/** Mail under faults, against a Dovecot and an Exim in earnest. Answers how many promises were broken. */
export async function runMailFaults({ rounds, minutes, bulk, seed, only, admin }: Options): Promise<number> {
  installDovecot()
  installExim()
  console.log(`Seed ${seed}`)
  const chance = chanceFrom(seed)
  const kinds = KINDS.filter((kind) => !only || kind === only)
  if (!kinds.length) throw new Error(`--only takes one of ${[...new Set(KINDS)].join(', ')}.`)
  const until = Date.now() + minutes * 60_000
  const all: Told[] = []
  let broken = 0
  // Ended by hand it still takes down what it started, after the round in hand.
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopped = true))
  if (rounds) {
    const setting = await newSetting(admin)
    try {
      await addMailbox(setting)
      const letters: Letter[] = []
      for (let round = 0; round < rounds && !stopped && Date.now() < until; round++)
        all.push(await oneRound(setting, letters, round, planOf(kinds[round % kinds.length]!, chance, round), chance))
      broken = all.filter(({ good }) => !good).length + (await closing(setting, letters, all))
    } finally {
      await endSetting(setting)
    }
  }
  if (bulk && !stopped) await measureBulk(bulk, admin)
  return broken
}

/** Some mails arrive, something happens, some more arrive; then all that ever arrived must be there, once. */
async function oneRound(setting: Setting, letters: Letter[], round: number, plan: Plan, chance: Chance): Promise<Told> {
  const fresh = Array.from({ length: MAILS }, (_, n) => letter(round, n))
  const gaps = fresh.map(() => chance.between(0, 250))
  const made = struckWays(setting)
  await arm(setting, plan)
  const arriving = deliver(setting, plan, fresh.slice(0, -LATE), gaps)
  const began = await strike(setting, plan)
  await arriving
  await deliver(setting, plan, fresh.slice(-LATE), gaps)
  letters.push(...fresh)
  const found = await untilThere(setting, letters, began + LIMIT_MS)
  const seconds = (Date.now() - began) / 1000
  const struck = await hasStruck(setting, plan, made)
  const { wrong } = confirmations(letters, setting.peer.taken, setting.killed)
  const left = found.waiting.length ? [] : await loose(setting)
  const good = [found.waiting, found.doubled, wrong, left].every((list) => !list.length) && !found.readTooSoon
  const verdict = good ? 'ok' : JSON.stringify({ ...found, wrong, left })
  console.log(
    `${round + 1} ${called(plan)}${struck ? '' : ' (did not strike)'}: all there after ${seconds.toFixed(1)} s: ${verdict}`,
  )
  return { what: plan.kind, seconds, good }
}

const struckWays = ({ way, wayOut, peer }: Setting) => way.made() + wayOut.made() + peer.made()

/** Confirmations leave some seconds after the tickets are there: what is to go wrong on their way is waited for. */
async function hasStruck(setting: Setting, { kind }: Plan, made: number): Promise<boolean> {
  if (kind !== 'way' && kind !== 'send' && kind !== 'smtp') return true
  for (const until = Date.now() + STRIKES_WITHIN_MS; kind !== 'way' && Date.now() < until; await sleep(100))
    if (struckWays(setting) > made) break
  return struckWays(setting) > made
}

async function deliver({ dovecot, exim, hand }: Setting, { kind }: Plan, some: Letter[], gaps: number[]) {
  for (const [n, { raw, from }] of some.entries()) {
    await sleep(gaps[n]!)
    if (kind === 'exim') await exim.deliver(raw, from)
    else if (kind === 'hand') await hand.deliver(raw, from)
    else dovecot.deliver(raw)
  }
}

async function untilThere(setting: Setting, letters: Letter[], until: number): Promise<Findings> {
  let last: Findings = { waiting: ['the database does not answer'], doubled: [], readTooSoon: 0 }
  for (;;) {
    last = (await compare(setting, letters)) ?? last
    if (!last.waiting.length || last.doubled.length || last.readTooSoon || Date.now() > until) return last
    await sleep(300)
  }
}

/** What takes longer than a round: the confirmations that a server refused for now. Then the table. */
async function closing(setting: Setting, letters: Letter[], all: Told[]): Promise<number> {
  const told = () => confirmations(letters, setting.peer.taken, setting.killed)
  const known = async () => {
    const rows = (await unconfirmed(setting)) ?? []
    const counted = told()
    const missing = counted.missing.filter((from) => !rows.some(({ recipient }) => recipient === from))
    const refused = rows.filter((row) => row.refused).length
    const broken = rows.filter((row) => !row.refused && counted.missing.includes(row.recipient)).length
    return { ...counted, missing, refused, doubtful: counted.doubtful + broken }
  }
  for (const until = Date.now() + SENDING_MS; (await known()).missing.length && Date.now() < until; ) await sleep(1000)
  const { missing, refused, wrong, doubtful } = await known()
  for (const kind of new Set(KINDS)) {
    const own = all.filter(({ what }) => what === kind)
    const times = own.map(({ seconds }) => seconds).sort((a, b) => a - b)
    if (!own.length) continue
    const [middle, longest] = [times[times.length >> 1]!, times.at(-1)!].map((seconds) => seconds.toFixed(1))
    console.log(`${kind.padEnd(9)} ${own.length} rounds, back after ${middle} s (median), ${longest} s (longest)`)
  }
  const unread = setting.dovecot.mails(false).length
  console.log(
    `${all.length} rounds, ${letters.length} mails; confirmations: ${missing.length} missing, ${refused} refused for good, ${wrong.length} wrong, ${doubtful} taken by a server that never said so; ${unread} mails left unread on the server, ${setting.exim.waiting()} held by Exim`,
  )
  for (const line of [...missing.map((from) => `not confirmed: ${from}`), ...wrong]) console.log(line)
  return missing.length + wrong.length
}

function letter(round: number, n: number): Letter {
  const name = `ronda-${round + 1}-${n + 1}`
  const [from, messageId] = [`${name}@correo.example`, `<${name}@correo.example>`]
  const head = [`From: Persona ${round + 1} <${from}>`, 'To: soporte@panaderia-sur.example', `Message-ID: ${messageId}`]
  const rest = [`Subject: No imprime ${name}`, 'Content-Type: text/plain; charset=utf-8']
  return { from, messageId, raw: `${[...head, ...rest].join('\r\n')}\r\n\r\nLa impresora no imprime (${name}).\r\n` }
}
