import { asksForHelp, saysItIsAway, speaksOfAbsence } from './absence.rules.ts'
import type { Bodies } from './bodies.rules.ts'
import { reportType } from './bodies.rules.ts'
import { type Post, readServer } from './bounces.rules.ts'
import { headerOf, headersOf } from './headers.rules.ts'
import { asksForProof } from './own-words.rules.ts'
import type { Bounce, Silence } from './parsed-mail.ts'

export type Judged = { silence: Silence | null; bounce: Bounce | null }
type Mail = Post & { answers: boolean; calendar: Bodies['calendar']; own: readonly string[] }

/** Whether a person speaks (issue 4.5). Headers decide; words only where a header or a machine's own form of words stands beside them. */
export function judge(mail: Mail): Judged {
  const server = reportType(mail.entity) === 'feedback-report' ? null : readServer(mail)
  if (server) return server
  return { silence: silenceOf(mail), bounce: null }
}

function silenceOf(mail: Mail): Silence | null {
  if (isReport(mail, 'disposition-notification')) return 'read_receipt'
  if (isReport(mail, 'feedback-report')) return 'feedback_loop'
  if (answersInvitation(mail)) return 'calendar_reply'
  if (isOwn(mail)) return 'own'
  return automatic(mail) ?? spread(mail)
}

/** The mail itself is such a report; one that a person's mail carries is what the person shows. */
const isReport = ({ entity }: Mail, type: string) =>
  reportType(entity) === type ||
  (entity.type === 'multipart/report' ? entity.children : [entity]).some(({ type: own }) => own.endsWith(`/${type}`))

/** Attached to words it is an answer of whoever sent the mail; another's is what a person shows. */
const answersInvitation = ({ calendar, from }: Mail) =>
  calendar !== null &&
  /^(?:REPLY|COUNTER|REFRESH)$/.test(calendar.method) &&
  (!calendar.shown || calendar.attendee === from?.address.toLowerCase())

function isOwn({ from, own }: Mail): boolean {
  return from !== null && own.some((address) => address.toLowerCase() === from.address.toLowerCase())
}

const AUTOMATIC =
  /^(?:re:\s*)?(?:(?:respuesta|resposta) autom[áàa]tica|automatic reply|auto(?:matic)?[- ]?(?:reply|response|respuesta|resposta)|autoreply|autorespuesta|réponse automatique|risposta automatica|automatische antwort|out of (?:the )?office(?: reply| autoreply)?|fuera de (?:la )?oficina|ausente de la oficina|fora d[oe] escrit[óo]rio|ausência tempor[áa]ria|mensagem de ausência|aviso de ausencia|mensaje de ausencia|respuesta de vacaciones|vacation (?:reply|response)|ooo|resposta de férias|abwesenheits(?:notiz|nachricht)|message d['’]absence|automatisch antwoord|auto(?=: ?re:))\s*(?:[:：\-–(]|$|re:)/i
const RECEIVED =
  /hemos recibido su (?:mensaje|correo|solicitud|consulta|petici[oó]n|e-?mail)|recibimos su|hemos recibido (?:correctamente )?tu|(?:este|[eé]ste) (?:es|mensaje es) (?:un (?:mensaje|correo|acuse) )?(?:generado )?autom[áa]tic|respuesta autom[áa]tica|we have received your|this is an automat(?:ed|ic)|recebemos (?:a )?su[ao]|esta é uma (?:mensagem|resposta) autom[áa]tica/i
/** What machines also write below their notices, which answer nothing. */
const UNATTENDED =
  /mensaje generado autom[áa]ticamente|no responda a este (?:correo|mensaje)|do not reply to this|não responda (?:a )?est[ea]/i

/** An automatic answer says so in a header; where none does, its subject must have a machine's form and its words agree. */
function automatic(mail: Mail): Silence | null {
  const { submitted, marked, generated, suppresses, nobody, bulk } = signsOf(mail)
  const head = mail.text.slice(0, 1500)
  const form = AUTOMATIC.test(mail.subject.trim())
  // What stands behind “Re:” is what we called our own mail.
  const subject = mail.subject.replace(/\bre:.*$/i, '')
  const evidence = marked || generated || suppresses || nobody || (bulk && (form || mail.answers))
  const absentBySubject = speaksOfAbsence(subject) && !RECEIVED.test(subject)
  const absent = absentBySubject || speaksOfAbsence(head) || (/vacation/.test(submitted) && !RECEIVED.test(head))
  if (evidence && absent && (marked || form || nobody || absentBySubject || mail.answers)) return 'out_of_office'
  const received = RECEIVED.test(head) || (nobody && asksForProof(head)) || (!generated && UNATTENDED.test(head))
  if (marked || (evidence && (form || mail.answers || received))) return 'auto_reply'
  // Who asks something, of automatic answers or of anything, is no machine.
  if (form && !/^re:/i.test(mail.subject.trim()) && !asksForHelp(head)) {
    if (saysItIsAway(head)) return 'out_of_office'
    if (received || UNATTENDED.test(head)) return 'auto_reply'
  }
  return generated || suppresses || nobody ? 'auto_generated' : null
}

/** What its headers say of who wrote it. */
function signsOf(mail: Mail) {
  const { headers } = mail.entity
  const submitted = headerOf(headers, 'auto-submitted')?.toLowerCase().trim() || 'no'
  const timed = headerOf(headers, 'x-cron-env') !== null
  return {
    submitted,
    marked: submitted.startsWith('auto-replied') || hasAutoReplyHeader(mail),
    generated: timed || (!submitted.startsWith('no') && !submitted.startsWith('auto-replied')),
    suppresses: /(?:^|[\s,])(?:all|oof|autoreply)\b/i.test(headerOf(headers, 'x-auto-response-suppress') ?? ''),
    nobody: headersOf(headers, 'return-path').some((path) => path.trim() === '<>'),
    bulk: /^(?:bulk|junk)\b/i.test(headerOf(headers, 'precedence') ?? ''),
  }
}

/** Old autoresponders, each with its own idea of a header. */
function hasAutoReplyHeader({ entity: { headers } }: Mail): boolean {
  const names = [
    'x-autoreply',
    'x-autorespond',
    'x-autoreply-from',
    'x-autoresponder',
    'x-auto-reply',
    'x-vacation',
    'x-mail-autoreply',
    'x-out-of-office',
    'x-auto-reply-from',
    'x-fc-machinegenerated',
  ]
  if (names.some((name) => !/^(?:no|false|0)?$/i.test(headerOf(headers, name)?.trim() ?? ''))) return true
  if (['precedence', 'x-precedence'].some((name) => /^auto[_-]?reply/i.test(headerOf(headers, name) ?? ''))) return true
  if (/^reply/i.test(headerOf(headers, 'x-autogenerated') ?? '')) return true
  // the name of a program; an address is somebody's, whatever it is called
  if (/^(?:autoresponder|vacation)$/i.test(headerOf(headers, 'delivered-to')?.trim() ?? '')) return true
  return (
    /autoresponder|vacation/i.test(headerOf(headers, 'x-post-messageclass') ?? '') ||
    /\b(?:vacation|autorespond)/i.test(headerOf(headers, 'x-mailer') ?? '')
  )
}

function spread({ entity: { headers }, own }: Mail): Silence | null {
  const precedence = headerOf(headers, 'precedence')?.toLowerCase().trim() ?? ''
  const list =
    headerOf(headers, 'list-id') ??
    headerOf(headers, 'list-post') ??
    headerOf(headers, 'x-mailing-list') ??
    headerOf(headers, 'mailing-list') ??
    headerOf(headers, 'x-beenthere')
  const ours =
    list !== null &&
    own.some(
      (address) =>
        list.toLowerCase().includes(address.toLowerCase()) ||
        list.toLowerCase().includes(address.toLowerCase().replace('@', '.')),
    )
  if (ours) return null
  if (list !== null || precedence.startsWith('list')) return 'list'
  if (/^(?:bulk|junk)\b/.test(precedence)) return 'bulk'
  const spreads = ['list-unsubscribe', 'x-campaign', 'x-campaignid', 'x-mailchimp-id', 'x-csa-complaints', 'x-bulkmail']
  // Amazon stamps a Feedback-ID on whatever it carries, web forms of customers too.
  const feedback = headerOf(headers, 'feedback-id')
  if (feedback && !/amazonses/i.test(feedback)) return 'bulk'
  return spreads.some((name) => headerOf(headers, name) !== null) ? 'bulk' : null
}
