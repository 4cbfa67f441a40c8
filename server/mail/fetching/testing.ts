import { lookup } from 'node:dns/promises'
import { type Box, openFolder } from './connecting.ts'
import { detailOf, type Fault, faultOf } from './fetching.rules.ts'

const STEPS = {
  incoming: ['dns', 'connect', 'tls', 'login', 'folder'],
  outgoing: ['dns', 'connect', 'tls', 'login'],
} as const
export type Step = (typeof STEPS)['incoming'][number]
/** `ok` null: not reached. `fault` names the advice. */
export type StepResult = {
  step: Step
  ok: boolean | null
  detail: string | null
  fault: Fault | 'not_returned' | null
}

const FAILS_AT: Record<Fault, Step> = {
  dns: 'dns',
  refused: 'connect',
  timeout: 'connect',
  closed: 'connect',
  protocol: 'connect',
  tls: 'tls',
  login: 'login',
  password: 'login',
  consent: 'login',
  provider: 'login',
  folder: 'folder',
  numbering: 'folder',
}

/** Tries a mailbox's way in. Changes nothing in it; throws what went wrong. */
export async function testIncoming(box: Box): Promise<void> {
  await lookup(box.incoming.host)
  const client = await openFolder(box)
  client.close()
}

/**
 * Step by step how far it got. `unproven`: why there was nothing to sign in with. What comes before the login is tried all the same, and
 * what a server says to somebody who shows nothing is no news.
 */
export function steps(way: keyof typeof STEPS, error: unknown, unproven: unknown = null): StepResult[] {
  const all: readonly Step[] = STEPS[way]
  const heard = error === null ? null : faultOf(error)
  const without = unproven !== null && (heard === null || FAILS_AT[heard] === 'login')
  const fault = without ? faultOf(unproven) : heard
  const at = without ? all.indexOf('login') : heard === null ? all.length : all.indexOf(FAILS_AT[heard])
  return all.map((step, i) => ({
    step,
    ok: i === at ? false : i > at ? null : true,
    detail: (i === at && detailOf(without ? unproven : error)) || null,
    fault: i === at ? fault : null,
  }))
}
