import { isOwn } from '../../conversations/addresses.rules.ts'
import { asksForHelp, saysItIsAway, speaksOfAbsence } from './absence.rules.ts'
import type { Bodies } from './bodies.rules.ts'
import { find, isAnswer, reportType } from './bodies.rules.ts'
import { isNullPath, type Post, readServer } from './bounces.rules.ts'
import { saysMoreThanAnswer } from './calendar-answers.rules.ts'
import { headerOf, headersOf } from './headers.rules.ts'
import { asksForProof } from './own-words.rules.ts'
import type { Bounce, Sign, Silence } from './parsed-mail.ts'

export type Judged = { silence: Silence | null; sign: Sign | null; bounce: Bounce | null }
type Heard = { silence: Silence; sign: Sign }
type Mail = Post & { answers: boolean; calendar: Bodies['calendar']; own: readonly string[] }

/** Whether a person speaks (issue 4.5). Headers decide; words only where a header or a machine's own form of words stands beside them. */
export function judge(mail: Mail): Judged {
  const server = reportType(mail.entity) === 'feedback-report' ? null : readServer(mail)
  if (server) return { ...server, sign: server.silence && 'proof' }
  return { silence: null, sign: null, ...heardIn(mail), bounce: null }
}

function heardIn(mail: Mail): Heard | null {
  const report = reported(mail)
  if (report) return { silence: report, sign: 'proof' }
  const machine = carriesInvitation(mail) ? spread(mail) : (automatic(mail) ?? spread(mail))
  // Whoever writes in our name may be a colleague, or a form of our website.
  return isInOurName(mail) ? { silence: 'own', sign: machine?.sign ?? 'carrier' } : machine
}

function reported(mail: Mail): Silence | null {
  if (isReport(mail, 'disposition-notification')) return 'read_receipt'
  if (isReport(mail, 'feedback-report') || isComplaint(mail)) return 'feedback_loop'
  return answersInvitation(mail) ? 'calendar_reply' : null
}

/** The mail itself is such a report; one that a person's mail carries is what the person shows. */
const isReport = ({ entity }: Mail, type: string) =>
  reportType(entity) === type ||
  (entity.type === 'multipart/report' ? entity.children : [entity]).some(({ type: own }) => own.endsWith(`/${type}`))

/** Hotmail's complaints are the mail complained of and nothing else, with a header of theirs on it. */
const isComplaint = ({ entity, text }: Mail) =>
  text.trim() === '' &&
  /^x-hmxmroriginalrecipient *:/im.test(
    find(entity, /^message\/rfc822$/)
      ?.content()
      .toString('latin1', 0, 4096) ?? '',
  )

/** Attached to words it is an answer of whoever sent the mail; another's is what a person shows. */
const answersInvitation = ({ calendar, from }: Mail) =>
  calendar !== null && isAnswer(calendar) && (!calendar.shown || calendar.attendee === from?.address.toLowerCase())

/** Calendars mark the invitations they carry as generated; somebody invites. */
const carriesInvitation = (mail: Mail) =>
  /^(?:REQUEST|CANCEL)$/.test(mail.calendar?.method ?? '') && automatic(mail)?.silence === 'auto_generated'

const isInOurName = ({ from, own }: Mail) => from !== null && isOwn(from.address, own)

const AUTOMATIC =
  /^(?:re:\s*)?(?:(?:respuesta|resposta) autom[áàa]tica|automatic reply|auto(?:matic)?[- ]?(?:reply|response|respuesta|resposta)|autoreply|autorespuesta|réponse automatique|risposta automatica|automatische antwort|out of (?:the )?office(?: reply| autoreply)?|fuera de (?:la )?oficina|ausente de la oficina|fora d[oe] escrit[óo]rio|ausência tempor[áa]ria|mensagem de ausência|aviso de ausencia|mensaje de ausencia|respuesta de vacaciones|vacation (?:reply|response)|ooo|resposta de férias|abwesenheits(?:notiz|nachricht)|message d['’]absence|automatisch antwoord|auto(?=: ?re:))\s*(?:[:：\-–(]|$|re:)/i
const RECEIVED =
  /hemos recibido su (?:mensaje|correo|solicitud|consulta|petici[oó]n|e-?mail)|recibimos su|hemos recibido (?:correctamente )?tu|(?:este|[eé]ste) (?:es|mensaje es) (?:un (?:mensaje|correo|acuse) )?(?:generado )?autom[áa]tic|respuesta autom[áa]tica|we have received your|this is an automat(?:ed|ic)|recebemos (?:a )?su[ao]|esta é uma (?:mensagem|resposta) autom[áa]tica/i
/** What machines also write below their notices, which answer nothing. */
const UNATTENDED =
  /mensaje generado autom[áa]ticamente|no responda a este (?:correo|mensaje)|do not reply to this|não responda (?:a )?est[ea]/i

/** An automatic answer says so in a header; where none does, its subject must have a machine's form and its words agree. */
function automatic(mail: Mail): Heard | null {
  const { away, marked, generated, suppresses, nobody, bulk } = signsOf(mail)
  const weak: Sign = generated || suppresses ? 'carrier' : 'mailing'
  const head = mail.text.slice(0, 1500)
  const form = AUTOMATIC.test(mail.subject.trim())
  const subject = ownSubject(mail)
  const sign = marked || form || nobody ? 'proof' : weak
  const evidence = marked || generated || suppresses || nobody || (bulk && (form || mail.answers))
  const absentBySubject = speaksOfAbsence(subject) && !RECEIVED.test(subject)
  const absent = absentBySubject || speaksOfAbsence(head) || (away && !RECEIVED.test(head))
  if (evidence && absent && (marked || form || nobody || absentBySubject || mail.answers))
    return { silence: 'out_of_office', sign }
  const received = RECEIVED.test(head) || (nobody && asksForProof(head)) || (!generated && UNATTENDED.test(head))
  if (marked || (evidence && (form || mail.answers || received))) return { silence: 'auto_reply', sign }
  // Who asks something, of automatic answers or of anything, is no machine.
  if (form && !/^re:/i.test(mail.subject.trim()) && !asksForHelp(head)) {
    if (saysItIsAway(head)) return { silence: 'out_of_office', sign: 'words' }
    if (received || UNATTENDED.test(head)) return { silence: 'auto_reply', sign: 'words' }
  }
  return generated || suppresses || nobody ? { silence: 'auto_generated', sign } : null
}

/** What stands behind “Re:” is what we called our own mail. */
const ownSubject = ({ subject }: Pick<Mail, 'subject'>) => subject.replace(/\bre:.*$/i, '')

/** What ticket systems say when they open a ticket of theirs; a person says so as well, and then sends it through no machine. */
const RECEIPT =
  /\b(?:solicitud|ticket|caso|consulta|requerimiento|incidencia|petici[oó]n|mensaje|correo|reclamo)\b[^.\n]{0,60}\b(?:ha sido|fue|se ha|qued[oó]) (?:recibid|registrad|cread|generad|ingresad)|se ha (?:recibido|creado|registrado|generado|abierto) (?:el|un|su) (?:nuevo )?(?:ticket|caso|reclamo)|n[uú]mero de (?:su )?(?:ticket|caso|solicitud|seguimiento|reclamo)(?: asignado)?(?: es\b| ?:)|your (?:request|ticket|case|message|inquiry|e-?mail)\b[^.\n]{0,40} (?:has been|was) (?:received|created|logged|registered|opened)|(?:ticket|case|reference) number(?: is\b| ?:)|(?:chamado|solicitação|ticket|mensagem|e-?mail)\b[^.\n]{0,40} foi (?:recebid|registrad|abert|criad)|n[uú]mero d[oe] (?:seu )?(?:chamado|protocolo)(?: é\b| ?:)/i

/**
 * Beside what its sender says in it: a header that people's mail may bear is proof where the words are a machine's, too; an answer to an
 * invitation is none where somebody says more by it.
 */
export function besideWords({ silence, sign }: Judged, mail: Mail, { own, visible }: { own: string; visible: string }) {
  if (silence === 'calendar_reply') return sign && besideAnswer(sign, mail, own)
  if (sign !== 'carrier' && sign !== 'mailing') return sign
  const heads = [ownSubject(mail), visible.slice(0, 1500)]
  return heads.some((head) => speaksOfAbsence(head) || RECEIVED.test(head) || RECEIPT.test(head)) ? 'proof' : sign
}

/** A room, and what answers by itself, says nothing of a person's. */
function besideAnswer(sign: Sign, mail: Mail, own: string): Sign {
  const { marked, nobody } = signsOf(mail)
  if (marked || nobody || !mail.calendar || mail.calendar.isResource) return sign
  return saysMoreThanAnswer({ ...mail, said: own }, mail.calendar) ? 'carrier' : sign
}

/** What its headers say of who wrote it. */
function signsOf(mail: Mail) {
  const { headers } = mail.entity
  const submitted = headerOf(headers, 'auto-submitted')?.toLowerCase().trim() || 'no'
  const timed = headerOf(headers, 'x-cron-env') !== null
  const apples = /^vacation/i.test(headerOf(headers, 'x-apple-action')?.trim() ?? '')
  return {
    away: apples || /vacation/.test(submitted),
    marked: apples || submitted.startsWith('auto-replied') || hasAutoReplyHeader(mail),
    generated: timed || (!submitted.startsWith('no') && !submitted.startsWith('auto-replied')),
    suppresses: /(?:^|[\s,])(?:all|oof|autoreply)\b/i.test(headerOf(headers, 'x-auto-response-suppress') ?? ''),
    nobody: headersOf(headers, 'return-path').some(isNullPath),
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

function spread({ entity: { headers }, own }: Mail): Heard | null {
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
  if (list !== null || precedence.startsWith('list')) return { silence: 'list', sign: 'proof' }
  const has = (name: string) => headerOf(headers, name) !== null
  const campaigns = ['x-campaign', 'x-campaignid', 'x-mailchimp-id', 'x-csa-complaints', 'x-bulkmail']
  if (campaigns.some(has)) return { silence: 'bulk', sign: 'proof' }
  if (/^(?:bulk|junk)\b/.test(precedence) || has('list-unsubscribe')) return { silence: 'bulk', sign: 'mailing' }
  // Amazon stamps a Feedback-ID on whatever it carries, web forms of customers too.
  const feedback = headerOf(headers, 'feedback-id')
  return feedback && !/amazonses/i.test(feedback) ? { silence: 'bulk', sign: 'carrier' } : null
}
