import { domainIn, mayTellOfFailure, type Result, resultsIn, saidBy } from './authentication-results.rules.ts'

/** Whether a mail is truly from whom it names: `pass`, `fail`, or `none` where nothing was said either way. */
export type Verdict = { result: 'pass' | 'fail' | 'none'; by: 'server' | 'desk' | null; said: Record<string, string> }
export type Header = { name: string; value: string }

export const UNKNOWN: Verdict = { result: 'none', by: null, said: {} }

/**
 * What the mailbox's own server found out, in the headers that carry its name and stand together (RFC 8601; each of its filters writes
 * one), above the second `Received` that tells whence: what stands below it travelled with the mail, and anybody may have written it.
 * Hops within a server tell no `from`. Null where that server said nothing.
 */
export function serverVerdict(headers: Header[], server: string | null, fromAddress: string): Verdict | null {
  if (!server) return null
  const hops = headers.flatMap((header, at) => (isHop(header) ? [at] : []))
  const isResults = ({ name }: Header) => name.toLowerCase() === 'authentication-results'
  const isMine = (header: Header) => isResults(header) && saidBy(header.value) === server.toLowerCase()
  const trace = headers.slice(0, hops[1]).filter((header) => isHop(header) || isResults(header))
  const first = trace.findIndex(isMine)
  if (first < 0) return null
  const others = trace.findIndex((header, at) => at > first && !isMine(header))
  const mine = trace.slice(first, others < 0 ? undefined : others).map(({ value }) => value)
  return judge(mine, domainIn(fromAddress))
}

const isHop = ({ name, value }: Header) => /^received$/i.test(name) && /^from\s/i.test(value)

/**
 * DMARC where it was asked; else a DKIM signature or an SPF pass of the very domain that stands in From. Of several words on one method
 * the worst counts; a header that cannot be read for certain proves nothing, and excuses no failure.
 */
function judge(headers: string[], domain: string): Verdict {
  const unread = headers.filter((value) => resultsIn(value) === null)
  const results = headers.flatMap((value) => resultsIn(value) ?? [])
  const said = Object.fromEntries(results.toReversed().map(({ method, result }) => [method, result]))
  const of = (method: string) => results.filter((each) => each.method === method)
  const about = (method: string, domainSaid: (properties: Result['properties']) => string) =>
    of(method)
      .filter(({ properties }) => aligned(domainSaid(properties), domain))
      .map(({ result }) => result)
  const dmarc = about('dmarc', (said) => domainIn(said.get('header.from') ?? domain))
  const dkim = about('dkim', (said) => domainIn(said.get('header.d') ?? said.get('header.i') ?? ''))
  const spf = about('spf', (said) => domainIn(said.get('smtp.mailfrom') ?? ''))
  const verdict = (result: Verdict['result']): Verdict => ({ result, by: 'server', said })
  if (dmarc.includes('fail') || unread.some(mayTellOfFailure)) return verdict('fail')
  if (dmarc.length && dmarc.every((result) => result === 'pass')) return verdict('pass')
  if ([dkim, spf].some((told) => told.includes('pass') && !told.includes('fail'))) return verdict('pass')
  return verdict([...of('dkim'), ...of('spf')].some(({ result }) => result === 'fail') ? 'fail' : 'none')
}

/** The author's own domain, or one above it. One below it may be anybody's, where a domain is let out in pieces. */
const aligned = (vouching: string, author: string) =>
  vouching.includes('.') && (author === vouching || author.endsWith(`.${vouching}`))

/** RFC 5322, 3.6. */
const ONCE = ['from', 'subject', 'to', 'cc', 'message-id', 'in-reply-to', 'references']

/**
 * Whether what was proven is about the mail as we read it. Of a field that stands twice a signature covers one and we may read the
 * other; and an address that is none to us, be it the only one or beside another, leaves us with a name somebody chose.
 */
export function readAlike(headers: Header[], from: string, proven: string[]): boolean {
  const names = headers.map(({ name }) => name.toLowerCase())
  const twice = ONCE.some((name) => names.indexOf(name) !== names.lastIndexOf(name))
  return !twice && proven.length === 1 && proven[0]!.trim().toLowerCase() === from.toLowerCase()
}
