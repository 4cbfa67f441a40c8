import { isOwn } from '../../conversations/addresses.rules.ts'
import { readsLikeAddress } from '../../platform/addresses.ts'
import type { MailAddress, ParsedMail } from '../parsing/parsed-mail.ts'
import { UNKNOWN, type Verdict } from './authentication.rules.ts'
import { tracesOf } from './threading.rules.ts'

/**
 * Who wrote. A form of our own website writes in the name of our mailbox and puts the person into Reply-To: then it is that person.
 * Null where nobody can be answered.
 */
export function senderOf(
  mail: Pick<ParsedMail, 'from' | 'sender' | 'replyTo'>,
  ownAddresses: readonly string[],
): { name: string | null; address: string } | null {
  const usable = (each: MailAddress | null) => each !== null && /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(each.address)
  const foreign = (each: MailAddress) => !isOwn(each.address, ownAddresses)
  const candidates = [mail.from, ...mail.replyTo, mail.sender].filter((each) => each !== null).filter(usable)
  const found = candidates.find(foreign)
  return found ? { name: found.name, address: found.address.toLowerCase() } : null
}

/**
 * A shop's form comes through a carrier of mail, in the shop's name, with its person in Reply-To: then nobody but that person wrote. An
 * answer's Reply-To only says where its writer wants the next one; null where the mail is no such form.
 */
export function formOf(mail: ParsedMail, ownAddresses: readonly string[]) {
  if (mail.silence !== 'bulk' || mail.sign !== 'carrier') return null
  const { tokens, answered } = tracesOf(mail, ownAddresses)
  const person = senderOf({ from: null, sender: null, replyTo: mail.replyTo }, ownAddresses)
  return !tokens.length && !answered.length && person ? { from: person, sender: null, replyTo: [] } : null
}

/**
 * What was found out is about From. Whoever speaks through a form of ours only typed an address into it: of them nothing is known; and
 * nothing better than of our mailbox, where the form itself may be made up.
 */
export const verdictOn = (sender: { address: string } | null, from: MailAddress | null, found: Verdict): Verdict =>
  sender && sender.address !== from?.address.toLowerCase() && found.result !== 'fail' ? UNKNOWN : found

/** What to call somebody of whom there is only a mail: by the name they give, else by their address. */
export function nameOf({ name, address }: { name: string | null; address: string }): string {
  const given = (name ?? '').replace(/["<>]/g, ' ').replace(/\s+/g, ' ').trim()
  return (given && !readsLikeAddress(given) ? given : address).slice(0, 200)
}
