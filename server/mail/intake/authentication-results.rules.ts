/** One result in the header Authentication-Results: `dkim=pass header.d=…`. */
export type Result = { method: string; result: string; properties: Map<string, string> }

/** Longer headers are not read to their end (parsing/reading.ts). */
const LONGEST = 3900
const QUOTED = /"(?:[^"\\]|\\.)*"/g
const PLAIN = /(?:[^"()\\]|"(?:[^"\\]|\\.)*")+/y
const PART = /((?:[^";]|"(?:[^"\\]|\\.)*")*)(?:;|$)/g
const RESULT = /^\s*([a-z][\w.-]*)(?:\s*\/\s*\d+)?\s*=\s*([a-z][\w-]*)(?=\s|$)/i
const PROPERTY = /\s+([a-z][\w-]*(?:\s*\.\s*[\w-]+)?)\s*=\s*((?:[^\s"]|"(?:[^"\\]|\\.)*")*)/iy

/** The server that says it: the first word. */
export const saidBy = (value: string) => (/^"?([^\s;()"]+)/.exec(value.trim())?.[1] ?? '').toLowerCase()

/**
 * What such a header says, result by result (RFC 8601). Null where one cannot be sure: a comment or quote without its end, a property
 * twice in one result, a word that is none, a header cut short. Addresses of whoever sent the mail stand in it, and what they quote may
 * look like results; servers copy them into comments as well, unescaped: a quote that does not end within its comment is another's.
 */
export function resultsIn(value: string): Result[] | null {
  const said = value.length > LONGEST ? null : withoutComments(value)
  if (said === null) return null
  const parts = [...said.matchAll(PART)].map(([, part]) => part!.trim()).filter((part) => part !== '')
  const results = parts.slice(1).filter((part) => part.toLowerCase() !== 'none')
  const read = results.map(readResult).filter((result) => result !== null)
  return read.length === results.length ? read : null
}

/** Of a header nobody can read for certain a failure is believed all the same, and one cut short may have ended in it. */
export const mayTellOfFailure = (value: string) =>
  value.length > LONGEST || /\b(?:dmarc|dkim|spf)\s*=\s*fail\b/i.test(value)

/** Of an address what follows the last @ outside of quotes; quoted words without one are no domain. */
export function domainIn(value: string): string {
  const bare = value.replace(QUOTED, '')
  const at = bare.lastIndexOf('@')
  return at < 0 && bare !== value ? '' : bare.slice(at + 1).toLowerCase()
}

function withoutComments(value: string): string | null {
  let out = ''
  for (let at = 0; at < value.length; ) {
    PLAIN.lastIndex = at
    const plain = PLAIN.exec(value)?.[0] ?? ''
    out += `${plain} `
    at += plain.length
    if (at === value.length) break
    const end = value[at] === '(' ? endOfComment(value, at) : null
    if (end === null) return null
    at = end
  }
  return out
}

function endOfComment(value: string, begin: number): number | null {
  let [depth, quotes] = [0, 0]
  for (let at = begin; at < value.length; at++) {
    const char = value[at]
    if (char === '\\') at++
    else if (char === '"') quotes++
    else if (char === '(') depth++
    else if (char === ')' && --depth === 0) return quotes % 2 ? null : at + 1
  }
  return null
}

function readResult(part: string): Result | null {
  const [begin, method, result] = RESULT.exec(part) ?? []
  if (begin === undefined) return null
  const properties = new Map<string, string>()
  let at = begin.length
  while (at < part.length) {
    PROPERTY.lastIndex = at
    const [all, name, value] = PROPERTY.exec(part) ?? []
    const key = name?.replace(/\s/g, '').toLowerCase()
    if (all === undefined || properties.has(key!)) return null
    properties.set(key!, value!)
    at += all.length
  }
  return { method: method!.toLowerCase(), result: result!.toLowerCase(), properties }
}
