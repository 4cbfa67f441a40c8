import { domainToASCII, domainToUnicode } from 'node:url'

/** The spelling by which addresses are kept and compared: small letters, the domain in ASCII, as the envelope says it. */
export const oneSpelling = (address: string): string => asciiDomain(address.trim().normalize('NFC').toLowerCase())

/** All the spellings of an address that may have been kept: before `oneSpelling` was, a domain stood as it came. */
export function spellings(address: string): string[] {
  const one = oneSpelling(address)
  const [local, domain] = parted(one)
  const shown = domain.includes('xn--') ? local + domainToUnicode(domain) : one
  return oneSpelling(shown) === one ? [...new Set([one, shown])] : [one]
}

/** The mailbox that an answer's address belongs to: the sign of the answer stands behind a plus. */
export const withoutTag = (address: string): string => address.replace(/\+[^@]*@/, '@')

/**
 * With its domain in ASCII. Only one that is written as it is shown: letters that merely become those of another domain, as wide ones do,
 * make nobody of that domain; whoever vouches for senders saw other letters.
 */
export function asciiDomain(address: string): string {
  const [local, domain] = parted(address)
  if (!local || !/[^\p{ASCII}]/u.test(domain)) return address
  const ascii = domainToASCII(domain)
  return ascii && domainToUnicode(ascii) === domain ? local + ascii : address
}

/**
 * S10, E4: who somebody is called. A name that reads like an address would pass for the one they write from: it is nobody's name, and the
 * address they truly wrote from stands alone. Everything that shows a name beside an address, or sends one on, asks here.
 */
export const called = <Of extends Named>(who: Of): Of =>
  who.address !== null && who.name !== null && readsLikeAddress(who.name) ? { ...who, name: null } : who

export type Named = { name: string | null; address: string | null }

/** Letters that are not seen part nothing, and a wide @ is one; nor do blanks around it, where what follows is a domain. */
export const readsLikeAddress = (name: string): boolean =>
  /[^\s@]@[^\s@]|@\s*[\p{L}\p{N}-]+\s*[.。]\s*\p{L}{2}/u.test(name.replace(/\p{C}+/gu, '').normalize('NFKC'))

function parted(address: string): [string, string] {
  const at = address.lastIndexOf('@') + 1
  return [address.slice(0, at), address.slice(at)]
}
