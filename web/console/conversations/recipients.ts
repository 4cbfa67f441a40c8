import { addressIn, type MailFields, quotedName } from './mail-draft.ts'

/** S10: the recipients in what was typed or pasted; commas, semicolons and new lines part them, but not within a name in quotes. */
export function recipientsIn(text: string): string[] {
  const found: string[] = []
  let stranded: string[] = []
  for (const piece of pieces(text).flatMap(apart)) {
    const named = /^([^<>@]*)<([^<>]+)>$/.exec(piece)
    if (named && stranded.length) {
      // “Pérez, Ana <ana@…>” without quotes: what stands before the comma belongs to the name.
      found.push(`${quotedName([...stranded, named[1]!.trim()].join(', '))} <${named[2]}>`)
      stranded = []
    } else if (/[@<>"]/.test(piece)) {
      found.push(...stranded, bare(piece))
      stranded = []
    } else stranded.push(piece)
  }
  return [...found, ...stranded]
}

/** Those there are, and those in what was typed: nobody twice. */
export function withRecipients(list: string[], typed: string): string[] {
  const all = [...list, ...recipientsIn(typed)]
  return all.filter((one, at) => all.findIndex((other) => addressIn(other) === addressIn(one)) === at)
}

/** Whether what is typed is finished: an address, and what parts it from the next. */
export const isFinished = (typed: string) => /[,;\n]\s*$/.test(typed) && pieces(typed).every((one) => one.includes('@'))

/** Good enough to say so at once, and to ask nobody to send it; what the desk would take passes. */
export function isAddress(typed: string) {
  const address = addressIn(typed).normalize('NFC')
  const name = typed.replace(/<[^<>]*>\s*$/, '').replace(/^\s*"(?:[^"\\]|\\.)*"\s*$/, '')
  return (
    /^[^\s@<>()[\],;:"\\]{1,252}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u.test(
      address,
    ) && !/[<>]/.test(name)
  )
}

/** Whether the mail names nobody it cannot go to. */
export const isAddressed = ({ to, cc, bcc }: Pick<MailFields, 'to' | 'cc' | 'bcc'>) =>
  [to, cc, bcc].flat().every(isAddress)

/** At separators outside quotes and brackets; a quote that is never closed is none. */
const pieces = (text: string) =>
  (text.match(/(?:"(?:[^"\\\n]|\\.)*"|<[^<>\n]*>|[^,;\n\r])+/g) ?? []).map((one) => one.trim()).filter(Boolean)

/** Bare addresses with nothing but spaces between them. */
const apart = (piece: string) => {
  const words = piece.split(/\s+/)
  return words.length > 1 && !/[<"]/.test(piece) && words.every((word) => word.includes('@')) ? words : [piece]
}

const bare = (piece: string) => piece.replace(/^<?(?:mailto:)?([^<>\s]+)>?$/i, '$1')
