import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../../../seeds/big/chance.ts'
import { ended, hasEnded, startDesk } from '../../bench/desk-process.ts'
import type { Fault } from '../../mail/fault-proxy.ts'
import { HANDINGS, type Handing } from './hand.ts'
import { WAYS, type Way } from './peer.ts'
import { type Setting, sendBy } from './setting.ts'

export const KINDS = [
  'desk',
  'point',
  'way',
  'exim',
  'database',
  'noting',
  'point',
  'send',
  'hand',
  'dovecot',
  'way',
  'numbers',
  'smtp',
  'send',
] as const
export type Kind = (typeof KINDS)[number]
/** What will happen in a round, and when; drawn before it begins, so that the seed alone decides. */
export type Plan = {
  kind: Kind
  after: number
  phase: Phase
  fault: Fault
  sending: Sending
  handing: Handing
  way: Way
  times: number
  point: (typeof POINTS)[number]
}

const PHASES = ['connect', 'login', 'select', 'search', 'fetch', 'store', 'idle'] as const
type Phase = (typeof PHASES)[number]
const FAULTS: Fault[] = ['hang', 'drip', 'reset', 'close', 'slow', 'bye', 'truncate', 'wrong_literal', 'refuse']
/** Found out only by waiting: two in a row would take more than the minute. */
const SILENT: ReadonlySet<Fault> = new Set(['hang', 'drip', 'wrong_literal'])
const SAID: Record<Phase, RegExp | 'connect'> = {
  connect: 'connect',
  login: / (?:LOGIN|AUTHENTICATE) /,
  select: / SELECT /,
  search: / UID SEARCH /,
  fetch: / UID FETCH /,
  store: / UID STORE /,
  idle: / IDLE\r/,
}
/** Lines of the desk's own at which it dies (server/platform/fail-point.ts). */
const POINTS = [
  'after-store-before-seen',
  'after-seen-before-decide',
  'in-decide-before-commit',
  'after-commit',
  'before-data',
  'after-data-before-noted',
] as const
/** A mail handed over is kept, and nobody has been told. */
const KEPT = 'after-store-before-250'
const SENDING = ['connect', 'greeting', 'starttls', 'login', 'sender', 'recipient', 'data', 'end', 'quit'] as const
type Sending = (typeof SENDING)[number]
const SENT: Record<Sending, RegExp | 'connect'> = {
  connect: 'connect',
  greeting: /EHLO /,
  starttls: /^STARTTLS/,
  login: /^AUTH /,
  sender: /MAIL FROM/,
  recipient: /RCPT TO/,
  data: /^DATA/,
  end: /(?:^|\r\n)\.\r\n$/,
  quit: /^QUIT/,
}
const BREAKS: Fault[] = ['hang', 'reset', 'close', 'slow', 'truncate']
/** What a server says to the end of a mail is the peer's (`smtp`): it alone knows whether it keeps it. */
const sendingFaults = (at: Sending): Fault[] =>
  at === 'end' || at === 'quit'
    ? BREAKS
    : [...BREAKS, '421', '450', '452', ...(/^(?:sender|recipient|data)$/.test(at) ? ['550' as const] : [])]

/** Lines to die at, ways of handing over, words and endings of sending are taken in turn: none is to be left out by chance. */
export function planOf(kind: Kind, chance: Chance, round: number): Plan {
  const sending = SENDING[round % SENDING.length]!
  const way = WAYS[round % WAYS.length]!
  return {
    kind,
    sending,
    after: chance.between(0, 900),
    phase: chance.one(PHASES),
    fault: chance.one(kind === 'send' ? sendingFaults(sending) : FAULTS),
    handing: HANDINGS[round % HANDINGS.length]!,
    way,
    // A server may think a mail over for ten minutes: all lanes in wait for it would send nothing meanwhile.
    times: way === 'hang' ? 1 : chance.between(1, 2),
    point: POINTS[round % POINTS.length]!,
  }
}

export const called = ({ kind, phase, fault, sending, way, times, point, handing }: Plan): string =>
  ({
    desk: 'kill -9 of the desk',
    point: `kill -9 of the desk ${point}`,
    exim: 'mail by Exim and LMTP, kill -9 of the desk',
    database: 'kill -9 of the database',
    noting: 'kill -9 of the database as the outgoing server has a mail whole',
    dovecot: 'kill -9 of Dovecot',
    numbers: 'all mails renumbered (UIDVALIDITY)',
    way: `IMAP: ${fault} at ${phase}`,
    send: `SMTP: ${fault} at ${sending}`,
    hand: `mail by LMTP: ${handing}`,
    smtp: `SMTP: ${way} after DATA, ${times}×`,
  })[kind]

/** Before the mails arrive: a desk that is to die at a line of its own is started with the name of it. */
export async function arm(setting: Setting, plan: Plan) {
  const { kind, point, handing } = plan
  const diesAt = kind === 'point' ? point : kind === 'hand' && handing === 'dies_before_250' ? KEPT : null
  if (diesAt) await restart(setting, { NODE_ENV: 'test', DESK_FAIL_POINT: diesAt })
  if (kind === 'hand') setting.hand.make(handing)
  if (kind === 'send') await sendBy(setting, plan.sending === 'starttls' ? 'starttls' : 'none')
  armWayOut(setting, plan)
}

/** Each confirmation leaves within seconds, and takes a conversation of its own: it is there before they do. */
function armWayOut({ peer, wayOut }: Setting, { kind, way, sending, fault, times }: Plan) {
  if (kind === 'smtp') peer.make(way, times)
  if (kind === 'send') wayOut.make({ on: SENT[sending], fault, times })
}

/** Makes it happen, and puts back what does not come back by itself (a process that died). Answers when it happened. */
export async function strike(setting: Setting, plan: Plan): Promise<number> {
  if (plan.kind === 'hand') return strikeHanding(setting, plan)
  await sleep(plan.after)
  const began = Date.now()
  const { dovecot, way } = setting
  if (plan.kind === 'desk' || plan.kind === 'exim') await restart(setting)
  else if (plan.kind === 'point') return dieAtPoint(setting)
  else if (plan.kind === 'noting') return loseNote(setting)
  else if (plan.kind === 'database') process.kill(postmasterOf(setting.dataDir), 'SIGKILL')
  else if (plan.kind === 'way') strikeWay(way, plan)
  else if (plan.kind === 'dovecot' || plan.kind === 'numbers') {
    await dovecot.kill()
    if (plan.kind === 'numbers') dovecot.forgetNumbers()
    await dovecot.start()
  }
  return began
}

/** Breaking off and dawdling are the client's; dying is the desk's. */
async function strikeHanding(setting: Setting, { handing }: Plan): Promise<number> {
  if (handing === 'dies_before_250') return dieAtPoint(setting)
  if (handing !== 'dies_after_250') return Date.now()
  await setting.hand.acknowledged()
  const began = Date.now()
  await restart(setting)
  return began
}

/** A mail's way to its confirmation passes each of the points within seconds. */
const DIES_WITHIN_MS = 30_000

async function dieAtPoint(setting: Setting): Promise<number> {
  for (const until = Date.now() + DIES_WITHIN_MS; !hasEnded(setting.desk.child) && Date.now() < until; ) await sleep(20)
  const began = Date.now()
  await restart(setting)
  return began
}

/** What the server says next of a mail cannot be written down at once; by the next round the desk may be dead (`point` follows). */
async function loseNote({ peer, dataDir }: Setting): Promise<number> {
  const taken = peer.taken.length
  for (const until = Date.now() + DIES_WITHIN_MS; peer.taken.length === taken && Date.now() < until; ) await sleep(5)
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  return Date.now()
}

/** SIGKILL, and a new process on the same port. */
async function restart(setting: Setting, more: Record<string, string> = {}) {
  const { child, pid, port } = setting.desk
  if (!hasEnded(child)) process.kill(pid, 'SIGKILL')
  setting.killed.push(Date.now())
  await ended(child)
  setting.desk = await startDesk({ ...setting.env, ...more }, port)
}

/** Signing in and opening the folder are behind a client that watches: it is made to come again. */
function strikeWay(way: Setting['way'], { phase, fault, times }: Plan) {
  way.make({ on: SAID[phase], fault, times: fault === 'slow' ? 20 : SILENT.has(fault) ? 1 : times })
  if (phase === 'connect' || phase === 'login' || phase === 'select') way.cut()
}

const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
