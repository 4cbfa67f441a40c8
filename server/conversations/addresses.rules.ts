import { oneSpelling, readsLikeAddress, withoutTag } from '../platform/addresses.ts'

/** One recipient, as it is stored, shown and used. */
export type Recipient = { name: string | null; address: string }

/**
 * S10: reads an address as people type it, `ana@example.com` or `Ana Díaz <ana@example.com>`, or in its parts. Null is no address: more
 * than one, a line break or another invisible character anywhere, quoted local parts, domains that are none. Domains become lower case
 * ASCII, so that what is shown is what the envelope says.
 */
export function recipientFrom(typed: string | { name: string | null; address: string }): Recipient | null {
  const { name, address } = typeof typed === 'string' ? taken(typed) : typed
  if (INVISIBLE.test(name ?? '') || INVISIBLE.test(address)) return null
  const exact = addressFrom(address)
  return exact === null ? null : { name: nameFrom(name), address: exact }
}

/**
 * RFC 5321, 4.5.3.1: the longest path there is. What stands before the @ may take more of it than the 64 signs that every server must bear:
 * whoever wrote to us from such an address is answered there.
 */
const LONGEST = 254

/** The address alone, or null. */
export function addressFrom(text: string): string | null {
  const [, local, domain] = /^([^@]+)@([^@]+)$/.exec(text.trim().normalize('NFC')) ?? []
  if (!local || !domain || !LOCAL.test(local)) return null
  const host = hostFrom(domain)
  const length = new TextEncoder().encode(local).length + 1 + (host?.length ?? 0)
  return host !== null && length <= LONGEST ? `${local}@${host}` : null
}

/** Two spellings of one mailbox: upper case makes no difference in practice, nor do a domain's accents in ASCII. */
export const sameAddress = (a: string, b: string) => oneSpelling(a) === oneSpelling(b)

/** A name as a stranger sent it, fit to be shown and sent on: none where it would pass for an address. */
export function nameFrom(name: string | null): string | null {
  if (name === null || readsLikeAddress(name)) return null
  return oneLine(name.replace(/\p{C}/gu, ' ')).slice(0, 120).toWellFormed().trim() || null
}

const LETTER = String.raw`[^\p{ASCII}\p{C}\p{Z}]`

/**
 * What nobody sees in a text, directions of writing among it. Two signs join letters that stand beside them, as in 👩‍💻 or in Persian: there they
 * are part of what is seen. In ASCII they join nothing, and would only part a number or an ending from what it is read as.
 */
export const UNSEEN = new RegExp(String.raw`(?!(?<=${LETTER})[\u200c\u200d](?=${LETTER}))\p{C}`, 'gu')

/** What stands in a header: one line, and nothing coded that mail programs would read as something else than it shows. */
export const oneLine = (text: string) =>
  text
    .replace(UNSEEN, ' ')
    .replace(/[\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim()

/** Whether a text is one line as it stands, and shows all that is in it. */
export const isOneLine = (text: string): boolean => text.search(UNSEEN) < 0 && !/[\p{Zl}\p{Zp}]/u.test(text)

/** In order, each once, the first spelling of it. */
export function distinct<T extends { address: string }>(recipients: T[], without: readonly string[] = []): T[] {
  const known = new Set(without.map(oneSpelling))
  return recipients.filter(({ address }) => {
    const key = oneSpelling(address)
    return !known.has(key) && known.add(key)
  })
}

/** Whether an address is one of the desk's own, with or without the +token of an answer. */
export const isOwn = (address: string, own: readonly string[]) =>
  own.some((mailbox) => sameAddress(withoutTag(address), mailbox) || sameAddress(address, mailbox))

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/

function taken(typed: string): { name: string | null; address: string } {
  const [, name, address] = /^\s*("(?:[^"\\]|\\.)*"|[^<>"]*?)\s*<([^<>]*)>\s*$/s.exec(typed) ?? []
  if (address === undefined) return { name: null, address: typed }
  return { name: name!.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1'), address }
}

function hostFrom(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null
  try {
    const { hostname } = new URL(`http://${domain}`)
    return HOST.test(hostname) ? hostname : null
  } catch {
    return null
  }
}
