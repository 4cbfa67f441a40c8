import { oneSpelling } from '../platform/addresses.ts'
import { bareSubject } from '../tickets/subject.rules.ts'
import { distinct, isOwn, nameFrom, oneLine, type Recipient, recipientFrom } from './addresses.rules.ts'

/** A mail on the ticket, as far as answering it goes. */
export type Answered = {
  direction: 'in' | 'out'
  from: { name: string | null; address: string | null } | null
  /** Where its writer asked answers to go. */
  replyTo: string[]
  to: { name: string | null; address: string | null }[]
  cc: { name: string | null; address: string | null }[]
}

/**
 * S10: who is proposed for an answer: whoever wrote, or whom their mail says to answer to; for all, everybody else who received it as
 * well. Never ourselves. About anything that was no mail, the ticket's contact.
 */
export function answerTo(
  mode: 'reply' | 'reply_all',
  mail: Answered | null,
  contact: Recipient | null,
  own: readonly string[],
): { to: Recipient[]; cc: Recipient[] } {
  const others = (list: (Recipient | null)[]) =>
    distinct(list.filter((each): each is Recipient => each !== null && !isOwn(each.address, own)))
  const asked = mail ? others(mail.direction === 'out' ? readable(mail.to) : writerOf(mail)) : []
  const to = asked.length ? asked : others([contact])
  if (mode === 'reply' || !mail) return { to, cc: [] }
  const rest = others([...(mail.direction === 'in' ? readable(mail.to) : []), ...readable(mail.cc)])
  return {
    to,
    cc: distinct(
      rest,
      to.map(({ address }) => address),
    ),
  }
}

/** As many as one mail may have. */
export const MOST_RECIPIENTS = 100

/** S10: what can be sent is proposed, and no more: whoever wrote first, then whom they wrote to. `leftOut`: how many of the known are not. */
export function withinLimit({ to, cc }: { to: Recipient[]; cc: Recipient[] }) {
  const first = to.slice(0, MOST_RECIPIENTS)
  const copied = cc.slice(0, MOST_RECIPIENTS - first.length)
  return { to: first, cc: copied, leftOut: to.length + cc.length - first.length - copied.length }
}

/**
 * A mail to somebody else must not carry the customer's history: words are quoted only to those who wrote or received them, and what
 * the customer said by another way only to the customer. A forward is meant to show them.
 */
export function mayQuote(quoted: Answered, recipients: Recipient[], ofTheParty: readonly string[]): boolean {
  const knew = whoKnows(quoted, ofTheParty)
  return recipients.every(({ address }) => knew.includes(oneSpelling(address)))
}

export const whoKnows = ({ from, to, cc, replyTo }: Answered, ofTheParty: readonly string[]): string[] =>
  [...[from, ...to, ...cc].flatMap((each) => each?.address ?? []), ...replyTo, ...ofTheParty].map(oneSpelling)

/** An answer to Reply-To goes by the name the writer signed with, where there is but one. */
function writerOf({ from, replyTo }: Answered): (Recipient | null)[] {
  if (!replyTo.length) return readable([from])
  return replyTo.map((each) => {
    const read = recipientFrom(each)
    return read && { ...read, name: read.name ?? (replyTo.length === 1 ? nameFrom(from?.name ?? null) : null) }
  })
}

const readable = (list: ({ name: string | null; address: string | null } | null)[]) =>
  list.map((each) => (each?.address ? recipientFrom({ name: nameFrom(each.name), address: each.address }) : null))

/**
 * The subject of a mail of the ticket: one line, answered or passed on in the reader's language, with the ticket's number, and neither an
 * earlier one's nor that of one merged into it. What has none goes by the ticket's own, as its confirmation does.
 */
export function mailSubject(
  mode: 'reply' | 'reply_all' | 'forward' | 'new',
  { subject, title, number, merged }: { subject: string | null; title: string; number: number; merged: number[] },
  language: 'es' | 'en' | 'pt',
): string {
  const [said, known] = [subject ?? '', title].map((each) => bareSubject(oneLine(each), number, merged))
  const bare = said || known || `#${number}`
  const head = mode === 'forward' ? { es: 'RV: ', en: 'Fwd: ', pt: 'Enc: ' }[language] : mode === 'new' ? '' : 'Re: '
  const tag = new RegExp(`#${number}(?!\\d)`).test(bare) ? '' : ` [#${number}]`
  // What is cut off may have left a joiner with nothing to join.
  return oneLine(`${head}${bare.slice(0, 400).toWellFormed()}${tag}`)
}
