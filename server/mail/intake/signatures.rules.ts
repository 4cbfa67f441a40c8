import type { Header } from './authentication.rules.ts'

/** What a name service answered when asked for a key, or why it did not. */
export type Key = { records: string[][] } | { code: string }
export type Signature = {
  result: string
  domain: string
  /** Of the organization that stands in From, as far as one can tell without its policy. */
  aligned: boolean
  /** To its last byte: what follows a signed part is anybody's. */
  whole: boolean
  /** The fields of which it signs all there are. */
  covers: string[]
}
/** The signatures of a mail, and the addresses in From as whoever checked them reads it. */
export type Signatures = { from: string[]; fromFields: number; found: Signature[] }

/** People's mail carries one to four; each costs a look at all of the mail. */
export const MOST_SIGNATURES = 8
/** As many as parsing/reading.ts hands on: of those behind them nothing is known. */
const MOST_HEADERS = 300
/** Whose words they are, and where answers go: whoever carries a signed mail on can put it on top. */
const ALWAYS = ['from', 'subject', 'reply-to']
/** What ties them to a ticket. */
const TIES = ['in-reply-to', 'references']

/**
 * E1: a signature vouches for words on a ticket only where it covers what leads them there: a mail to somebody else is signed as well.
 * Who signs to whom a mail goes signs what it answers, too, unless that was added later. Microsoft 365 signs neither: there nothing can be told.
 */
export function vouches({ result, whole, covers }: Signature, headers: Header[]): boolean {
  const leading = covers.includes('to') ? [...ALWAYS, ...TIES] : ALWAYS
  const isCovered = ({ name }: Header) => !leading.includes(name.toLowerCase()) || covers.includes(name.toLowerCase())
  return result === 'pass' && whole && headers.length < MOST_HEADERS && headers.every(isCovered)
}

export const signaturesIn = (headers: Header[]): string[] =>
  headers.filter(({ name }) => name.toLowerCase() === 'dkim-signature').map(({ value }) => value)

/** Where the keys of these signatures are asked for. */
export function keyNames(signatures: string[]): string[] {
  const names = signatures.map((signature) => {
    const tags = signature.split(';').map((tag) => tag.replace(/\s+/g, ''))
    const [selector, domain] = ['s=', 'd='].map((name) =>
      tags.find((tag) => tag.toLowerCase().startsWith(name))?.slice(2),
    )
    return selector && domain ? [`${selector}._domainkey.${domain}`.toLowerCase()] : []
  })
  return [...new Set(names.flat())]
}
