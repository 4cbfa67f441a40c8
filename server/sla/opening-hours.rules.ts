import { Temporal } from 'temporal-polyfill'
import type { Calendar } from './working-time.rules.ts'

/*
 * A calendar spelled out as openings: pairs of moments, merged, in order, with the working time before each one.
 * Wall-clock readings are handled as milliseconds "as if UTC"; only the zone's changes of offset are asked of Temporal,
 * a few per year, and the rest is arithmetic. Openings are kept per calendar object and grown when asked beyond them.
 *
 * One sentence decides every daylight-saving case: hours open and close at the first moment the wall clock shows that
 * time or a later one. So a time that is skipped counts from the jump, a repeated one from its first showing, and
 * hours that touch never overlap nor leave a hole.
 */

export type Holiday = { date: string; name: string }
/** Minutes of the day; `to` above midnight (1440) ends on the next day. */
type Span = { from: number; to: number }
/** A stretch of constant offset from UTC. */
type Stretch = { since: number; until: number; offset: number }

type Openings = {
  since: number
  until: number
  stretches: Stretch[]
  lastEnd: number
  /** Working milliseconds from the beginning of these openings to a moment. */
  workedUntil(moment: number): number
  /** The first moment by which that much was worked, or null beyond the last opening. */
  momentWorked(amount: number): number | null
}

type Prepared = {
  weekly: Map<number, Span[]>
  exceptions: Map<number, Span[]>
  holidays: Map<number, Holiday>
  openings?: Openings
}

export const DAY = 86_400_000
const MINUTE = 60_000
const MIDNIGHT = 1440
/** Openings are worked out a year beyond what is asked, so that the next questions find them there. */
const MARGIN = 366 * DAY
const earliestKnown = Date.UTC(1900, 0, 1)
export const latestKnown = Date.UTC(2200, 0, 1)

const known = new WeakMap<Calendar, Prepared>()

/** The calendar's openings, reaching at least from one moment to another. */
export function openingsAround(calendar: Calendar, from: number, to: number): Openings {
  if (!(from >= earliestKnown && to <= latestKnown))
    throw new RangeError('Working time is known from 1900 to 2200 only')
  const prepared = prepare(calendar)
  const { openings } = prepared
  if (openings && openings.since <= from && to <= openings.until) return openings
  const since = Math.min(from - MARGIN, openings?.since ?? from)
  const until = Math.max(to + MARGIN, openings?.until ?? to)
  prepared.openings = spellOut(calendar, since, until)
  return prepared.openings
}

/** The hours that begin on a date (days since 1970): its exception's, else none on a holiday, else its weekday's. */
export function hoursOn(calendar: Calendar, day: number): Span[] {
  const { weekly, exceptions, holidays } = prepare(calendar)
  return exceptions.get(day) ?? (holidays.has(day) ? [] : (weekly.get(weekday(day)) ?? []))
}

/** Holidays that fall on hours of the working week between two moments; a worked exception is no loss. */
export function lostTo(calendar: Calendar, from: number, to: number): Holiday[] {
  const { weekly, exceptions, holidays } = prepare(calendar)
  const { stretches } = openingsAround(calendar, from, to)
  const lost: Holiday[] = []
  for (const [day, holiday] of holidays) {
    if (day * DAY < from - 3 * DAY || day * DAY > to + 3 * DAY || exceptions.get(day)?.length) continue
    const worked = (weekly.get(weekday(day)) ?? []).map((span) => opening(stretches, day, span))
    if (worked.some(({ start, end }) => start < to && end > from)) lost.push(holiday)
  }
  return lost
}

/** What the wall clock in the calendar's zone shows at a moment. */
export function readingAt(calendar: Calendar, moment: number): number {
  const { stretches } = openingsAround(calendar, moment, moment)
  return moment + stretches.find(({ until }) => moment < until)!.offset
}

/** The first moment at which the calendar's wall clock shows a reading or a later one. */
export function momentOf(calendar: Calendar, reading: number): number {
  return firstMoment(openingsAround(calendar, reading - DAY, reading + DAY).stretches, reading)
}

function firstMoment(stretches: Stretch[], reading: number): number {
  const { since, offset } = stretches.find(({ until, offset }) => reading < until + offset)!
  return Math.max(since, reading - offset)
}

function spellOut(calendar: Calendar, since: number, until: number): Openings {
  const stretches = stretchesOf(calendar.zone, since - 7 * DAY, until + 7 * DAY)
  const starts: number[] = []
  const ends: number[] = []
  for (let day = Math.floor(since / DAY) - 2; day <= Math.ceil(until / DAY) + 2; day++)
    for (const span of hoursOn(calendar, day)) {
      const { start, end } = opening(stretches, day, span)
      const last = ends.length - 1
      if (last >= 0 && start <= ends[last]!) ends[last] = Math.max(ends[last]!, end)
      else if (end > start) {
        starts.push(start)
        ends.push(end)
      }
    }
  return { since, until, stretches, lastEnd: ends.at(-1) ?? -Infinity, ...measured(starts, ends) }
}

function opening(stretches: Stretch[], day: number, span: Span) {
  const midnight = day * DAY
  return {
    start: firstMoment(stretches, midnight + span.from * MINUTE),
    end: firstMoment(stretches, midnight + span.to * MINUTE),
  }
}

function measured(starts: number[], ends: number[]): Pick<Openings, 'workedUntil' | 'momentWorked'> {
  const before: number[] = [0]
  for (let i = 0; i < starts.length; i++) before.push(before[i]! + ends[i]! - starts[i]!)
  return {
    workedUntil(moment) {
      const i = countBelow(starts, moment) - 1
      return i < 0 ? 0 : before[i]! + Math.min(moment, ends[i]!) - starts[i]!
    },
    momentWorked(amount) {
      const i = countBelow(before, amount) - 1
      return i < starts.length ? starts[i]! + amount - before[i]! : null
    },
  }
}

/** How many of the ascending numbers are below a limit. */
function countBelow(numbers: number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}

function stretchesOf(zone: string, since: number, until: number): Stretch[] {
  let change: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone)
  const stretches: Stretch[] = []
  while (change && change.epochMilliseconds <= until) {
    const offset = change.offsetNanoseconds / 1e6
    change = change.getTimeZoneTransition('next')
    stretches.push({
      since: stretches.at(-1)?.until ?? -Infinity,
      until: change?.epochMilliseconds ?? Infinity,
      offset,
    })
  }
  return stretches
}

function prepare(calendar: Calendar): Prepared {
  const found = known.get(calendar)
  if (found) return found
  const prepared: Prepared = { weekly: new Map(), exceptions: new Map(), holidays: new Map() }
  for (const { day, ...hours } of calendar.hours) prepared.weekly.set(day, inOrder(prepared.weekly.get(day), [hours]))
  for (const { date, hours } of calendar.exceptions)
    prepared.exceptions.set(dayOf(date), inOrder(prepared.exceptions.get(dayOf(date)), hours))
  for (const { date, name } of [...calendar.holidays].sort((a, b) => a.date.localeCompare(b.date)))
    if (!prepared.holidays.has(dayOf(date))) prepared.holidays.set(dayOf(date), { date, name })
  known.set(calendar, prepared)
  return prepared
}

function inOrder(spans: Span[] = [], hours: { from: string; to: string }[]): Span[] {
  const more = hours.map(({ from, to }) => {
    const [begin, end] = [minuteOf(from), minuteOf(to)]
    return { from: begin, to: end > begin ? end : end + MIDNIGHT }
  })
  return [...spans, ...more].sort((a, b) => a.from - b.from)
}

function minuteOf(time: string): number {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  if (!(minutes <= MIDNIGHT)) throw new RangeError(`Not a time of day: ${time}`)
  return minutes
}

function dayOf(date: string): number {
  const day = Date.parse(`${date}T00:00Z`) / DAY
  if (!Number.isInteger(day)) throw new RangeError(`Not a date: ${date}`)
  return day
}

/** ISO: Monday is 1; 1 January 1970 was a Thursday. */
const weekday = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1
