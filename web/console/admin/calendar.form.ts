import type { BodyOf, ReplyOf } from '../../../server/platform/contract.ts'
import type { createCalendar, listCalendars } from '../../../server/sla/contract.ts'

export type CalendarRow = ReplyOf<typeof listCalendars>['items'][number]
export type CalendarFields = BodyOf<typeof createCalendar>
export type Span = { from: string; to: string }
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** Monday to Friday, nine to six: where most begin. */
export const newCalendar = (zone: string): CalendarFields => ({
  ...{ name: '', zone, holidays: [], exceptions: [] },
  hours: ([1, 2, 3, 4, 5] as const).map((day) => ({ day, from: '09:00', to: '18:00' })),
})

export const isStored = (calendar: CalendarFields | CalendarRow): calendar is CalendarRow => 'id' in calendar

export const fieldsOf = ({ name, zone, hours, holidays, exceptions }: CalendarFields): CalendarFields => ({
  ...{ name, zone, hours, holidays, exceptions },
})

export const spansOf = ({ hours }: CalendarFields, day: number): Span[] =>
  hours.filter((span) => span.day === day).map(({ from, to }) => ({ from, to }))

export function withSpans(fields: CalendarFields, day: (typeof DAYS)[number], spans: Span[]): CalendarFields {
  const others = fields.hours.filter((span) => span.day !== day)
  return { ...fields, hours: [...others, ...spans.map((span) => ({ day, ...span }))].sort((a, b) => a.day - b.day) }
}

/** Those of the snapshot that are not there yet; what was taken away by hand in other years stays away no longer than it is not copied again. */
export function withHolidays(fields: CalendarFields, more: CalendarFields['holidays']): CalendarFields {
  const known = new Set(fields.holidays.map(({ date }) => date))
  const holidays = [...fields.holidays, ...more.filter(({ date }) => !known.has(date))]
  return { ...fields, holidays: holidays.sort((a, b) => a.date.localeCompare(b.date)) }
}
