import type { Fate } from '../../../server/mail/contract.ts'
import type { Chance } from '../../big/chance.ts'
import type { Ticket } from '../beats.ts'
import type { Customer } from '../people.ts'
import { fill, greetingAt, lower } from '../words.ts'
import { enclosureFor } from './enclosures.ts'
import { absence, bounce } from './machines.ts'
import { lastOfOurs, type OurMail } from './post.ts'
import { type Letter, rawMail, type Writer } from './raw.ts'

type Placed = { ticketId: number; interactionId: number }

/** E1: the mail a ticket begins with. */
export async function writeFirst(t: Ticket): Promise<number> {
  const { words, customer, stage } = t
  const { chance } = stage
  const found = chance.often(0.4) ? enclosureFor(words.about, customer.country, chance) : null
  const body = [words.writes, found?.says].filter(Boolean).join(' ')
  const text = courteous(body, customer, chance, greetingAt(customer.zone, stage.now()))
  const { colleague } = customer
  const cc = colleague && chance.often(0.12) ? { name: colleague.name, address: colleague.email } : undefined
  const mail = { subject: subjectOf(t), text, enclosed: found?.file ?? null, quoted: null, cc }
  return placed(await send(t, mail)).ticketId
}

/** S4: the customer answers the last mail of ours, quoting it; null where they never had one. */
export async function writeBack(t: Ticket, words: string): Promise<Placed | null> {
  const ours = await lastOfOurs(t.stage.desk, t.id)
  if (!ours) return null
  const { chance } = t.stage
  const [greeting, end] = [
    chance.one(['Hola:\n\n', 'Buenas:\n\n', '', '', '']),
    chance.one(['\n\nSaludos.', '\n\nGracias.', '', '']),
  ]
  return placed(await answer(t, ours, `${greeting}${words}${end}`))
}

/** Thanks, and nothing more: as bare as they are meant. */
export async function thankBack(t: Ticket, words: string): Promise<Placed | null> {
  const ours = await lastOfOurs(t.stage.desk, t.id)
  return ours && placed(await answer(t, ours, words))
}

/** Nobody is there: their mail program says so. */
export async function beAway(t: Ticket) {
  const { stage, customer } = t
  const ours = await lastOfOurs(stage.desk, t.id)
  if (ours) await stage.post.bring(await absence(writerOf(customer), ours, stage.now(), stage.chance))
}

/** Nobody of that name: the customer's server sends our mail back. */
export async function sendBack(t: Ticket) {
  const { stage, customer } = t
  const ours = await lastOfOurs(stage.desk, t.id)
  if (!ours) throw new Error(`Nothing was sent on ticket ${t.id} that could come back.`)
  await stage.post.bring(bounce(ours, stage.now(), customer.zone, stage.chance))
}

/** Somebody the desk has never heard of, or who says to be somebody it has. */
export async function writeAsStranger(
  t: Ticket,
  from: { name: string; email: string },
  words: { subject: string; says: string },
  verdict: Letter['verdict'],
) {
  const { chance, now } = t.stage
  const writer: Writer = { name: from.name, address: from.email, client: 'outlook', zone: t.customer.zone }
  const page = { text: words.says, signature: '', quoted: null, device: '' }
  const letter = { from: writer, subject: words.subject, at: now(), page, enclosed: null, verdict }
  return placed(await t.stage.post.bring(await rawMail(letter, chance))).ticketId
}

const answer = (t: Ticket, quoted: OurMail, text: string) =>
  send(t, {
    subject: `${t.customer.client === 'outlook' ? 'RE' : 'Re'}: ${bare(quoted.subject)}`,
    text,
    enclosed: null,
    quoted,
  })

const bare = (subject: string) => subject.replace(/^(?:re: ?)+/i, '')

type Sent = Pick<Letter, 'subject' | 'enclosed' | 'cc'> & { text: string; quoted: OurMail | null }

async function send({ customer, stage }: Ticket, { text, quoted, ...rest }: Sent): Promise<Fate> {
  const page = { text, signature: signatureOf(customer, quoted), quoted, device: customer.device }
  const verdict = stage.chance.often(0.85) ? 'pass' : 'none'
  const letter = { ...rest, from: writerOf(customer), at: stage.now(), page, verdict } as const
  return stage.post.bring(await rawMail(letter, stage.chance))
}

function placed({ outcome, reason, ticketId, interactionId }: Fate): Placed {
  if (!ticketId || !interactionId) throw new Error(`A mail of the demo came to nothing: ${outcome}, ${reason}.`)
  return { ticketId, interactionId }
}

const writerOf = ({ name, email, client, zone }: Customer): Writer => ({ name, address: email, client, zone })

/** Firms that write with Outlook sign the first mail with all they have, as it comes; others when they think of it. */
function signatureOf({ name, organization, phone, client }: Customer, quoted: OurMail | null): string {
  if (client === 'outlook') return quoted ? '' : `${name}\n${organization}\n${phone}`
  return client === 'gmail' && name.length % 2 ? `${name}\n${organization}` : ''
}

function subjectOf({ words, customer, stage: { chance } }: Ticket): string {
  const subject = words.titles ?? words.subject
  if (subject.includes(':') || !chance.often(0.4)) return subject
  const wrapped =
    words.severity <= 2
      ? ['URGENTE: {little}', '{whole} - {firm}', 'Problema: {little}']
      : ['Ayuda: {little}', '{whole} - {firm}', '{firm}: {little}']
  return fill(chance.one(wrapped), { whole: subject, little: lower(subject), firm: customer.organization })
}

/** A mail begins and ends as letters do. */
function courteous(text: string, { firstName, client }: Customer, chance: Chance, greeting: string): string {
  const begin = chance.one([`${greeting}:`, `${greeting}:`, 'Estimados:', 'Hola:', `Hola, ${greeting.toLowerCase()}:`])
  const name = client === 'outlook' ? '' : `\n${firstName}`
  const end = chance.one([
    `Saludos,${name}`,
    `Muchas gracias.${name}`,
    `Quedo a la espera.${name}`,
    `Saludos cordiales,${name}`,
  ])
  return `${begin}\n\n${text}\n\n${end}`
}
