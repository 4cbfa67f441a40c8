/*
 * Working time, worked out the slow way, to check server/sla against.
 *
 * The principle is another one: no offsets, no intervals, no arithmetic on dates beyond counting them. Somebody sits in
 * front of a wall clock (Intl.DateTimeFormat) and looks at it at every minute. The clock's hands are never turned back:
 * where daylight saving ends it stands still until time has caught up, where it begins the hands jump. Each minute is open
 * or closed by what the clock shows, and open minutes are counted one by one.
 */
import type { Segment } from '../../server/sla/targets.rules.ts'
import type { Calendar } from '../../server/sla/working-time.rules.ts'

const MINUTE = 60_000
const QUARTER = 15
const MINUTES_A_DAY = 1440

/** The stretch of time the oracle has watched the clock for. */
export const WATCHED = { from: Date.UTC(2025, 11, 1), to: Date.UTC(2027, 6, 1) }

export function slowWorkingSeconds(calendar: Calendar, from: Date, to: Date): number {
  const open = openMinutes(calendar)
  let milliseconds = 0
  for (let minute = minuteOf(+from); minute * MINUTE + WATCHED.from < +to; minute++) {
    if (!open(minute)) continue
    const start = WATCHED.from + minute * MINUTE
    milliseconds += Math.min(+to, start + MINUTE) - Math.max(+from, start)
  }
  return milliseconds / 1000
}

/** Null where the watched time ends first. */
export function slowAddWorking(calendar: Calendar, from: Date, seconds: number): Date | null {
  return slowDue(calendar, from, seconds, () => true, [])
}

/** When the working time that passed while the ticket was on a running side reaches the amount. */
export function slowSolutionDue(
  calendar: Calendar,
  createdAt: Date,
  seconds: number,
  segments: Segment[],
  pauseOnThirdParty: boolean,
): Date | null {
  const moves = segments.map(({ from }) => +from)
  const runs = (moment: number) => {
    const current = segments.findLast(({ from }) => +from <= moment)
    return current?.side === 'agent' || (current?.side === 'third_party' && !pauseOnThirdParty)
  }
  return slowDue(calendar, createdAt, seconds, runs, moves)
}

/** The same clock time on the day that is `days` open dates later; null where the watched time ends first. */
export function slowAddWorkingDays(calendar: Calendar, from: Date, days: number): Date | null {
  if (days === 0) return from
  const reading = look(calendar.zone, +from)
  let date = Math.floor(reading / MINUTES_A_DAY)
  for (let left = days; left > 0 && date * MINUTES_A_DAY * MINUTE < WATCHED.to; )
    if (spansOn(calendar, ++date).length > 0) left--
  const wanted = date * MINUTES_A_DAY + (reading % MINUTES_A_DAY)
  const shown = clockIn(calendar.zone)
  let minute = minuteOf(+from)
  while (shown[minute]! < wanted) minute++
  if (minute >= shown.length) return null
  const jumped = shown[minute]! > wanted
  return new Date(WATCHED.from + minute * MINUTE + (jumped ? 0 : +from % MINUTE))
}

/** Holidays without hours of their own whose ordinary hours would have fallen, at least partly, between two moments. */
export function slowHolidaysBetween(calendar: Calendar, from: Date, to: Date): string[] {
  const lost = calendar.holidays.filter(({ date }) => {
    if (calendar.exceptions.some((exception) => exception.date === date && exception.hours.length > 0)) return false
    const weekday = new Date(`${date}T12:00Z`).getUTCDay() || 7
    const hours = calendar.hours.filter(({ day }) => day === weekday)
    const thatDayOnly = { zone: calendar.zone, hours: [], holidays: [], exceptions: [{ date, hours }] }
    return slowWorkingSeconds(thatDayOnly, from, to) > 0
  })
  return [...new Set(lost.map(({ date }) => date))].sort()
}

function slowDue(
  calendar: Calendar,
  from: Date,
  seconds: number,
  runs: (moment: number) => boolean,
  moves: number[],
): Date | null {
  if (seconds === 0) return from
  const open = openMinutes(calendar)
  let left = seconds * 1000
  for (let moment = +from; moment < WATCHED.to; ) {
    const minute = minuteOf(moment)
    const minuteEnd = WATCHED.from + (minute + 1) * MINUTE
    const end = Math.min(minuteEnd, moves.find((move) => move > moment) ?? minuteEnd)
    if (open(minute) && runs(moment)) {
      if (left <= end - moment) return new Date(moment + left)
      left -= end - moment
    }
    moment = end
  }
  return null
}

/** Whether the desk is open during the given minute of the watched time. */
function openMinutes(calendar: Calendar): (minute: number) => boolean {
  const shown = clockIn(calendar.zone)
  const dates = new Map<number, { from: number; to: number }[]>()
  const spans = (date: number) => {
    if (!dates.has(date)) dates.set(date, spansOn(calendar, date))
    return dates.get(date)!
  }
  return (minute) => {
    const date = Math.floor(shown[minute]! / MINUTES_A_DAY)
    const time = shown[minute]! % MINUTES_A_DAY
    const begunToday = spans(date).some(({ from, to }) => time >= from && (to <= from || time < to))
    return begunToday || spans(date - 1).some(({ from, to }) => to <= from && time < to)
  }
}

function spansOn(calendar: Calendar, date: number): { from: number; to: number }[] {
  const name = new Date(date * MINUTES_A_DAY * MINUTE).toISOString().slice(0, 10)
  const exceptions = calendar.exceptions.filter((exception) => exception.date === name)
  const holiday = calendar.holidays.some((holiday) => holiday.date === name)
  const weekday = new Date(`${name}T12:00Z`).getUTCDay() || 7
  const ordinary = holiday ? [] : calendar.hours.filter(({ day }) => day === weekday)
  const hours = exceptions.length > 0 ? exceptions.flatMap((exception) => exception.hours) : ordinary
  return hours.map(({ from, to }) => ({ from: timeOfDay(from), to: timeOfDay(to) }))
}

const timeOfDay = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const minuteOf = (moment: number) => Math.floor((moment - WATCHED.from) / MINUTE)
const formats = new Map<string, Intl.DateTimeFormat>()
const clocks = new Map<string, number[]>()

/** What the clock shows at each watched minute, as minutes since 1970, its hands never turned back. */
function clockIn(zone: string): number[] {
  const known = clocks.get(zone)
  if (known) return known
  const shown: number[] = []
  let furthest = -Infinity
  for (let moment = WATCHED.from; moment < WATCHED.to; moment += QUARTER * MINUTE) {
    // Zones change their offset on quarters of an hour only, so the fourteen minutes in between need no looking.
    const reading = look(zone, moment)
    for (let i = 0; i < QUARTER; i++) {
      furthest = Math.max(furthest, reading + i)
      shown.push(furthest)
    }
  }
  clocks.set(zone, shown)
  return shown
}

/** What the clock shows, as minutes since 1970. */
function look(zone: string, moment: number): number {
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const
  if (!formats.has(zone)) formats.set(zone, new Intl.DateTimeFormat('en-GB', options))
  const [day, month, year, hour, minute] = formats.get(zone)!.format(moment).split(/\D+/).map(Number)
  return Date.UTC(year!, month! - 1, day, hour, minute) / MINUTE
}
