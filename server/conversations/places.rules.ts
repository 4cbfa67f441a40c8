import { parse } from 'tldts'

/** What reads like a dot, a slash, a colon or an at sign, and what no eye sees at all. */
const LOOKS_LIKE: [string, RegExp][] = [
  ['', /\p{Default_Ignorable_Code_Point}+/gu],
  ['.', /[\u3002\uff0e\uff61\u2024\ufe52\ua4f8]/g],
  ['/', /[\u2044\u2215\u29f8\u2571\uff0f]/g],
  [':', /[\uff1a\u2236\ufe55\ua789]/g],
  ['@', /[\uff20\ufe6b]/g],
]

/** Words as whoever reads them takes them. */
export const asRead = (words: string) =>
  /[^\0-\x7f]/.test(words) ? LOOKS_LIKE.reduce((read, [as, looks]) => read.replace(looks, as), words) : words

/** A place of the web: as it was written, the host as the browser will write it, and the domain somebody registered under a known ending. */
export type Place = { name: string; host: string; domain: string | null; listed: boolean }
/** How many names may still be looked up: each costs some microseconds. */
export type Patience = { left: number }

/**
 * The places of the web that words name; a file, an abbreviation or an address of mail is none, nor what stands in the path of another.
 * Null where patience is at its end, and more could be one.
 */
export function* placesIn(words: string, patience: Patience): Generator<Place | null> {
  for (const [word] of words.matchAll(/\S+/g)) {
    if (!word.includes('.')) continue
    const scheme = word.indexOf('://')
    yield* among(scheme < 0 ? word : word.slice(0, scheme), patience)
    if (scheme >= 0) yield* named(hostIn(word.slice(scheme + 3)), true, patience)
  }
}

/** A place may stand amid a word, behind a bracket or a slash; what follows the slash behind it is its path. */
function* among(word: string, patience: Patience) {
  for (const part of word.split(/[/?#\\]/).filter((part) => part.includes('.'))) {
    let found = false
    for (const name of part.split(/[^\p{L}\p{M}\p{N}.@-]+|\.{2,}/u).map(trimmed))
      for (const place of named(name, /^www\./i.test(name), patience)) {
        found = true
        yield place
      }
    if (found) return
  }
}

/** Who says http or www means a place, whatever it ends in. */
function* named(name: string, surely: boolean, patience: Patience): Generator<Place | null> {
  if (name.length > LONGEST || name.includes('@') || !(surely ? name.includes('.') : COULD_BE.test(name))) return
  if (!surely && A_FILE.test(name)) return
  patience.left--
  const place = patience.left < 0 ? null : placeAt(name)
  if (!place || place.listed || surely) yield place
}

const LONGEST = 253
const COULD_BE = /\.(?:\p{L}[\p{L}\p{M}]+|xn--[a-z\d-]+)$/iu
/** Endings of files that are endings of domains as well. */
const A_FILE = /\.(?:zip|mov|md|sh)$/i

/** What is let out below one domain, as blogs are, belongs to each tenant. */
export function placeAt(name: string): Place {
  const host = hostOf(name)
  const found = parse(host, { allowPrivateDomains: true })
  const { domain, isIcann, isPrivate } = found.isPrivate && !found.domain ? parse(host) : found
  return { name, host, domain, listed: domain !== null && (isIcann || isPrivate) === true }
}

function hostOf(name: string): string {
  try {
    return new URL(`http://${name}`).hostname
  } catch {
    return name.toLowerCase()
  }
}

function hostIn(rest: string): string {
  const authority = rest.split(/[/?#\\]/, 1)[0]!
  return trimmed(/^[\p{L}\p{M}\p{N}.-]*/u.exec(authority.slice(authority.lastIndexOf('@') + 1))![0])
}

const trimmed = (name: string) => name.replace(/^[.-]+|(?<![.-])[.-]+$/g, '')
