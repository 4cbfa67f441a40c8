/* Calendars and moments to try time rules on: nights, holidays, exceptions, and as often as not a change of daylight saving nearby. */
import fc from 'fast-check'
import type { Calendar, WeeklyHours } from '../../server/sla/working-time.rules.ts'

export const SEED = 20260906
export type Scene = { calendar: Calendar; from: Date; to: Date }

const HOUR = 3_600_000
const DAY = 24 * HOUR
const changesOf: Record<string, string[]> = {
  'America/Santiago': ['2026-04-05T03:00Z', '2026-09-06T04:00Z', '2027-04-04T03:00Z'],
  'Europe/Madrid': ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z'],
  'America/Tijuana': ['2026-03-08T10:00Z', '2026-11-01T09:00Z', '2027-03-14T10:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z', '2027-04-03T15:00Z'],
}
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 287 }).map((n) => n * 5),
  fc.integer({ min: 0, max: 1439 }),
)
const begin = minutes.map(asTime)
const end = fc.oneof({ weight: 5, arbitrary: minutes.map(asTime) }, { weight: 1, arbitrary: fc.constant('24:00') })
const hours = fc.record({ from: begin, to: end })
const week = fc.oneof(
  fc.constant(DAYS.slice(0, 5).map((day): WeeklyHours => ({ day, from: '09:00', to: '18:00' }))),
  fc.constant(DAYS.map((day): WeeklyHours => ({ day, from: '22:00', to: '06:00' }))),
  fc.constant(DAYS.map((day): WeeklyHours => ({ day, from: '00:00', to: '24:00' }))),
  fc.array(fc.record({ day: fc.constantFrom(...DAYS), from: begin, to: end }), { minLength: 1, maxLength: 9 }),
)

/** A calendar with its oddities near a moment, and two moments near it. */
export const scenes: fc.Arbitrary<Scene> = fc.constantFrom(...Object.keys(changesOf)).chain((zone) => {
  const change = fc.constantFrom(...changesOf[zone]!).map((text) => Date.parse(text))
  const anyTime = fc.integer({ min: Date.UTC(2026, 0, 15), max: Date.UTC(2027, 2, 1) })
  return fc.oneof({ weight: 3, arbitrary: change }, { weight: 2, arbitrary: anyTime }).chain((centre) => {
    const date = fc.integer({ min: -6, max: 8 }).map((days) => new Date(centre + days * DAY).toISOString().slice(0, 10))
    return fc
      .record({
        hours: week,
        holidays: fc.array(
          date.map((date) => ({ date, name: 'Feriado' })),
          { maxLength: 4 },
        ),
        exceptions: fc.array(fc.record({ date, hours: fc.array(hours, { maxLength: 2 }) }), { maxLength: 3 }),
        from: fc.integer({ min: -3 * DAY, max: DAY }),
        length: fc.oneof(fc.integer({ min: 0, max: 6 * HOUR }), fc.integer({ min: 0, max: 8 * DAY })),
      })
      .map(({ from, length, ...calendar }) => ({
        calendar: { zone, ...calendar },
        from: new Date(centre + from),
        to: new Date(centre + from + length),
      }))
  })
})

/** Tries a sentence on so many generated cases, the same ones every time. */
export function always<T extends unknown[]>(
  numRuns: number,
  given: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...given: T) => void,
) {
  const property = fc.property(fc.tuple<T>(...given), (values) => {
    holds(...values)
  })
  fc.assert(property, { seed: SEED, numRuns })
}

function asTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
