import type { Bodies } from './bodies.rules.ts'
import { find, reportType } from './bodies.rules.ts'
import { type Post, readServer } from './bounces.rules.ts'
import { headerOf, headersOf } from './headers.rules.ts'
import type { Bounce, Silence } from './parsed-mail.ts'

export type Judged = { silence: Silence | null; bounce: Bounce | null }
type Mail = Post & { answers: boolean; calendarMethod: Bodies['calendarMethod']; own: readonly string[] }

/** Whether a person speaks (issue 4.5). Headers decide; words only where a header or a machine's own form of words stands beside them. */
export function judge(mail: Mail): Judged {
  const server = reportType(mail.entity) === 'feedback-report' ? null : readServer(mail)
  if (server) return server
  return { silence: silenceOf(mail), bounce: null }
}

function silenceOf(mail: Mail): Silence | null {
  if (
    find(mail.entity, /^message\/(?:global-)?disposition-notification$/) ||
    reportType(mail.entity) === 'disposition-notification'
  )
    return 'read_receipt'
  if (find(mail.entity, /^message\/feedback-report$/) || reportType(mail.entity) === 'feedback-report')
    return 'feedback_loop'
  if (/^(?:REPLY|COUNTER|REFRESH)$/.test(mail.calendarMethod ?? '')) return 'calendar_reply'
  if (isOwn(mail)) return 'own'
  return automatic(mail) ?? spread(mail)
}

function isOwn({ from, own }: Mail): boolean {
  return from !== null && own.some((address) => address.toLowerCase() === from.address.toLowerCase())
}

const ABSENCE =
  /fuera de (?:la )?oficina|fora d[oe] (?:escrit[óo]rio|expediente)|out of (?:the )?office|ausencia|ausência|ausente|absen[ct]|vacaciones|vacation|on holiday|f[ée]rias|(?<!solicitud )de permiso|baja (?:m[ée]dica|maternal|por maternidad)|licencia (?:m[ée]dica|de maternidad|por maternidad)|licença|maternity leave|annual leave|on leave|estar[ée] de vuelta|regres(?:o|ar[ée])|(?:meu|no|ao|at[ée] o|data d[eo]) retorno|(?:volver[ée]|volveremos)(?! a |m)|fuera de la ciudad|de viaje|abwesen|absence du bureau|fuori sede|fora de l['’]oficina|vacances|acceso limitado (?:a|al) (?:mi )?(?:correo|e-?mail)|(?:limited|no) access to (?:my )?e-?mail|i (?:am|will be) (?:away|unavailable)|sin acceso (?:a|al) (?:mi )?(?:correo|e-?mail)|im urlaub|nicht im (?:haus|b[üu]ro)|en congé|in ferie|(?:ya no|no longer|já não|não|ne|nicht mehr) (?:trabaj[oa]|works?|working|employed|pertene[zc]\w+|form[oa] parte|fa[çz]\w* (?:mais )?parte|trabalh[oa]|travaille)|(?:left|dej(?:ado|ó)|deix(?:ei|ou)|abandonado) (?:the|la|a|nuestra) (?:company|empresa|compañ[íi]a|organi[sz]a\S+)|cerrad[oa]s? (?:por (?:vacaciones|inventario|festiv|fiesta|descanso|obras|navidad)|hasta)|estaremos cerrados|cerraremos|we (?:are|will be) closed|(?:estamos|estaremos) fechados|fechados? (?:até|para (?:férias|balanço|obras))|no estar[ée] disponible|n[ãa]o estarei dispon/i
const AUTOMATIC =
  /^(?:re:\s*)?(?:(?:respuesta|resposta) autom[áàa]tica|automatic reply|auto(?:matic)?[- ]?(?:reply|response|respuesta|resposta)|autoreply|autorespuesta|réponse automatique|risposta automatica|automatische antwort|out of (?:the )?office(?: reply| autoreply)?|fuera de (?:la )?oficina|ausente de la oficina|fora d[oe] escrit[óo]rio|ausência tempor[áa]ria|mensagem de ausência|aviso de ausencia|mensaje de ausencia|respuesta de vacaciones|vacation (?:reply|response)|ooo|resposta de férias|abwesenheits(?:notiz|nachricht)|message d['’]absence|automatisch antwoord|auto(?=: ?re:))\s*(?:[:：\-–(]|$|re:)/i
const RECEIVED =
  /hemos recibido su (?:mensaje|correo|solicitud|consulta|petici[oó]n|e-?mail)|recibimos su|hemos recibido (?:correctamente )?tu|(?:este|[eé]ste) (?:es|mensaje es) (?:un (?:mensaje|correo|acuse) )?(?:generado )?autom[áa]tic|respuesta autom[áa]tica|we have received your|this is an automat(?:ed|ic)|recebemos (?:a )?su[ao]|esta é uma (?:mensagem|resposta) autom[áa]tica/i
/** What machines also write below their notices, which answer nothing. */
const UNATTENDED =
  /mensaje generado autom[áa]ticamente|no responda a este (?:correo|mensaje)|do not reply to this|não responda (?:a )?est[ea]/i

/** An automatic answer says so in a header; where none does, its subject must have a machine's form and its words agree. */
function automatic(mail: Mail): Silence | null {
  const { headers } = mail.entity
  const submitted = headerOf(headers, 'auto-submitted')?.toLowerCase().trim() ?? 'no'
  const timed = headerOf(headers, 'x-cron-env') !== null
  const generated = timed || (!submitted.startsWith('no') && !submitted.startsWith('auto-replied'))
  const head = mail.text.slice(0, 1500)
  const marked = submitted.startsWith('auto-replied') || hasAutoReplyHeader(mail)
  const suppresses = /(?:^|[\s,])(?:all|oof|autoreply)\b/i.test(headerOf(headers, 'x-auto-response-suppress') ?? '')
  const nobody = headersOf(headers, 'return-path').some((path) => path.trim() === '<>')
  const bulk = /^(?:bulk|junk)\b/i.test(headerOf(headers, 'precedence') ?? '')
  const form = AUTOMATIC.test(mail.subject.trim())
  // What stands behind “Re:” is what we called our own mail.
  const subject = mail.subject.replace(/\bre:.*$/i, '')
  const evidence = marked || generated || suppresses || nobody || (bulk && (form || mail.answers))
  const absent = ABSENCE.test(subject) || ABSENCE.test(head) || (/vacation/.test(submitted) && !RECEIVED.test(head))
  if (evidence && absent && (marked || form || nobody || ABSENCE.test(subject) || mail.answers)) return 'out_of_office'
  const received = RECEIVED.test(head) || (!generated && UNATTENDED.test(head))
  if (marked || (evidence && (form || mail.answers || received))) return 'auto_reply'
  if (form && !/^re:/i.test(mail.subject.trim())) {
    if (ABSENCE.test(head)) return 'out_of_office'
    if (received || UNATTENDED.test(head)) return 'auto_reply'
  }
  return generated || suppresses || nobody ? 'auto_generated' : null
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
    'x-autogenerated',
    'x-out-of-office',
    'x-auto-reply-from',
    'x-fc-machinegenerated',
  ]
  if (names.some((name) => !/^(?:no|false|0)?$/i.test(headerOf(headers, name)?.trim() ?? ''))) return true
  if (/^auto[_-]?reply/i.test(headerOf(headers, 'precedence') ?? '')) return true
  if (/autoresponder|vacation/i.test(headerOf(headers, 'delivered-to') ?? '')) return true
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
