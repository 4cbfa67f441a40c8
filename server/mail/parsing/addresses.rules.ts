import addressparser from 'nodemailer/lib/addressparser'
import { decodeWords } from './headers.rules.ts'
import type { MailAddress } from './parsed-mail.ts'
import { oneLine } from './storable.rules.ts'

const MOST = 500
const MOST_COMMENTS = 100

/** The addresses of a field, groups taken apart. Names are decoded afterwards: an encoded name can smuggle in no address. */
export function readAddresses(values: string[]): MailAddress[] {
  const entries = values.flatMap((value) => addressparser(calm(value.slice(0, 64 * 1024)), { flatten: true }))
  const found: MailAddress[] = []
  let stranded = ''
  for (const { name, address } of entries) {
    const whole = addressOf(address) ?? addressOf(name)
    if (whole === null) {
      stranded = [stranded, name || address].filter(Boolean).join(', ')
      continue
    }
    // “Pérez, Juan <juan@…>” without quotes: what stands before the comma belongs to the name.
    const said = [stranded, name === address ? '' : name].filter(Boolean).join(', ')
    const words = oneLine(decodeWords(said), 200).replace(/^["']+(.*?)["']+$/, '$1')
    found.push({ name: words && words.toLowerCase() !== whole.toLowerCase() ? words : null, address: whole })
    stranded = ''
  }
  return found.slice(0, MOST)
}

/** Without what the parser would stumble over: brackets that are doubled, of the wrong kind, around mere words or never closed. */
const calm = (value: string) =>
  withCommas(withoutNests(withHiddenSigns(value)))
    .replace(/<{2,}/g, '<')
    .replace(/>{2,}/g, '>')
    .replace(/\[([^\s[\]<>@]{1,200}@[^\s[\]<>]{1,200})\]/g, '<$1>')
    .replace(/<([^<>@]{1,200})>/g, ' $1 ')
    // What a gateway wrote behind a named address is no name.
    .replace(/([^\s,;<>] ?<[^<>\s]{1,200}@[^<>\s]{1,200}>)[^@,;<>"()]{1,200}(?=$|[,;])/g, '$1')
    // A colon in a name is no group.
    .replace(/^([^"<>@,;:]{1,100}:[^"<>@,;:]{1,100})(<[^<>]{1,400}>)\s*$/, '"$1" $2')
    .replace(/(<[^<>\s]{1,200}@[^<>\s]{1,200})\s*$/, '$1>')

/** Mere addresses, parted by blanks as a person might. */
const withCommas = (value: string) => (BARE_ADDRESSES.test(value) ? value.trim().replace(/[\s,;]+/g, ', ') : value)
const BARE_ADDRESSES =
  /^\s*[^\s,;<>"()@]{1,200}@[^\s,;<>"()@]{1,200}(?:[\s,;]+[^\s,;<>"()@]{1,200}@[^\s,;<>"()@]{1,200}){1,500}\s*$/

/** Signs of addresses inside an encoded word must wait until it is decoded. */
const withHiddenSigns = (value: string) =>
  value.replace(/=\?[^?\s]{1,60}\?q\?[^?\s]{1,400}\?=/gi, (word) =>
    word.replace(/[:;,<>()@"[\]\\]/g, (sign) => `=${sign.charCodeAt(0).toString(16)}`),
  )

/** Comments within comments cost the parser the square of their number; nobody writes so many. */
const withoutNests = (value: string) =>
  value.split('(', MOST_COMMENTS + 1).length > MOST_COMMENTS ? value.replaceAll(/[()]/g, ' ') : value

/**
 * RFC 5321, 4.5.3.1: no path is longer. Within that a server is asked to take what stands before the @ as long as it comes, be it more
 * than the 64 signs everybody must take: what forwards a mail, or asks for an answer, writes whole addresses and tokens there.
 */
const LONGEST = 254

/** An address somebody could write to, its domain in lower case; null for anything else. */
export function addressOf(text: string): string | null {
  const bare = oneLine(text, 400)
    .replace(/^(?:mailto:|smtp:|rfc822;)\s*/i, '')
    .replace(/^<|>$/g, '')
  const found =
    /^([^\s@<>(),;:"[\]\\]{1,252}|"(?:[^"\\<>]|\\[^<>]){1,250}")@([\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,250}[\p{L}\p{N}])?)\.?$/u.exec(
      bare,
    )
  const address = found && `${found[1]}@${found[2]!.toLowerCase()}`
  return address && address.length <= LONGEST ? address : null
}

const MOST_IDS = 500

/**
 * The Message-IDs of a field, in order, each once; one that stands there alone may lack its angle brackets. Of a thread without end the last
 * count: they are the nearest.
 */
export function readMessageIds(values: string[]): string[] {
  const ids = values.flatMap((value) => {
    const found = [...decodeWords(value).matchAll(/<\s*([^<>\s]{1,900})\s*>/g)].map((id) => `<${id[1]}>`)
    return found.length ? found : (bareId(value) ?? [])
  })
  return [...new Set(ids.map((id) => oneLine(id)))].slice(-MOST_IDS)
}

function bareId(value: string): string | null {
  const found = /^[^\s<>@\p{Cc}]{1,400}@[^\s<>@\p{Cc}]{1,400}$/u.exec(value.trim())
  return found ? `<${found[0]}>` : null
}
