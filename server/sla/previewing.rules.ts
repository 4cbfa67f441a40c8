import { DAY, hoursOn } from './opening-hours.rules.ts'
import { addWorkingDaysIfAny, addWorkingIfAny, type Calendar, dateAt, workingSeconds } from './working-time.rules.ts'

const DAYS = 14

/** What a calendar would mean, before it is saved: its next fourteen days, and when an amount of working time from now ends. */
export function preview(calendar: Calendar, now: Date, { amount, unit }: { amount: number; unit: 'hour' | 'day' }) {
  const today = Date.parse(`${dateAt(calendar, now)}T00:00Z`) / DAY
  const days = Array.from({ length: DAYS }, (_, ahead) => dayOf(calendar, today + ahead))
  const soon = new Date(now.getTime() + 60_000)
  return {
    days,
    open: workingSeconds(calendar, now, soon) === 60,
    dueAt: unit === 'day' ? addWorkingDaysIfAny(calendar, now, amount) : addWorkingIfAny(calendar, now, amount * 3600),
  }
}

function dayOf(calendar: Calendar, day: number) {
  const date = new Date(day * DAY).toISOString().slice(0, 10)
  return {
    date,
    holiday: calendar.holidays.find((holiday) => holiday.date === date)?.name ?? null,
    exception: calendar.exceptions.some((exception) => exception.date === date),
    hours: hoursOn(calendar, day).map(({ from, to }) => ({ from: clock(from), to: clock(to) })),
  }
}

/** Minutes of the day; past midnight the clock begins anew, but midnight itself closes a day. */
function clock(minutes: number): string {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** Why a calendar cannot be: the field and what is wrong with it. */
export function faultIn({
  hours,
  holidays,
  exceptions,
}: Omit<Calendar, 'zone'>): { field: string; key: string } | null {
  const spans = [...hours, ...exceptions.flatMap((exception) => exception.hours)]
  if (!hours.length) return { field: 'hours', key: 'no_hours' }
  if (spans.some(({ from, to }) => from === to || from === '24:00'))
    return {
      field: hours.some(({ from, to }) => from === to || from === '24:00') ? 'hours' : 'exceptions',
      key: 'empty_span',
    }
  if (holidays.some(({ date }) => !isDate(date))) return { field: 'holidays', key: 'date' }
  if (exceptions.some(({ date }) => !isDate(date))) return { field: 'exceptions', key: 'date' }
  const dates = exceptions.map(({ date }) => date)
  if (new Set(dates).size < dates.length) return { field: 'exceptions', key: 'date_twice' }
  return null
}

/** 30 February has the shape of a date and is none. */
const isDate = (date: string) => new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) ?? false
