import type { Language } from '../../platform/i18n.ts'

type Wording = {
  /** Above the words an answer quotes. */
  wrote(when: string, who: string): string
  forwarded: string
  head: Record<'from' | 'date' | 'subject' | 'to' | 'cc', string>
  /** E6: under an answer that completes the ticket. */
  asks: string
  done: Record<'worked' | 'third_party' | 'handed_over' | 'called' | 'reopened', string>
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
      third_party: 'Pedimos la intervención de un tercero y estamos a la espera de su respuesta.',
      handed_over: 'La recibió el equipo que puede resolverla.',
      called: 'Hablamos con usted por teléfono.',
      reopened: 'Retomamos su solicitud.',
    },
  },
  en: {
    wrote: (when, who) => `On ${when}, ${who} wrote:`,
    forwarded: '---------- Forwarded message ----------',
    head: { from: 'From', date: 'Date', subject: 'Subject', to: 'To', cc: 'Cc' },
    asks: 'If this solved it, answer “confirmed” to this message. If not, tell us what is missing and we go on.',
    done: {
      worked: 'Our team began to work on your request.',
      third_party: 'We asked a third party to act and are waiting for their answer.',
      handed_over: 'The team that can solve it took it over.',
      called: 'We spoke with you by phone.',
      reopened: 'We took your request up again.',
    },
  },
  pt: {
    wrote: (when, who) => `Em ${when}, ${who} escreveu:`,
    forwarded: '---------- Mensagem encaminhada ----------',
    head: { from: 'De', date: 'Data', subject: 'Assunto', to: 'Para', cc: 'Cópia' },
    asks: 'Se ficou resolvido, responda “confirmo” a esta mensagem. Se não, conte-nos o que falta e seguimos.',
    done: {
      worked: 'A nossa equipe começou a trabalhar na sua solicitação.',
      third_party: 'Pedimos a intervenção de um terceiro e aguardamos a resposta.',
      handed_over: 'A equipe que pode resolvê-la a recebeu.',
      called: 'Falamos com você por telefone.',
      reopened: 'Retomamos a sua solicitação.',
    },
  },
}
