import { isOwn, sameAddress } from '../../conversations/addresses.rules.ts'
import { type Forwarded, forwardedIn } from '../parsing/forwards.rules.ts'
import { kindOfSubject } from '../parsing/openings.rules.ts'
import type { MailAddress } from '../parsing/parsed-mail.ts'
import type { Understood } from './understanding.ts'

type Read = Pick<Understood, 'mail' | 'sender' | 'silence' | 'verdict'>
/**
 * Whose matter somebody brings, and what of the mail says what it is about. `remarks`: what they wrote above words of the customer that they pass on;
 * null where there are none, or where the customer had the same mail, which then is our answer as it stands.
 */
export type Brought = Pick<Forwarded, 'subject' | 'text'> & { whose: MailAddress; remarks: string | null }

/** More are no customer, and a list of colleagues is none either. */
const MOST = 10

/**
 * E1: whose matter this mail would be, were an agent proven to have written it: of whom it passes on; else of those it is written to, where the desk
 * is only in copy. Who wrote must be proven: else anybody could open tickets in others' names, and speak for us.
 */
export function broughtIn(read: Read, own: readonly string[]): Brought[] | null {
  if (!mayBring(read, own)) return null
  const { mail } = read
  const forwarded = forwardedIn(mail)
  const people = forwarded ? [forwarded.from] : isOnlyCopied(mail, own) ? mail.to : []
  const whose = people.map(lowered).filter(({ address }) => !isOwn(address, own))
  const { subject, text } = forwarded ?? { subject: mail.subject.trim(), text: mail.visibleText.trim() }
  const remarks = forwarded && !isTold(mail, forwarded.from) ? forwarded.remarks : null
  return whose.length && whose.length <= MOST ? whose.map((whose) => ({ whose, subject, text, remarks })) : null
}

const isTold = ({ to, cc }: Read['mail'], { address }: MailAddress) =>
  [...to, ...cc].some((each) => sameAddress(each.address, address))

/** Before anybody is looked up. */
export const mayBring = ({ mail, sender, silence, verdict }: Read, own: readonly string[]) =>
  verdict.result === 'pass' &&
  sender !== null &&
  !silence &&
  (kindOfSubject(mail.subject) === 'forward' || isOnlyCopied(mail, own))

const isOnlyCopied = ({ to }: Read['mail'], own: readonly string[]) =>
  to.length > 0 && !to.some(({ address }) => isOwn(address, own))

const lowered = ({ name, address }: MailAddress) => ({ name, address: address.toLowerCase() })
