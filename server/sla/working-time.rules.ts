import {
  DAY,
  type Holiday,
  hoursOn,
  latestKnown,
  lostTo,
  momentOf,
  openingsAround,
  readingAt,
} from './opening-hours.rules.ts'

/** One stretch of a working week. Several per day are allowed; `to` at or before `from` ends on the next day. */
export type WeeklyHours = { day: 1 | 2 | 3 | 4 | 5 | 6 | 7; from: string; to: string }

/**
 * When a desk works. A calendar is a value: what is worked out from it is remembered by the object's identity,
 * so whoever changes one hands in a new object. An exception replaces the hours of its date and wins over a holiday.
 */
export type Calendar = {
  zone: string
  hours: WeeklyHours[]
  holidays: Holiday[]
  exceptions: { date: string; hours: { from: string; to: string }[] }[]
}

const YEAR = 366 * DAY
const IDLE = 3 * YEAR

/** domain.md §2: seconds that really passed inside working hours; a working day is not 24 h, nor always equally long (Z11). */
export function workingSeconds(calendar: Calendar, from: Date, to: Date): number {
  if (!(to > from)) return 0
  const openings = openingsAround(calendar, +from, +to)
  return (openings.workedUntil(+to) - openings.workedUntil(+from)) / 1000
}

/** The first moment by which `seconds` of working time have passed since `from`. */
export function addWorking(calendar: Calendar, from: Date, seconds: number): Date {
  return addWorkingIfAny(calendar, from, seconds) ?? outOfHours(calendar, from)
}

/** The same, or null where the calendar stops having working hours (none in three years). */
export function addWorkingIfAny(calendar: Calendar, from: Date, seconds: number): Date | null {
  if (!(seconds >= 0)) throw new RangeError(`Working time to add must not be negative: ${seconds}`)
  const amount = Math.round(seconds * 1000)
  if (amount === 0) return from
  for (let ahead = YEAR; ; ahead *= 2) {
    const until = Math.min(+from + ahead, latestKnown)
    const openings = openingsAround(calendar, +from, until)
    const reached = openings.momentWorked(openings.workedUntil(+from) + amount)
    if (reached !== null) return new Date(reached)
    if (until === latestKnown || Math.max(+from, openings.lastEnd) + IDLE < until) return null
  }
}

/** That moment where the desk is open then, else when it opens next; null where the calendar has no hours any more. */
export function whileOpenIfAny(calendar: Calendar, at: Date): Date | null {
  const worked = addWorkingIfAny(calendar, at, 0.001)
  return worked && new Date(+worked - 1)
}

/**
 * domain.md §2: days move the date over working days and keep the clock time, even where that is outside the hours.
 * A working day is a date on which some hours begin; the date of `from` itself is not counted.
 * A clock time that daylight saving skips becomes the moment the clock jumps.
 */
export function addWorkingDays(calendar: Calendar, from: Date, days: number): Date {
  return addWorkingDaysIfAny(calendar, from, days) ?? outOfHours(calendar, from)
}

/** The same, or null where the calendar stops having working days (none in three years). */
export function addWorkingDaysIfAny(calendar: Calendar, from: Date, days: number): Date | null {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`Working days must be a whole number: ${days}`)
  if (days === 0) return from
  const reading = readingAt(calendar, +from)
  const start = Math.floor(reading / DAY)
  let day = start
  for (let left = days, last = start; left > 0; ) {
    day++
    if ((day - last) * DAY > IDLE || day * DAY > latestKnown - 3 * DAY) return null
    if (hoursOn(calendar, day).length === 0) continue
    left--
    last = day
  }
  return new Date(momentOf(calendar, reading + (day - start) * DAY))
}

/** Days of the working week lost to a holiday between two moments: what an explanation names. */
export function holidaysBetween(calendar: Calendar, from: Date, to: Date): Holiday[] {
  return to > from ? lostTo(calendar, +from, +to) : []
}

/** The date that the calendar's zone shows at a moment, as YYYY-MM-DD. */
export function dateAt(calendar: Calendar, at: Date): string {
  return new Date(readingAt(calendar, +at)).toISOString().slice(0, 10)
}

function outOfHours(calendar: Calendar, from: Date): never {
  throw new RangeError(
    `The calendar in ${calendar.zone} has no working hours in the three years after ${from.toISOString()}`,
  )
}
