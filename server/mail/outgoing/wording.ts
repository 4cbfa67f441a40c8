import type { Language } from '../../platform/i18n.ts'
import type { Done, Next } from './proposing.rules.ts'

type Wording = {
  /** Above the words an answer quotes. */
  wrote(when: string, who: string): string
  forwarded: string
  head: Record<'from' | 'date' | 'subject' | 'to' | 'cc', string>
  /** E6: under an answer that completes the ticket. */
  asks: string
  done: Record<Done, string>
  next: Record<Next, string> & Record<'call' | 'chase' | 'update', (when: string) => string>
}

/** What mails say in their reader's language, which need not be the writer's. */
export const WORDING: Record<Language, Wording> = {
  es: {
    wrote: (when, who) => `El ${when}, ${who} escribió:`,
    forwarded: '---------- Mensaje reenviado ----------',
    head: { from: 'De', date: 'Fecha', subject: 'Asunto', to: 'Para', cc: 'Copia' },
    asks: 'Si con esto quedó resuelto, responda «confirmo» a este mensaje. Si no, cuéntenos qué falta y seguimos.',
    done: {
      worked: 'Nuestro equipo comenzó a trabajar en su solicitud.',
      goes_on: 'Seguimos trabajando en su solicitud.',
      third_party: 'Pedimos la intervención de un tercero y estamos a la espera de su respuesta.',
      third_party_asked: 'Pedimos la intervención de un tercero.',
      third_party_answered: 'Pedimos la intervención de un tercero, que ya nos respondió.',
      third_party_wrote: 'Recibimos la respuesta de un tercero al que consultamos.',
      handed_over: 'La recibió el equipo que puede resolverla.',
      called: 'Hablamos con usted por teléfono.',
      reopened: 'Retomamos su solicitud.',
    },
    next: {
      looking: 'Nuestro equipo la está revisando.',
      working: 'Seguimos trabajando en su solicitud.',
      waiting: 'Seguimos a la espera de un tercero cuya intervención pedimos.',
      your_turn: 'Para seguir necesitamos los datos que le pedimos.',
      call: (when) => `Le llamaremos el ${when}.`,
      chase: (when) => `Si el tercero no nos responde, volveremos a consultarle el ${when}.`,
      update: (when) => `Volveremos a escribirle a más tardar el ${when}.`,
    },
  },
  en: {
    wrote: (when, who) => `On ${when}, ${who} wrote:`,
    forwarded: '---------- Forwarded message ----------',
    head: { from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc' },
    asks: 'If this solved it, answer “confirmed” to this message. If not, tell us what is missing and we go on.',
    done: {
      worked: 'Our team began to work on your request.',
      goes_on: 'We go on working on your request.',
      third_party: 'We asked a third party to act and are waiting for their answer.',
      third_party_asked: 'We asked a third party to act.',
      third_party_answered: 'We asked a third party to act, and they have answered us.',
      third_party_wrote: 'A third party whom we asked has answered us.',
      handed_over: 'The team that can solve it took it over.',
      called: 'We spoke with you by phone.',
      reopened: 'We took your request up again.',
    },
    next: {
      looking: 'Our team is looking at it.',
      working: 'We go on working on your request.',
      waiting: 'We are still waiting for a third party whom we asked to act.',
      your_turn: 'To go on we need the details we asked you for.',
      call: (when) => `We will call you on ${when}.`,
      chase: (when) => `If the third party does not answer, we will ask them again on ${when}.`,
      update: (when) => `We will write to you again by ${when} at the latest.`,
    },
  },
  pt: {
    wrote: (when, who) => `Em ${when}, ${who} escreveu:`,
    forwarded: '---------- Mensagem encaminhada ----------',
    head: { from: 'De', date: 'Data', subject: 'Assunto', to: 'Para', cc: 'Cópia' },
    asks: 'Se ficou resolvido, responda “confirmo” a esta mensagem. Se não, conte-nos o que falta e seguimos.',
    done: {
      worked: 'A nossa equipe começou a trabalhar na sua solicitação.',
      goes_on: 'Continuamos trabalhando na sua solicitação.',
      third_party: 'Pedimos a intervenção de um terceiro e aguardamos a resposta.',
      third_party_asked: 'Pedimos a intervenção de um terceiro.',
      third_party_answered: 'Pedimos a intervenção de um terceiro, que já nos respondeu.',
      third_party_wrote: 'Recebemos a resposta de um terceiro que consultamos.',
      handed_over: 'A equipe que pode resolvê-la a recebeu.',
      called: 'Falamos com você por telefone.',
      reopened: 'Retomamos a sua solicitação.',
    },
    next: {
      looking: 'A nossa equipe está analisando a sua solicitação.',
      working: 'Continuamos trabalhando na sua solicitação.',
      waiting: 'Continuamos aguardando um terceiro cuja intervenção pedimos.',
      your_turn: 'Para continuar precisamos dos dados que lhe pedimos.',
      call: (when) => `Ligaremos para você: ${when}.`,
      chase: (when) => `Se o terceiro não nos responder, voltaremos a consultá-lo: ${when}.`,
      update: (when) => `Voltaremos a escrever-lhe, no mais tardar: ${when}.`,
    },
  },
}
