import { setTimeout as sleep } from 'node:timers/promises'
import type { Resolver } from '../../platform/names.ts'
import { UnreadableMail } from '../parsing/parsed-mail.ts'
import { threads } from '../parsing/threads.ts'
import { type Header, readAlike, serverVerdict, UNKNOWN, type Verdict } from './authentication.rules.ts'
import { type Key, keyNames, MOST_SIGNATURES, type Signatures, signaturesIn, vouches } from './signatures.rules.ts'

export type Question = {
  raw: Buffer
  headers: Header[]
  from: string
  trustedServer: string | null
  resolver: Resolver
  lane: string
  checkMs?: number
}

const NAMES_MS = 4000
const CHECK_MS = 4000

/** One is enough: it waits for no name service. */
const check = threads<Map<string, Key>, Signatures>(new URL('./signature-worker.ts', import.meta.url), 1)

/**
 * Whether a mail is truly from whom it names (issue 4.4). The mailbox's own server is believed; without its word DKIM and DMARC are
 * worked out here, within a few seconds: neither a name service that does not answer nor a mail made to be hard work holds others up, it
 * stays unverified. What carries no signature, or more than people's mail does, is not looked at.
 */
export async function authenticate(question: Question): Promise<Verdict> {
  const told = serverVerdict(question.headers, question.trustedServer, question.from)
  if (told) return told
  const signatures = signaturesIn(question.headers)
  if (!signatures.length || signatures.length > MOST_SIGNATURES) return UNKNOWN
  const names = patient(question.resolver)
  try {
    const keys = await keysOf(signatures, names.ask)
    const { raw, lane, checkMs: timeoutMs = CHECK_MS } = question
    return await judge(question, await check(raw, keys, { lane, timeoutMs }), names.ask)
  } catch (error) {
    if (error instanceof UnreadableMail) return UNKNOWN
    throw error
  } finally {
    names.done()
  }
}

/** Asks as long as there is time for all of it; then whatever is asked has no answer. */
function patient(resolver: Resolver): { ask: Resolver; done: () => void } {
  const end = new AbortController()
  const over = sleep(NAMES_MS, undefined, { signal: end.signal }).then(() => {
    throw Object.assign(new Error('no answer in time'), { code: 'ETIMEOUT' })
  })
  over.catch(() => {})
  return { ask: (name, type) => Promise.race([resolver(name, type), over]), done: () => end.abort() }
}

/** Asked beforehand, all at once: the thread has what it needs. */
async function keysOf(signatures: string[], ask: Resolver): Promise<Map<string, Key>> {
  const keyAt = (name: string) =>
    ask(name, 'TXT').then(
      (records): Key => ({ records: records as string[][] }),
      (error): Key => ({ code: String(error?.code ?? 'ESERVFAIL') }),
    )
  return new Map(await Promise.all(keyNames(signatures).map(async (name) => [name, await keyAt(name)] as const)))
}

async function judge({ headers, from }: Question, { from: proven, fromFields, found }: Signatures, resolver: Resolver) {
  const { evaluateDmarc } = await import('mailauth/lib/dmarc/index.js')
  const passed = found.filter(({ result }) => result === 'pass')
  const asked = { headerFrom: proven, fromFields, dkimDomains: passed.map(({ domain }) => ({ domain })), resolver }
  const { response, dkimAligned } = await evaluateDmarc(asked)
  const dmarc = response ? response.status.result : 'none'
  const aligned = found.filter(({ domain, aligned }) => dkimAligned?.has(domain.toLowerCase()) ?? aligned)
  const vouched = aligned.some((signature) => vouches(signature, headers)) && readAlike(headers, from, proven)
  // A failure says something only where the domain asks to be taken at its word, and the keys could be asked for.
  const strict = response && response.policy !== 'none' && !found.some(({ result }) => result === 'temperror')
  const result = vouched ? 'pass' : dmarc === 'fail' && strict ? 'fail' : 'none'
  return { result, by: 'desk', said: { dmarc, dkim: (passed[0] ?? found[0])?.result ?? 'none' } } satisfies Verdict
}
