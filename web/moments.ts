// Between the form's «2026-03-09T15:40» (no zone) and a moment in time, in the reader's zone.

import { oncePer } from './once-per.ts'

const wallClock = oncePer(
  (zone) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
)

/** The wall clock of a zone as a `datetime-local` field wants it. */
export function toLocalField(at: Date, zone: string) {
  const parts = wallClock(zone).formatToParts(at)
  const part = (type: string) => parts.find((p) => p.type === type)?.value
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The moment a zone's wall clock shows this; an hour that the change of clocks skips becomes the one after it. */
export function fromLocalField(field: string, zone: string): Date | null {
  const asUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field) ? Date.parse(`${field}:00Z`) : Number.NaN
  if (Number.isNaN(asUtc)) return null
  const candidates = [-DAY, DAY].map((around) => asUtc - offset(asUtc + around, zone))
  return new Date(candidates.find((at) => toLocalField(new Date(at), zone) === field) ?? Math.max(...candidates))
}

/** Today or later at a full hour of the reader's day; `days` ahead. */
export function atHour(now: number, days: number, hour: number, zone: string): Date {
  const day = toLocalField(new Date(now + days * DAY), zone).slice(0, 10)
  return fromLocalField(`${day}T${String(hour).padStart(2, '0')}:00`, zone)!
}

/** A morning at nine, so many days ahead. */
export type Morning = { at: Date; days: number }

/**
 * The mornings one usually puts something off to: tomorrow's and the one in three days. On a Saturday or a Sunday nobody is there: what
 * would fall on one is the next morning after them, and never the same twice.
 */
export function usualMornings(now: number, zone: string): [Morning, Morning] {
  const next = workday(now, 1, zone)
  const morning = (days: number) => ({ at: atHour(now, days, 9, zone), days })
  return [morning(next), morning(workday(now, Math.max(3, next + 1), zone))]
}

function workday(now: number, days: number, zone: string): number {
  const weekday = new Date(`${toLocalField(new Date(now + days * DAY), zone)}Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? workday(now, days + 1, zone) : days
}

const DAY = 86_400_000

function offset(at: number, zone: string) {
  return Date.parse(`${toLocalField(new Date(at), zone)}:00Z`) - Math.floor(at / 60_000) * 60_000
}
