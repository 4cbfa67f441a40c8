/** What is said to admins who set hours and promised times. */
export const slaAdminTexts = {
  es: {
    refusal: { calendar_used: 'Hay una política que cuenta con este calendario. Cámbiela antes a otro.' },
    field: {
      no_hours: 'Hace falta al menos un tramo de horario: sin horas no habría plazos.',
      empty_span: 'Un tramo necesita principio y fin distintos.',
      date: 'Esa fecha no existe.',
      date_twice: 'Hay dos excepciones para la misma fecha.',
      target_twice: 'Hay dos plazos iguales para la misma prioridad.',
    },
  },
  en: {
    refusal: { calendar_used: 'A policy counts by this calendar. Give that policy another one first.' },
    field: {
      no_hours: 'At least one stretch of hours is needed: without hours there would be no due dates.',
      empty_span: 'A stretch needs a beginning and an end that differ.',
      date: 'There is no such date.',
      date_twice: 'There are two exceptions for the same date.',
      target_twice: 'There are two targets of the same kind for one priority.',
    },
  },
  pt: {
    refusal: { calendar_used: 'Há uma política que conta com este calendário. Troque-a antes para outro.' },
    field: {
      no_hours: 'É preciso ao menos um trecho de horário: sem horas não haveria prazos.',
      empty_span: 'Um trecho precisa de início e fim diferentes.',
      date: 'Essa data não existe.',
      date_twice: 'Há duas exceções para a mesma data.',
      target_twice: 'Há dois prazos iguais para a mesma prioridade.',
    },
  },
}
