import type { ParsedMail } from '../parsing/parsed-mail.ts'

/** How a mail names the ticket it belongs to, from what nobody can guess to what anybody can type. */
export type Traces = {
  /** Reply tokens in the addresses it came to: soporte+TOKEN@…. */
  tokens: string[]
  /** Message-IDs it answers, the nearest first, without their angle brackets. */
  answered: string[]
  /** What may be numbers of tickets in the subject. */
  numbers: string[]
}

type Read = Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo' | 'inReplyTo' | 'references' | 'subject'>

const MOST_ANSWERED = 60

export function tracesOf(mail: Read, ownAddresses: readonly string[]): Traces {
  const came = [...mail.deliveredTo, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
  return {
    tokens: unique(came.flatMap((address) => tokenIn(address, ownAddresses) ?? [])),
    answered: unique([...mail.inReplyTo, ...mail.references.toReversed()].map(bareId).filter(Boolean)).slice(
      0,
      MOST_ANSWERED,
    ),
    numbers: numbersIn(mail.subject),
  }
}

/** The token of an address of ours, `local+TOKEN@domain`: in small letters, whatever clients and servers made of them. */
function tokenIn(address: string, own: readonly string[]): string | null {
  const [, local, token, domain] = /^([^+@]+)\+([A-Za-z0-9_-]{16,128})@(.+)$/.exec(address.trim()) ?? []
  return local && own.includes(`${local}@${domain}`.toLowerCase()) ? token!.toLowerCase() : null
}

export const bareId = (id: string) => id.trim().replace(/^<|>$/g, '')

const NUMBER = '([a-z]{0,8}[-_/]?\\d[\\da-z._/-]{0,29})'
/** A word that announces a number of ours, or the sign that does, wherever it stands: answers, forwards and edits put words around it. */
const ANNOUNCED = new RegExp(
  `(?:#|\\b(?:tickets?|caso|case|incidencia|incidente|solicitud|consulta|reclamo|llamada|chamad[oa]|solicitação)\\b)\\s*(?:n[úu]mero|number|nro\\.?|n[º°o.]*)?\\s*[:#]*\\s*${NUMBER}`,
  'giu',
)
const IN_BRACKETS = new RegExp(`\\[\\s*(?:ticket)?\\s*[#:]*\\s*${NUMBER}\\s*\\]`, 'giu')
/** Nothing but a number, after whatever clients put before it. */
const ALONE = new RegExp(`^(?:\\s*(?:re|rv|fwd?|enc|res|aw|wg|tr)\\s*:)*\\s*${NUMBER}\\s*$`, 'giu')

export function numbersIn(subject: string): string[] {
  const line = subject.slice(0, 500)
  const found = [IN_BRACKETS, ANNOUNCED, ALONE].flatMap((pattern) => [...line.matchAll(pattern)])
  return unique(found.map(([, number]) => number!.replace(/[._/-]+$/, ''))).slice(0, 10)
}

const unique = <T>(list: T[]): T[] => [...new Set(list)]
