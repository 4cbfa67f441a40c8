import { describe, expect, test } from 'vitest'
import { at, history, type Move, raiz, target } from '../../test/oracle/pasts.ts'
import { type Language, voices } from '../platform/i18n.ts'
import { explainNextAction, explainTarget } from './explain.ts'
import type { NextAction } from './next-action.rules.ts'
import type { TargetHistory, TargetKind } from './targets.rules.ts'
import { slaTexts } from './texts.ts'
import type { Reader } from './wording.ts'

const voice = voices([slaTexts])
const reader = (now: string, language: Language = 'es', zone = 'America/Santiago'): Reader => ({
  say: voice(language),
  language,
  zone,
  now: at(now),
})
const explain = (kind: TargetKind, past: TargetHistory, reader: Reader) => explainTarget(target(kind, past), reader)
const inAllThree = (kind: TargetKind, past: TargetHistory, now: string) =>
  (['es', 'en', 'pt'] as const).map((language) => explain(kind, past, reader(now, language)))

const weekend: Move[] = [
  ['pending', '26T16:00'],
  ['customer_action', '26T16:40'],
  ['in_progress', '30T10:00'],
]

describe('a deadline explains itself', () => {
  test('with the hours promised, María’s time and the holiday on the way', () => {
    expect(inAllThree('solution', history(weekend), '30T11:00')).toEqual([
      'Vence hoy a las 17:20: 8 h hábiles desde el viernes a las 16:00, más 2 h 20 min que estuvo del lado del cliente, feriado ayer (San Pedro y San Pablo).',
      'Due today at 17:20: 8 h of working time from Friday at 16:00, plus 2 h 20 min with the customer, public holiday yesterday (San Pedro y San Pablo).',
      'Vence hoje às 17:20: 8 h úteis desde sexta-feira às 16:00, mais 2 h 20 min em que esteve do lado do cliente, feriado ontem (San Pedro y San Pablo).',
    ])
  })

  test('on the same day it says since what time', () => {
    expect(explain('first_response', history([['pending', '01T09:10']]), reader('01T09:20'))).toBe(
      'Vence hoy a las 10:10: 1 h hábil desde las 09:10.',
    )
  })

  test('by its weekday within a week', () => {
    expect(
      inAllThree('solution', history([['pending', '01T12:00']]), '01T00:00').map((text) => text.split(':')[0]),
    ).toEqual(['Vence mañana a las 11', 'Due tomorrow at 11', 'Vence amanhã às 11'])
    expect(
      inAllThree('solution', history([['pending', '04T12:00']]), '01T12:00').map((text) => text.split(':')[0]),
    ).toEqual(['Vence el viernes a las 11', 'Due on Friday at 11', 'Vence na sexta-feira às 11'])
  })

  test('by its date beyond a week, with the year when it is another', () => {
    const past = history([['pending', '01T09:00']])
    const inReader = (now: string) => ({ ...reader('01T09:00'), now: new Date(now) })
    expect(explain('solution', past, inReader('2026-05-20T12:00Z'))).toMatch(/^Vence el 1 de junio a las 17:00/)
    expect(explain('solution', past, inReader('2025-12-30T12:00Z'))).toMatch(/^Vence el 1 de junio de 2026 a las 17:00/)
  })

  test('a Portuguese Saturday is masculine', () => {
    const saturday = { ...raiz, exceptions: [{ date: '2026-06-06', hours: [{ from: '00:00', to: '02:00' }] }] }
    const past = history([['pending', '05T18:00']], { calendar: saturday })
    expect(explain('first_response', past, reader('03T12:00', 'pt'))).toMatch(/^Vence no sábado à 01:00: 1 h útil/)
  })

  test('one o’clock is singular, and midnight is not', () => {
    const nights = { ...raiz, hours: raiz.hours.map(({ day }) => ({ day, from: '00:00', to: '09:00' })) }
    const due = (from: string) =>
      explain('first_response', history([['pending', from]], { calendar: nights }), reader('01T00:00'))
    expect(due('01T00:40')).toBe('Vence hoy a la 01:40: 1 h hábil desde las 00:40.')
    expect(due('01T01:10')).toBe('Vence hoy a las 02:10: 1 h hábil desde la 01:10.')
  })

  test('in the zone of the reader, not of the calendar', () => {
    expect(
      explain('first_response', history([['pending', '01T09:10']]), reader('01T09:20', 'es', 'Europe/Madrid')),
    ).toBe('Vence hoy a las 16:10: 1 h hábil desde las 15:10.')
  })

  test('in days where days were promised', () => {
    const specs = (amount: number) => [{ kind: 'solution', amount, unit: 'day' }] as const
    const past = (amount: number) => history([['pending', '26T16:00']], { specs: [...specs(amount)] })
    expect(explain('solution', past(1), reader('26T17:00'))).toBe(
      'Vence el martes a las 16:00: 1 día hábil desde hoy a las 16:00, feriado el lunes (San Pedro y San Pablo).',
    )
    expect(explain('solution', past(3), reader('26T17:00'))).toMatch(/: 3 días hábiles desde hoy a las 16:00, /)
  })

  test('several holidays are listed, many are counted', () => {
    const closedOn = (...days: string[]) => ({
      ...raiz,
      holidays: days.map((day) => ({ date: `2026-06-${day}`, name: 'Feriado' })),
    })
    const past = (...days: string[]) => history([['pending', '10T17:00']], { calendar: closedOn(...days) })
    expect(explain('solution', past('11', '12'), reader('10T17:00'))).toMatch(/, feriados mañana y el viernes\.$/)
    expect(explain('solution', past('11', '12', '15', '16'), reader('10T17:00'))).toMatch(/, 4 feriados\.$/)
  })
})

describe('a deadline that has passed', () => {
  test('says since when', () => {
    expect(inAllThree('first_response', history([['pending', '01T09:10']]), '01T11:30')).toEqual([
      'Venció hoy a las 10:10, hace 1 h 20 min: 1 h hábil desde las 09:10.',
      'Was due today at 10:10, 1 h 20 min ago: 1 h of working time from 09:10.',
      'Venceu hoje às 10:10, há 1 h 20 min: 1 h útil desde as 09:10.',
    ])
  })

  test.each([
    ['01T10:10:20', 'menos de 1 min'],
    ['01T10:11', '1 min'],
    ['01T12:10', '2 h'],
    ['02T10:10', '1 día'],
    ['02T16:10', '1 día y 6 h'],
    ['06T16:10', '5 días'],
  ])('at %s, %s ago', (now, ago) => {
    expect(explain('first_response', history([['pending', '01T09:10']]), reader(now))).toContain(`, hace ${ago}:`)
  })
})

describe('a deadline that was met', () => {
  const answered = (time: string) => history([['pending', '01T09:10']], { firstResponseAt: at(time) })

  test('in time', () => {
    expect(inAllThree('first_response', answered('01T09:40'), '01T12:00')).toEqual([
      'Respondido hoy a las 09:40, dentro de plazo; vencía hoy a las 10:10: 1 h hábil desde las 09:10.',
      'Answered today at 09:40, in time; was due today at 10:10: 1 h of working time from 09:10.',
      'Respondido hoje às 09:40, dentro do prazo; vencia hoje às 10:10: 1 h útil desde as 09:10.',
    ])
  })

  test('late', () => {
    expect(inAllThree('first_response', answered('01T10:40'), '02T12:00')).toEqual([
      'Respondido ayer a las 10:40, con 30 min de retraso; vencía ayer a las 10:10: 1 h hábil desde las 09:10.',
      'Answered yesterday at 10:40, 30 min late; was due yesterday at 10:10: 1 h of working time from 09:10.',
      'Respondido ontem às 10:40, com 30 min de atraso; vencia ontem às 10:10: 1 h útil desde as 09:10.',
    ])
  })
})

describe('a deadline on hold', () => {
  const moves: Move[] = [
    ['pending', '01T09:10'],
    ['customer_action', '01T14:30'],
  ]

  test('says for whom, what is left and what will happen', () => {
    expect(inAllThree('solution', history(moves), '02T12:00')).toEqual([
      'En espera del cliente desde ayer a las 14:30, con 2 h 40 min hábiles por delante; el último plazo, ayer a las 17:10, se recalculará al reanudarse: 8 h hábiles desde las 09:10.',
      'On hold for the customer since yesterday at 14:30, with 2 h 40 min of working time left; the last due date, yesterday at 17:10, will be recalculated when work resumes: 8 h of working time from 09:10.',
      'À espera do cliente desde ontem às 14:30, com 2 h 40 min úteis pela frente; o último prazo, ontem às 17:10, será recalculado na retomada: 8 h úteis desde as 09:10.',
    ])
  })

  test('at third parties, where the policy pauses there', () => {
    const past = history(
      [
        ['pending', '01T09:10'],
        ['third_party_action', '01T14:30'],
      ],
      { pauseOnThirdParty: true },
    )
    expect(explain('solution', past, reader('01T15:00'))).toMatch(
      /^En espera de terceros desde hoy a las 14:30, con 2 h 40 min/,
    )
  })
})

describe('no deadline', () => {
  test('says why', () => {
    const waiting = history([
      ['pending', '01T09:10'],
      ['customer_action', '01T14:30'],
    ])
    const discarded = history([
      ['pending', '01T09:10'],
      ['closed', '01T14:30'],
    ])
    const closedDesk = history([['pending', '01T09:10']], { calendar: { ...raiz, hours: [] } })
    expect(explain('next_update', waiting, reader('01T15:00'))).toBe(
      'Sin plazo mientras el ticket esté en este estado.',
    )
    expect(explain('solution', discarded, reader('01T15:00'))).toBe(
      'Sin plazo: el ticket se cerró sin llegar a resolverse.',
    )
    expect(explain('solution', closedDesk, reader('01T15:00'))).toBe(
      'Sin plazo: el calendario no tiene horas hábiles por delante.',
    )
  })
})

describe('the next update', () => {
  test('counts from the last words to María, or from her answer', () => {
    const told = history([['pending', '01T09:10']], { lastUpdateToCustomerAt: at('01T10:00') })
    const back = history([
      ['pending', '01T09:10'],
      ['customer_action', '01T09:30'],
      ['in_progress', '01T11:00'],
    ])
    expect(explain('next_update', told, reader('01T11:00'))).toBe(
      'Vence hoy a las 14:00: 4 h hábiles desde la última comunicación al cliente (hoy a las 10:00).',
    )
    expect(explain('next_update', back, reader('01T11:00'))).toBe(
      'Vence hoy a las 15:00: 4 h hábiles desde que el ticket volvió al equipo (hoy a las 11:00).',
    )
  })
})

describe('the next action explains itself', () => {
  const first = target('first_response', history([['pending', '01T09:10']]))
  const next = (kind: NextAction['kind'], dueAt: string, who: NextAction['who'] = 'agent'): NextAction => ({
    kind,
    dueAt: at(dueAt),
    who,
  })
  const spoken = (action: NextAction, now: string, language?: Language) =>
    explainNextAction(action, [first], reader(now, language))

  test('what to do, by when and why then', () => {
    expect(spoken(next('first_response', '01T10:10'), '01T09:20')).toBe(
      'Dar la primera respuesta a más tardar hoy a las 10:10: 1 h hábil desde las 09:10.',
    )
    expect(spoken(next('first_response', '01T10:10'), '01T09:20', 'en')).toBe(
      'Give the first response by today at 10:10: 1 h of working time from 09:10.',
    )
    expect(spoken(next('first_response', '01T10:10'), '01T09:20', 'pt')).toBe(
      'Dar a primeira resposta até hoje às 10:10: 1 h útil desde as 09:10.',
    )
  })

  test('an appointment is on its date, not by it', () => {
    expect(spoken(next('callback', '03T16:00'), '01T09:20')).toBe('Devolver la llamada el miércoles a las 16:00.')
    expect(spoken(next('callback', '03T16:00'), '01T09:20', 'en')).toBe('Call the customer back on Wednesday at 16:00.')
    expect(spoken(next('callback', '03T16:00'), '01T09:20', 'pt')).toBe('Retornar a ligação na quarta-feira às 16:00.')
  })

  test('when nobody owns the ticket, the group is told', () => {
    expect(spoken(next('review', '02T10:00', 'group'), '01T09:20')).toBe(
      'Revisar el ticket mañana a las 10:00; sin agente asignado, le toca al grupo.',
    )
  })

  test('what is late says so', () => {
    expect(spoken(next('chase_third_party', '01T10:00'), '01T10:20')).toBe(
      'Reclamar la respuesta del tercero, con retraso desde hoy a las 10:00 (hace 20 min).',
    )
  })

  test('closing is done by the system', () => {
    expect(spoken(next('auto_close', '05T10:00', 'system'), '01T10:20')).toBe(
      'Se cerrará automáticamente el viernes a las 10:00 si el cliente no responde.',
    )
    expect(spoken(next('auto_close', '01T10:00', 'system'), '01T10:20')).toBe(
      'Se cerrará automáticamente en unos momentos.',
    )
  })

  test('a date that was snoozed is not explained by the target', () => {
    expect(spoken(next('first_response', '01T16:00'), '01T09:20')).toBe(
      'Dar la primera respuesta a más tardar hoy a las 16:00.',
    )
  })

  test.each(['es', 'en', 'pt'] as const)('every kind has its words in %s', (language) => {
    const kinds = Object.keys(slaTexts.es.sla.task).concat('auto_close') as NextAction['kind'][]
    expect(kinds).toHaveLength(10)
    for (const kind of kinds)
      expect(spoken(next(kind, '05T10:00'), '01T10:20', language)).not.toMatch(/sla\.|\{\{|undefined/)
  })
})

describe('the texts', () => {
  const flat = (texts: object, path = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${path}.${key}`, value]] : flat(value, `${path}.${key}`),
    )
  const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

  test.each(['en', 'pt'] as const)('have the same gaps to fill in %s as in Spanish', (language) => {
    const spanish = new Map(flat(slaTexts.es))
    for (const [key, text] of flat(slaTexts[language]))
      expect([key, holes(text)]).toEqual([key, holes(spanish.get(key)!)])
  })
})
