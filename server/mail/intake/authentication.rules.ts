/** Whether a mail is truly from whom it names: `pass`, `fail`, or `none` where nothing was said either way. */
export type Verdict = { result: 'pass' | 'fail' | 'none'; by: 'server' | 'desk' | null; said: Record<string, string> }
export type Header = { name: string; value: string }

export const UNKNOWN: Verdict = { result: 'none', by: null, said: {} }

/**
 * What the mailbox's own server found out, in the first header that carries its name (RFC 8601), above the second `Received` that
 * tells whence: what stands below it travelled with the mail, and anybody may have written it. Hops within a server tell no `from`.
 * Null where that server said nothing.
 */
export function serverVerdict(headers: Header[], server: string | null, fromAddress: string): Verdict | null {
  if (!server) return null
  const hops = headers.flatMap(({ name, value }, at) =>
    /^received$/i.test(name) && /^from\s/i.test(value) ? [at] : [],
  )
  const mine = headers
    .slice(0, hops[1])
    .filter(({ name }) => name.toLowerCase() === 'authentication-results')
    .map(({ value }) => plain(value))
    .find((value) => authservId(value) === server.toLowerCase())
  return mine === undefined ? null : judge(resultsIn(mine), domainOf(fromAddress))
}

type Result = { method: string; result: string; properties: Record<string, string> }

/** DMARC where it was asked; else a DKIM signature or an SPF pass of the very domain that stands in From. */
function judge(results: Result[], domain: string): Verdict {
  const said = Object.fromEntries(results.toReversed().map(({ method, result }) => [method, result]))
  const of = (method: string) => results.filter((each) => each.method === method)
  const passes = (method: string, ...from: string[]) =>
    of(method).some(
      ({ result, properties }) =>
        result === 'pass' && from.some((name) => aligned(domainOf(properties[name] ?? ''), domain)),
    )
  const dmarc = of('dmarc').find(({ properties }) => aligned(domainOf(properties['header.from'] ?? domain), domain))
  const verdict = (result: Verdict['result']): Verdict => ({ result, by: 'server', said })
  if (dmarc?.result === 'pass') return verdict('pass')
  if (dmarc?.result === 'fail') return verdict('fail')
  if (passes('dkim', 'header.d', 'header.i') || passes('spf', 'smtp.mailfrom')) return verdict('pass')
  return verdict([...of('dkim'), ...of('spf')].some(({ result }) => result === 'fail') ? 'fail' : 'none')
}

/** The author's own domain, or one above it. One below it may be anybody's, where a domain is let out in pieces. */
const aligned = (vouching: string, author: string) =>
  vouching.includes('.') && (author === vouching || author.endsWith(`.${vouching}`))

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

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

/** Without comments, which may hold anything, nested as they like. */
function plain(value: string): string {
  let out = ''
  let depth = 0
  let quoted = false
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!
    if (char === '\\') {
      i++
      continue
    }
    if (char === '"' && !depth) quoted = !quoted
    else if (char === '(' && !quoted) depth++
    else if (char === ')' && !quoted && depth) depth--
    else if (!depth) out += quoted && char === ';' ? ' ' : char
  }
  return out
}

const authservId = (value: string) => value.split(';', 1)[0]!.trim().split(/\s+/, 1)[0]!.toLowerCase()

function resultsIn(value: string): Result[] {
  return value
    .split(';')
    .slice(1)
    .flatMap((part) => {
      const [first = '', ...rest] = part
        .trim()
        .replace(/\s*=\s*/g, '=')
        .split(/\s+/)
      const [method, result] = first.toLowerCase().split('=')
      if (!method || !result) return []
      const properties = Object.fromEntries(rest.filter((each) => each.includes('=')).map(pair))
      return [{ method: method.split('/')[0]!, result, properties }]
    })
}

const pair = (text: string): [string, string] => {
  const at = text.indexOf('=')
  return [text.slice(0, at).toLowerCase(), text.slice(at + 1)]
}
