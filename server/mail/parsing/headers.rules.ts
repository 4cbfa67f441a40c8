import { decode } from './charsets.rules.ts'
import { undoBase64, undoQuotedPrintable } from './transfer.rules.ts'

/** A header field as it stands: unfolded, its words still encoded. */
export type Header = { name: string; value: string }
export type Headers = Header[]

/** Of those a person wrote, and as many again of the stamps servers leave, so that none crowds out the sender. */
const MAX_HEADERS = 1000
const STAMP = /^(?:received|x-.*|arc-.*|dkim-.*|authentication-results)$/i
const MAX_VALUE = 64 * 1024
const KNOWN =
  /^(?:from|to|cc|subject|date|message-id|in-reply-to|references|reply-to|return-path|received|mime-version|content-[a-z-]+|x-[a-z0-9-]+|dkim-signature|auto-submitted|precedence|list-[a-z-]+|thread-[a-z]+)\s*:/i

type Head = { headers: Headers; bodyAt: number }

/** Reads the fields of a mail, or of a part of one. `bodyAt`: where its body begins. */
export function readHeaders(raw: Buffer, start: number, end: number, part = false): Head {
  const headers: Headers = []
  const begin = part ? beginOfPart(raw, start, end) : { fieldsAt: start }
  if ('bodyAt' in begin) return { headers, bodyAt: begin.bodyAt }
  const room = { stamps: MAX_HEADERS, others: MAX_HEADERS }
  let last: Header | null = null
  let at = begin.fieldsAt
  while (at < end) {
    const { line, next } = lineAt(raw, at, end)
    const text = decode(line, null)
    if (text === '' || /^[\t ]+$/.test(text)) {
      const goesOn = text !== '' && goesOnBehindBlank(raw, next, end, headers)
      if (!goesOn && (headers.length > 0 || text !== '')) return { headers, bodyAt: next }
    } else if (/^[\t ]/.test(text)) {
      if (last && last.value.length < MAX_VALUE) last.value += ` ${text.trim()}`
    } else {
      const field = /^([!-9;-~]{1,100})[\t ]*:(.*)$/s.exec(text)
      if (field) {
        last = { name: field[1]!, value: field[2]!.trim().slice(0, MAX_VALUE) }
        if (room[STAMP.test(last.name) ? 'stamps' : 'others']-- > 0) headers.push(last)
      } else if (!/^>?From /.test(text)) {
        if (!endsAddress(last, text) && !headersGoOn(raw, next, end)) return { headers, bodyAt: at }
        if (last) last.value = `${last.value} ${text.trim()}`.slice(0, MAX_VALUE)
      }
    }
    at = next
  }
  return { headers, bodyAt: end }
}

/** Where the fields of a part begin, or its body if it has none: a part may begin with the empty line, or its words. */
function beginOfPart(raw: Buffer, start: number, end: number): { fieldsAt: number } | { bodyAt: number } {
  const first = lineAt(raw, start, end)
  if (/^[\t ]/.test(first.line.toString('latin1', 0, 1))) return { bodyAt: start }
  if (first.line.length > 0) return { fieldsAt: start }
  let at = first.next
  while (at < end && (raw[at] === 0x0a || raw[at] === 0x0d)) at++
  return /^(?:content-[a-z-]+|mime-version)[\t ]*:/i.test(raw.toString('latin1', at, Math.min(at + 60, end)))
    ? { fieldsAt: at }
    : { bodyAt: first.next }
}

/** A line without a colon: a field that was broken by hand when fields follow, else the body began without its empty line. */
function headersGoOn(raw: Buffer, from: number, end: number): boolean {
  let at = from
  for (let i = 0; i < 20 && at < end; i++) {
    const { line, next } = lineAt(raw, at, end)
    if (line.length === 0) return false
    if (KNOWN.test(line.toString('latin1'))) return true
    at = next
  }
  return false
}

/**
 * A line of blanks ends the fields for most, and is the empty entry of a list for who folds lists so: what goes on behind it is folded, too,
 * or a field that is still lacking. What a body begins with may look like fields, as a forwarded mail does, and those were told above.
 */
function goesOnBehindBlank(raw: Buffer, from: number, end: number, headers: Headers): boolean {
  const next = lineAt(raw, from, end).line.toString('latin1')
  if (/^[\t ]+\S/.test(next)) return headersGoOn(raw, from, end)
  const name = KNOWN.test(next) ? next.slice(0, next.indexOf(':')).trim() : null
  return name !== null && headers.length > 0 && headerOf(headers, name.toLowerCase()) === null
}

/** The rest of an address that was broken within its brackets. */
const endsAddress = (last: Header | null, text: string) =>
  last !== null && /<[^<>\s]{1,200}$/.test(last.value) && /^[^<>\s]{1,200}>/.test(text)

function lineAt(raw: Buffer, at: number, end: number): { line: Buffer; next: number } {
  let stop = at
  while (stop < end && raw[stop] !== 0x0a && raw[stop] !== 0x0d) stop++
  const next = raw[stop] === 0x0d && raw[stop + 1] === 0x0a ? stop + 2 : stop + 1
  return { line: raw.subarray(at, stop), next: Math.min(next, end) }
}

export const headerOf = (headers: Headers, name: string): string | null =>
  headers.find((header) => header.name.toLowerCase() === name)?.value ?? null

export const headersOf = (headers: Headers, name: string): string[] =>
  headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value)

const WORD = /=\?([^?\s]{1,60})\?([bq])\?(.*?)\?=(?=$|[\s,;:()<>"'[\].]|=\?)/gi

type Run = { charset: string; words: { encoding: string; text: string }[] }

/** Encoded words (RFC 2047) as text; neighbours are joined before decoding, for programs split them inside characters. */
export function decodeWords(value: string, again = true): string {
  if (!value.includes('=?')) return value
  const closed = value.replace(/(=\?[^?\s]+\?[bq]\?[^?]*)$/i, '$1?=').replace(/\?==\?/g, '?= =?')
  let out = ''
  let at = 0
  let run: Run | null = null
  for (const word of closed.matchAll(WORD)) {
    const between = closed.slice(at, word.index)
    const charset = word[1]!.toLowerCase()
    const joined: boolean = run !== null && /^\s*$/.test(between)
    if (run === null || !joined || run.charset !== charset) {
      out += run ? decodeRun(run) : ''
      out += joined ? '' : between
      run = { charset, words: [] }
    }
    run.words.push({ encoding: word[2]!.toLowerCase(), text: word[3]! })
    at = word.index + word[0].length
  }
  const said = out + (run ? decodeRun(run) : '') + closed.slice(at)
  // Some programs encode what is encoded already.
  return again && at > 0 && said.includes('=?') ? decodeWords(said, false) : said
}

function decodeRun({ charset, words }: Run): string {
  const bytes: Buffer[] = []
  let begun = ''
  for (const { encoding, text } of words) {
    const packed = encoding === 'b' ? begun + text.replace(/\s/g, '') : ''
    begun = isCutOff(packed) ? packed : ''
    if (encoding !== 'b') bytes.push(undoQuotedPrintable(Buffer.from(text.replace(/_/g, ' '), 'utf8')))
    else if (!begun) bytes.push(undoBase64(Buffer.from(packed, 'latin1')))
  }
  return decode(Buffer.concat([...bytes, undoBase64(Buffer.from(begun, 'latin1'))]), charset)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 that ends inside a group, with bits left over that belong to the next word. */
function isCutOff(packed: string): boolean {
  const left = packed.length % 4
  const unused = { 1: 63, 2: 15, 3: 3 }[left]
  return (
    unused !== undefined && !packed.includes('=') && (left === 1 || (ALPHABET.indexOf(packed.at(-1)!) & unused) !== 0)
  )
}

export type Parameters = { value: string; params: Record<string, string> }

/** `text/plain; charset=…; name*0*=…`: the value and its parameters, RFC 2231 and its many misreadings included. */
export function readParameters(header: string | null): Parameters {
  const pieces = splitOutsideQuotes(header ?? '')
  // What a script glued behind a type is none of it.
  const value = unquoted(pieces.shift() ?? '')
    .toLowerCase()
    .replace(/^([\w.+-]+\/[\w.+-]+)\s.*$/s, '$1')
  // Without a prototype: a parameter may be called __proto__.
  const params: Record<string, string> = Object.create(null)
  const continued = new Map<string, { index: number; encoded: boolean; text: string }[]>()
  for (const piece of pieces) {
    const found = /^\s*([^=\s*]+)(?:\*(\d+))?(\*)?\s*=\s*(.*)$/s.exec(piece)
    if (!found) continue
    const [, name, index, star, text] = found
    const key = name!.toLowerCase()
    if (index === undefined && star === undefined) params[key] ??= decodeWords(unquoted(text!))
    else {
      const run = { index: Number(index ?? 0), encoded: star !== undefined, text: unquoted(text!) }
      continued.set(key, [...(continued.get(key) ?? []), run].slice(0, 500))
    }
  }
  for (const [key, runs] of continued) params[key] = joined(runs)
  return { value, params }
}

function splitOutsideQuotes(header: string): string[] {
  const pieces = ['']
  let quoted = false
  for (let i = 0; i < header.length; i++) {
    const char = header[i]!
    if (quoted && char === '\\' && /["\\]/.test(header[i + 1] ?? '')) pieces[pieces.length - 1] += char + header[++i]
    else if (char === ';' && !quoted) pieces.push('')
    else {
      if (char === '"') quoted = !quoted
      pieces[pieces.length - 1] += char
    }
  }
  // A quote that was never closed must not swallow the parameters behind it.
  return quoted && /".*;\s*[a-z]+=/.test(pieces.at(-1)!) ? header.replace(/"/g, '').split(';') : pieces
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"'))
    return trimmed.replace(/^'(.*)'$/, (_, inner) => (trimmed.includes("''") ? trimmed : inner))
  return trimmed
    .replace(/^"/, '')
    .replace(/"[^"]*$/, '')
    .replace(/\\(["\\])/g, '$1')
}

function joined(runs: { index: number; encoded: boolean; text: string }[]): string {
  const ordered = runs.sort((a, b) => a.index - b.index)
  const declared = ordered[0]!.encoded ? /^([^']*)'[^']*'(.*)$/s.exec(ordered[0]!.text) : null
  const texts = ordered.map(({ text }, i) => (i === 0 && declared ? declared[2]! : text))
  if (!ordered.some(({ encoded }) => encoded)) return decodeWords(texts.join(''))
  const bytes = texts.map((text, i) => (ordered[i]!.encoded ? unpercent(text) : Buffer.from(text, 'utf8')))
  return decode(Buffer.concat(bytes), declared?.[1] ?? null)
}

const unpercent = (text: string) =>
  Buffer.concat(
    text
      .split(/(%[0-9a-f]{2})/i)
      .map((run) => (/^%[0-9a-f]{2}$/i.test(run) ? Buffer.from(run.slice(1), 'hex') : Buffer.from(run, 'utf8'))),
  )
