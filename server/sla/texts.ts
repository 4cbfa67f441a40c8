const es = {
  sla: {
    when: {
      today: 'hoy',
      tomorrow: 'mañana',
      yesterday: 'ayer',
      /** As an adverb: «vence …», «feriado …». */
      on: { weekday: 'el {{day}}', weekend: 'el {{day}}', date: 'el {{day}}' },
      /** After a preposition or on its own: «desde …», «a más tardar …». */
      plain: { weekday: 'el {{day}}', weekend: 'el {{day}}', date: 'el {{day}}' },
      /** One o’clock is singular. */
      at: { one: 'a la {{time}}', more: 'a las {{time}}' },
      clock: { one: 'la {{time}}', more: 'las {{time}}' },
    },
    length: {
      none: 'menos de 1 min',
      minutes: '{{minutes}} min',
      hours: '{{hours}} h',
      hoursMinutes: '{{hours}} h {{minutes}} min',
      days_one: '{{count}} día',
      days_many: '{{count}} días',
      days_other: '{{count}} días',
      daysHours_one: '{{count}} día y {{hours}} h',
      daysHours_many: '{{count}} días y {{hours}} h',
      daysHours_other: '{{count}} días y {{hours}} h',
      working_one: '{{length}} hábil',
      working_many: '{{length}} hábiles',
      working_other: '{{length}} hábiles',
      workingDays_one: '{{count}} día hábil',
      workingDays_many: '{{count}} días hábiles',
      workingDays_other: '{{count}} días hábiles',
    },
    why: {
      creationSameDay: '{{amount}} desde {{clock}}',
      creation: '{{amount}} desde {{moment}}',
      update: '{{amount}} desde la última comunicación al cliente ({{moment}})',
      return: '{{amount}} desde que el ticket volvió al equipo ({{moment}})',
      customer: 'más {{length}} que estuvo del lado del cliente',
      third_party: 'más {{length}} que estuvo en manos de terceros',
      completed: 'más {{length}} que estuvo completado',
      holiday: 'feriado {{day}} ({{name}})',
      holidays: 'feriados {{days}}',
      holidayCount_one: '{{count}} feriado',
      holidayCount_many: '{{count}} feriados',
      holidayCount_other: '{{count}} feriados',
    },
    due: {
      ahead: 'Vence {{moment}}: {{why}}.',
      late: 'Venció {{moment}}, hace {{ago}}: {{why}}.',
      met: '{{done}} {{met}}, dentro de plazo; vencía {{moment}}: {{why}}.',
      metLate: '{{done}} {{met}}, con {{late}} de retraso; vencía {{moment}}: {{why}}.',
      hold: {
        customer:
          'En espera del cliente desde {{since}}, con {{left}} por delante; el último plazo, {{moment}}, se recalculará al reanudarse: {{why}}.',
        third_party:
          'En espera de terceros desde {{since}}, con {{left}} por delante; el último plazo, {{moment}}, se recalculará al reanudarse: {{why}}.',
      },
      none: {
        status: 'Sin plazo mientras el ticket esté en este estado.',
        closed: 'Sin plazo: el ticket se cerró sin llegar a resolverse.',
        no_hours: 'Sin plazo: el calendario no tiene horas hábiles por delante.',
      },
    },
    done: { first_response: 'Respondido', next_update: 'Informado', solution: 'Resuelto' },
    next: {
      by: '{{task}} a más tardar {{moment}}',
      on: '{{task}} {{moment}}',
      late: '{{task}}, con retraso desde {{moment}} (hace {{ago}})',
      closing: 'Se cerrará automáticamente {{moment}} si el cliente no responde',
      closingAccepted: 'El cliente confirmó la solución; se cerrará automáticamente {{moment}}',
      closingNow: 'Se cerrará automáticamente en unos momentos',
      group: 'sin agente asignado, le toca al grupo',
    },
    task: {
      callback: 'Devolver la llamada',
      promise: 'Cumplir lo prometido al cliente',
      first_response: 'Dar la primera respuesta',
      chase_third_party: 'Reclamar la respuesta del tercero',
      follow_up_call: 'Llamar al cliente para dar seguimiento',
      customer_update: 'Informar al cliente del avance',
      solution: 'Resolver el ticket',
      request_confirmation: 'Pedir al cliente que confirme la solución',
      review: 'Revisar el ticket',
    },
  },
}

const en = {
  sla: {
    when: {
      today: 'today',
      tomorrow: 'tomorrow',
      yesterday: 'yesterday',
      on: { weekday: 'on {{day}}', weekend: 'on {{day}}', date: 'on {{day}}' },
      plain: { weekday: '{{day}}', weekend: '{{day}}', date: '{{day}}' },
      at: { one: 'at {{time}}', more: 'at {{time}}' },
      clock: { one: '{{time}}', more: '{{time}}' },
    },
    length: {
      none: 'less than 1 min',
      minutes: '{{minutes}} min',
      hours: '{{hours}} h',
      hoursMinutes: '{{hours}} h {{minutes}} min',
      days_one: '{{count}} day',
      days_other: '{{count}} days',
      daysHours_one: '{{count}} day and {{hours}} h',
      daysHours_other: '{{count}} days and {{hours}} h',
      working_one: '{{length}} of working time',
      working_other: '{{length}} of working time',
      workingDays_one: '{{count}} working day',
      workingDays_other: '{{count}} working days',
    },
    why: {
      creationSameDay: '{{amount}} from {{clock}}',
      creation: '{{amount}} from {{moment}}',
      update: '{{amount}} from the last message to the customer ({{moment}})',
      return: '{{amount}} from when the ticket came back to the team ({{moment}})',
      customer: 'plus {{length}} with the customer',
      third_party: 'plus {{length}} with third parties',
      completed: 'plus {{length}} while completed',
      holiday: 'public holiday {{day}} ({{name}})',
      holidays: 'public holidays {{days}}',
      holidayCount_one: '{{count}} public holiday',
      holidayCount_other: '{{count}} public holidays',
    },
    due: {
      ahead: 'Due {{moment}}: {{why}}.',
      late: 'Was due {{moment}}, {{ago}} ago: {{why}}.',
      met: '{{done}} {{met}}, in time; was due {{moment}}: {{why}}.',
      metLate: '{{done}} {{met}}, {{late}} late; was due {{moment}}: {{why}}.',
      hold: {
        customer:
          'On hold for the customer since {{since}}, with {{left}} left; the last due date, {{moment}}, will be recalculated when work resumes: {{why}}.',
        third_party:
          'On hold for third parties since {{since}}, with {{left}} left; the last due date, {{moment}}, will be recalculated when work resumes: {{why}}.',
      },
      none: {
        status: 'No due date while the ticket is in this status.',
        closed: 'No due date: the ticket was closed without being resolved.',
        no_hours: 'No due date: the calendar has no working hours ahead.',
      },
    },
    done: { first_response: 'Answered', next_update: 'Updated', solution: 'Resolved' },
    next: {
      by: '{{task}} by {{moment}}',
      on: '{{task}} {{moment}}',
      late: '{{task}}, overdue since {{moment}} ({{ago}} ago)',
      closing: 'Closes automatically {{moment}} unless the customer replies',
      closingAccepted: 'The customer confirmed the solution; closes automatically {{moment}}',
      closingNow: 'Closes automatically in a moment',
      group: 'no agent assigned, so it is up to the group',
    },
    task: {
      callback: 'Call the customer back',
      promise: 'Keep the promise made to the customer',
      first_response: 'Give the first response',
      chase_third_party: 'Chase the third party for an answer',
      follow_up_call: 'Call the customer to follow up',
      customer_update: 'Update the customer on progress',
      solution: 'Resolve the ticket',
      request_confirmation: 'Ask the customer to confirm the solution',
      review: 'Review the ticket',
    },
  },
} satisfies SameKeys<typeof es, 'one' | 'other'>

const pt = {
  sla: {
    when: {
      today: 'hoje',
      tomorrow: 'amanhã',
      yesterday: 'ontem',
      on: { weekday: 'na {{day}}', weekend: 'no {{day}}', date: 'em {{day}}' },
      plain: { weekday: '{{day}}', weekend: '{{day}}', date: '{{day}}' },
      at: { one: 'à {{time}}', more: 'às {{time}}' },
      clock: { one: 'a {{time}}', more: 'as {{time}}' },
    },
    length: {
      none: 'menos de 1 min',
      minutes: '{{minutes}} min',
      hours: '{{hours}} h',
      hoursMinutes: '{{hours}} h {{minutes}} min',
      days_one: '{{count}} dia',
      days_many: '{{count}} dias',
      days_other: '{{count}} dias',
      daysHours_one: '{{count}} dia e {{hours}} h',
      daysHours_many: '{{count}} dias e {{hours}} h',
      daysHours_other: '{{count}} dias e {{hours}} h',
      working_one: '{{length}} útil',
      working_many: '{{length}} úteis',
      working_other: '{{length}} úteis',
      workingDays_one: '{{count}} dia útil',
      workingDays_many: '{{count}} dias úteis',
      workingDays_other: '{{count}} dias úteis',
    },
    why: {
      creationSameDay: '{{amount}} desde {{clock}}',
      creation: '{{amount}} desde {{moment}}',
      update: '{{amount}} desde a última comunicação ao cliente ({{moment}})',
      return: '{{amount}} desde que o ticket voltou à equipe ({{moment}})',
      customer: 'mais {{length}} em que esteve do lado do cliente',
      third_party: 'mais {{length}} em que esteve com terceiros',
      completed: 'mais {{length}} em que esteve concluído',
      holiday: 'feriado {{day}} ({{name}})',
      holidays: 'feriados {{days}}',
      holidayCount_one: '{{count}} feriado',
      holidayCount_many: '{{count}} feriados',
      holidayCount_other: '{{count}} feriados',
    },
    due: {
      ahead: 'Vence {{moment}}: {{why}}.',
      late: 'Venceu {{moment}}, há {{ago}}: {{why}}.',
      met: '{{done}} {{met}}, dentro do prazo; vencia {{moment}}: {{why}}.',
      metLate: '{{done}} {{met}}, com {{late}} de atraso; vencia {{moment}}: {{why}}.',
      hold: {
        customer:
          'À espera do cliente desde {{since}}, com {{left}} pela frente; o último prazo, {{moment}}, será recalculado na retomada: {{why}}.',
        third_party:
          'À espera de terceiros desde {{since}}, com {{left}} pela frente; o último prazo, {{moment}}, será recalculado na retomada: {{why}}.',
      },
      none: {
        status: 'Sem prazo enquanto o ticket estiver neste estado.',
        closed: 'Sem prazo: o ticket foi fechado sem ter sido resolvido.',
        no_hours: 'Sem prazo: o calendário não tem horas úteis pela frente.',
      },
    },
    done: { first_response: 'Respondido', next_update: 'Informado', solution: 'Resolvido' },
    next: {
      by: '{{task}} até {{moment}}',
      on: '{{task}} {{moment}}',
      late: '{{task}}, em atraso desde {{moment}} (há {{ago}})',
      closing: 'Será fechado automaticamente {{moment}} se o cliente não responder',
      closingAccepted: 'O cliente confirmou a solução; será fechado automaticamente {{moment}}',
      closingNow: 'Será fechado automaticamente em instantes',
      group: 'sem agente designado, cabe ao grupo',
    },
    task: {
      callback: 'Retornar a ligação',
      promise: 'Cumprir o prometido ao cliente',
      first_response: 'Dar a primeira resposta',
      chase_third_party: 'Cobrar a resposta do terceiro',
      follow_up_call: 'Ligar para o cliente para acompanhamento',
      customer_update: 'Informar o cliente sobre o andamento',
      solution: 'Resolver o ticket',
      request_confirmation: 'Pedir ao cliente que confirme a solução',
      review: 'Revisar o ticket',
    },
  },
} satisfies SameKeys<typeof es, 'one' | 'many' | 'other'>

/** Why a date is what it is, in the reader's language; i18next's plural forms. Numbers of the clock are always 24 h. */
export const slaTexts = { es, en, pt }

type Plural = 'one' | 'many' | 'other'
/** The same keys as the original, each plural in the forms the language has. */
type SameKeys<Original, Forms extends Plural> = {
  [Key in keyof Original as Key extends `${string}_${Plural}` ? never : Key]: Original[Key] extends string
    ? string
    : SameKeys<Original[Key], Forms>
} & { [Key in keyof Original as Key extends `${infer Stem}_other` ? `${Stem}_${Forms}` : never]: string }
