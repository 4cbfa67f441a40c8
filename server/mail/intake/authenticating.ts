import { setTimeout as sleep } from 'node:timers/promises'
import type { Resolver } from '../../platform/names.ts'
import { type Header, readAlike, serverVerdict, UNKNOWN, type Verdict } from './authentication.rules.ts'

export type Question = {
  raw: Buffer
  headers: Header[]
  from: string
  trustedServer: string | null
  resolver: Resolver
}

const PATIENCE_MS = 4000

/**
 * Whether a mail is truly from whom it names (issue 4.4). The mailbox's own server is believed; without its word DKIM and DMARC are
 * worked out here, within a few seconds: a name service that does not answer holds no mail up, it leaves it unverified. What carries
 * no signature has nothing that could be looked up.
 */
export async function authenticate(question: Question): Promise<Verdict> {
  const told = serverVerdict(question.headers, question.trustedServer, question.from)
  if (told) return told
  const signed = question.headers.some(({ name }) => name.toLowerCase() === 'dkim-signature')
  if (!signed) return UNKNOWN
  const patience = new AbortController()
  const late = sleep(PATIENCE_MS, UNKNOWN, { signal: patience.signal }).catch(() => UNKNOWN)
  try {
    return await Promise.race([workOut(question), late])
  } catch {
    return UNKNOWN
  } finally {
    patience.abort()
  }
}

async function workOut({ raw, headers, from, resolver }: Question): Promise<Verdict> {
  const mailauth = await import('mailauth')
  const found = await mailauth.authenticate(raw, {
    resolver,
    mta: 'ventanilla',
    disableArc: true,
    disableBimi: true,
    rejectRsaSha1: true,
  })
  const dkim = found.dkim?.results ?? []
  const dmarc = found.dmarc ? found.dmarc.status.result : 'none'
  const said = {
    dmarc,
    dkim: dkim.find(({ status }) => status.result === 'pass')?.status.result ?? dkim[0]?.status.result ?? 'none',
  }
  const signedByAuthor = dkim.some(({ status }) => status.result === 'pass' && status.aligned)
  const vouched = (dmarc === 'pass' || signedByAuthor) && readAlike(headers, from, found.dkim?.headerFrom ?? [])
  // SPF is not known here: a failure says something only where the domain asks to be taken at its word.
  const failed = dmarc === 'fail' && found.dmarc && found.dmarc.policy !== 'none'
  return { result: vouched ? 'pass' : failed ? 'fail' : 'none', by: 'desk', said }
}
