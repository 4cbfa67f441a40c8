import { lookup } from 'node:dns/promises'
import { type Box, openFolder } from './connecting.ts'
import { detailOf, type Fault, faultOf } from './fetching.rules.ts'

const STEPS = {
  incoming: ['dns', 'connect', 'tls', 'login', 'folder'],
  outgoing: ['dns', 'connect', 'tls', 'login'],
} as const
export type Step = (typeof STEPS)['incoming'][number]
/** `ok` null: not reached. `fault` names the advice. */
export type StepResult = { step: Step; ok: boolean | null; detail: string | null; fault: Fault | 'not_returned' | null }

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
  folder: 'folder',
}

/** Tries a mailbox's way in. Changes nothing in it; throws what went wrong. */
export async function testIncoming(box: Box): Promise<StepResult[]> {
  await lookup(box.incoming.host)
  const client = await openFolder(box)
  client.close()
  return steps('incoming', null)
}

/** Known before anybody was asked: of what comes before it nothing was tried. */
const UNTRIED: ReadonlySet<Fault> = new Set(['password', 'consent'])

/** Step by step how far it got. */
export function steps(way: keyof typeof STEPS, error: unknown): StepResult[] {
  const fault = error === null ? null : faultOf(error)
  const all: readonly Step[] = STEPS[way]
  const at = fault === null ? all.length : all.indexOf(FAILS_AT[fault])
  return all.map((step, i) => ({
    step,
    ok: i === at ? false : i > at || (fault && UNTRIED.has(fault)) ? null : true,
    detail: (i === at && detailOf(error)) || null,
    fault: i === at ? fault : null,
  }))
}
