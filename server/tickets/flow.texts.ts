/** What hangs on a ticket, as the document flow names it. */
export const flowTexts = {
  es: {
    flow: {
      call_in: 'Llamada recibida',
      call_out: 'Llamada realizada',
      done: 'Hecho',
      attended: 'Atendida',
      result: {
        answered: 'Contestó',
        no_answer: 'No contestó',
        busy: 'Ocupado',
        voicemail: 'Buzón de voz',
        wrong_number: 'Número equivocado',
        callback_agreed: 'Pidió otro horario',
      },
      activity: {
        task: 'Tarea pendiente',
        call: 'Llamada pendiente',
        visit: 'Visita pendiente',
        appointment: 'Cita pendiente',
      },
    },
  },
  en: {
    flow: {
      call_in: 'Incoming call',
      call_out: 'Outgoing call',
      done: 'Done',
      attended: 'Answered',
      result: {
        answered: 'Answered',
        no_answer: 'No answer',
        busy: 'Busy',
        voicemail: 'Voicemail',
        wrong_number: 'Wrong number',
        callback_agreed: 'Asked for another time',
      },
      activity: {
        task: 'Task to do',
        call: 'Call to make',
        visit: 'Visit to make',
        appointment: 'Appointment to keep',
      },
    },
  },
  pt: {
    flow: {
      call_in: 'Ligação recebida',
      call_out: 'Ligação feita',
      done: 'Feito',
      attended: 'Atendida',
      result: {
        answered: 'Atendeu',
        no_answer: 'Não atendeu',
        busy: 'Ocupado',
        voicemail: 'Caixa postal',
        wrong_number: 'Número errado',
        callback_agreed: 'Pediu outro horário',
      },
      activity: {
        task: 'Tarefa pendente',
        call: 'Ligação pendente',
        visit: 'Visita pendente',
        appointment: 'Compromisso pendente',
      },
    },
  },
}
