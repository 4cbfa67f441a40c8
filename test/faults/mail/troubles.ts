import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../../../seeds/big/chance.ts'
import { ended, startDesk } from '../../bench/desk-process.ts'
import type { Fault } from '../../mail/fault-proxy.ts'
import { WAYS, type Way } from './peer.ts'
import type { Setting } from './setting.ts'

export const KINDS = ['desk', 'way', 'database', 'dovecot', 'way', 'numbers', 'smtp'] as const
export type Kind = (typeof KINDS)[number]
/** What will happen in a round, and when; drawn before it begins, so that the seed alone decides. */
export type Plan = { kind: Kind; after: number; phase: Phase; fault: Fault; way: Way; times: number }

const PHASES = ['connect', 'login', 'select', 'search', 'fetch', 'store', 'idle'] as const
type Phase = (typeof PHASES)[number]
const FAULTS: Fault[] = ['hang', 'reset', 'close', 'slow', 'bye', 'truncate', 'wrong_literal', 'refuse']
/** Found out only by waiting: two in a row would take more than the minute. */
const SILENT: ReadonlySet<Fault> = new Set(['hang', 'wrong_literal'])
const SAID: Record<Phase, RegExp | 'connect'> = {
  connect: 'connect',
  login: / (?:LOGIN|AUTHENTICATE) /,
  select: / SELECT /,
  search: / UID SEARCH /,
  fetch: / UID FETCH /,
  store: / UID STORE /,
  idle: / IDLE\r/,
}

export const planOf = (kind: Kind, chance: Chance): Plan => ({
  kind,
  after: chance.between(0, 900),
  phase: chance.one(PHASES),
  fault: chance.one(FAULTS),
  way: chance.one(WAYS),
  times: chance.between(1, 2),
})

export const called = ({ kind, phase, fault, way, times }: Plan): string =>
  ({
    desk: 'kill -9 of the desk',
    database: 'kill -9 of the database',
    dovecot: 'kill -9 of Dovecot',
    numbers: 'all mails renumbered (UIDVALIDITY)',
    way: `IMAP: ${fault} at ${phase}`,
    smtp: `SMTP: ${way} after DATA, ${times}×`,
  })[kind]

/** Makes it happen, and puts back what does not come back by itself (a process that died). */
export async function strike(setting: Setting, plan: Plan, env: Record<string, string>) {
  await sleep(plan.after)
  const { dovecot, way, peer } = setting
  if (plan.kind === 'desk') {
    process.kill(setting.desk.pid, 'SIGKILL')
    setting.killed.push(Date.now())
    await ended(setting.desk.child)
    setting.desk = await startDesk(env, setting.desk.port)
  } else if (plan.kind === 'database') {
    process.kill(postmasterOf(setting.dataDir), 'SIGKILL')
  } else if (plan.kind === 'smtp') {
    peer.make(plan.way, plan.times)
  } else if (plan.kind === 'way') {
    strikeWay(way, plan)
  } else {
    await dovecot.kill()
    if (plan.kind === 'numbers') dovecot.forgetNumbers()
    await dovecot.start()
  }
}

/** Signing in and opening the folder are behind a client that watches: it is made to come again. */
function strikeWay(way: Setting['way'], { phase, fault, times }: Plan) {
  way.make({ on: SAID[phase], fault, times: fault === 'slow' ? 20 : SILENT.has(fault) ? 1 : times })
  if (phase === 'connect' || phase === 'login' || phase === 'select') way.cut()
}

const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
