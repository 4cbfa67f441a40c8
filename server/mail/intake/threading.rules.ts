import { numbersIn } from '../../tickets/subject.rules.ts'
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
    answered: answeredIn([...mail.inReplyTo, ...mail.references.toReversed()]),
    numbers: numbersIn(mail.subject),
  }
}

/** Without their angle brackets, as many as anybody is asked after. */
export const answeredIn = (ids: string[]): string[] => unique(ids.map(bareId).filter(Boolean)).slice(0, MOST_ANSWERED)

/** The token of an address of ours, `local+TOKEN@domain`: in small letters, whatever clients and servers made of them. */
function tokenIn(address: string, own: readonly string[]): string | null {
  const [, local, token, domain] = /^([^+@]+)\+([A-Za-z0-9_-]{16,128})@(.+)$/.exec(address.trim()) ?? []
  return local && own.includes(`${local}@${domain}`.toLowerCase()) ? token!.toLowerCase() : null
}

export const bareId = (id: string) => id.trim().replace(/^<|>$/g, '')

const unique = <T>(list: T[]): T[] => [...new Set(list)]
