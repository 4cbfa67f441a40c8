import { setTimeout as sleep } from 'node:timers/promises'
import type { Resolver } from '../../platform/names.ts'
import { type Header, readAlike, serverVerdict, UNKNOWN, type Verdict } from './authentication.rules.ts'

/** What the server that took the mail over the wire knows of it; nothing, where it was fetched or handed over. */
export type Connection = { ip: string; helo: string; sender: string }
export type Question = {
  raw: Buffer
  headers: Header[]
  from: string
  trustedServer: string | null
  connection: Connection | null
  resolver: Resolver
}

const PATIENCE_MS = 4000

/**
 * Whether a mail is truly from whom it names (issue 4.4). The mailbox's own server is believed; without its word SPF, DKIM and DMARC are
 * worked out here, within a few seconds: a name service that does not answer holds no mail up, it leaves it unverified. What carries
 * neither a signature nor a connection has nothing that could be looked up.
 */
export async function authenticate(question: Question): Promise<Verdict> {
  const told = serverVerdict(question.headers, question.trustedServer, question.from)
  if (told) return told
  const signed = question.headers.some(({ name }) => name.toLowerCase() === 'dkim-signature')
  if (!signed && !question.connection) return UNKNOWN
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

async function workOut({ raw, headers, from, connection, resolver }: Question): Promise<Verdict> {
  const mailauth = await import('mailauth')
  const found = await mailauth.authenticate(raw, {
    ...connection,
    ...{ resolver, mta: 'ventanilla', disableArc: true, disableBimi: true, rejectRsaSha1: true },
  })
  const dkim = found.dkim?.results ?? []
  const dmarc = found.dmarc ? found.dmarc.status.result : 'none'
  const said = {
    dmarc,
    dkim: dkim.find(({ status }) => status.result === 'pass')?.status.result ?? dkim[0]?.status.result ?? 'none',
    spf: found.spf ? found.spf.status.result : 'none',
  }
  const signedByAuthor = dkim.some(({ status }) => status.result === 'pass' && status.aligned)
  const vouched = (dmarc === 'pass' || signedByAuthor) && readAlike(headers, from, found.dkim?.headerFrom ?? [])
  // Without a connection SPF is not known: then a failure says something only where the domain asks to be taken at its word.
  const strict = connection !== null || (found.dmarc && found.dmarc.policy !== 'none')
  const failed = (dmarc === 'fail' && strict) || said.spf === 'fail'
  return { result: vouched ? 'pass' : failed ? 'fail' : 'none', by: 'desk', said }
}
