import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { hourOf } from '../server/platform/zones.contract.ts'
import { oncePer } from './once-per.ts'

/** The reader's zone: their own setting, else the company's. */
export const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)

export type Formats = ReturnType<typeof formatsFor>

const formatsOf = oncePer((language) => oncePer((zone) => formatsFor(language, zone)))

export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const zone = useContext(ZoneContext)
  return formatsOf(i18n.language)(zone)
}

/** Dates and numbers as the reader writes them; the browser's regional form of the language wins (es-CL before es). */
function formatsFor(language: string, zone: string) {
  const locale = regional(language)
  // A desk reads «15:40», as in the sentences the server writes; regional forms would say «03:40 p. m.» beside it, wider and easier to mistake.
  const hours: Intl.DateTimeFormatOptions = { hourCycle: 'h23' }
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...hours, ...options })
  const exact = format({ dateStyle: 'full', timeStyle: 'short' })
  const short = format({ dateStyle: 'medium', timeStyle: 'short' })
  const stamp = format({
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const weekday = format({ weekday: 'short', hour: '2-digit', minute: '2-digit' })
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayOfWeek = format({ weekday: 'long' })
  const dayMonth = format({ day: 'numeric', month: 'short' })
  const dayMonthYear = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const daysFromNow = (at: Date, now: number) => dayNumber(at, zone) - dayNumber(new Date(now), zone)

  return {
    locale,
    zone,
    exact: (at: string) => exact.format(new Date(at)),
    short: (at: string) => short.format(new Date(at)),
    stamp: (at: string) => stamp.format(new Date(at)),
    time: (at: string) => time.format(new Date(at)),
    longDay: (at: string) => longDay.format(new Date(at)),
    dayOfWeek: (at: Date) => dayOfWeek.format(at),
    dayMonth: (at: string | number) => dayMonth.format(new Date(at)),
    number: (value: number) => value.toLocaleString(locale),
    relative: (at: string, now: number) => relativeTo(relatives, Date.parse(at) - now),
    zoneName: (other: string) => hourOf(locale, other),
    dayName: (at: string, now: number) => relatives.format(daysFromNow(new Date(at), now), 'day'),
    daysFromNow: (at: string, now: number) => daysFromNow(new Date(at), now),
    /** As short as it can be without doubt: the hour today, the weekday this week, else the date. */
    near(at: string, now: number) {
      const date = new Date(at)
      const days = daysFromNow(date, now)
      if (days === 0) return time.format(date)
      if (Math.abs(days) < 7) return weekday.format(date)
      return (Math.abs(days) < 300 ? dayMonth : dayMonthYear).format(date)
    },
  }
}

/** 5025 → «1 h 23 min»; under an hour with seconds, so that a running clock is seen to run. The units are the same in our languages. */
export function duration(seconds: number) {
  const s = Math.max(0, Math.floor(seconds))
  const days = Math.floor(s / 86_400)
  const hours = Math.floor((s % 86_400) / 3600)
  const minutes = Math.floor((s % 3600) / 60)
  if (days > 0) return `${days} d ${hours} h`
  if (hours > 0) return `${hours} h ${pad(minutes)} min`
  return minutes > 0 ? `${minutes} min ${pad(s % 60)} s` : `${s} s`
}

/** A bounded count: 1000 means «999+». */
export const bounded = (count: number) => (count > 999 ? '999+' : String(count))

const pad = (n: number) => String(n).padStart(2, '0')

function regional(language: string) {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language
}

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

function relativeTo(relatives: Intl.RelativeTimeFormat, milliseconds: number) {
  const seconds = milliseconds / 1000
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return relatives.format(Math.trunc(seconds / size), unit)
  return relatives.format(0, 'second')
}

const dayThere = oncePer((zone) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }))

/** Which day it is there, as a number one can subtract. */
function dayNumber(at: Date, zone: string) {
  return Math.round(Date.parse(`${dayThere(zone).format(at)}T00:00:00Z`) / 86_400_000)
}
