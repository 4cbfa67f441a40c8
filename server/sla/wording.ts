import type { Language, Say } from '../platform/i18n.ts'

/** Who reads a sentence: in which language and zone, and when. */
export type Reader = { say: Say; language: Language; zone: string; now: Date }

const DAY = 86_400_000
const WEEKEND = [6, 0]

/** «el martes a las 15:40», as an adverb: for "due …". */
export const momentOn = (at: Date, reader: Reader) => moment('on', at, reader)
/** The same after a preposition or on its own; the difference is in the Portuguese and the English. */
export const momentPlain = (at: Date, reader: Reader) => moment('plain', at, reader)

/** «las 09:10» */
export const clock = (at: Date, reader: Reader) => timed('clock', at, reader)

export const sameDay = (one: Date, other: Date, { zone }: Reader) => dayIn(zone, one) === dayIn(zone, other)

/** «el lunes» for a calendar date (YYYY-MM-DD), which belongs to no zone. */
export const dateOn = (date: string, reader: Reader) => day('on', Date.parse(date) / DAY, reader)

/** «1 h 20 min», «2 días»: time that passed, in the two greatest units that matter. */
export function length(seconds: number, { say }: Reader): string {
  const total = Math.round(seconds / 60)
  const days = Math.floor(total / 1440)
  const hours = Math.floor(total / 60)
  if (days > 0) {
    const rest = hours % 24
    return rest > 0 && days < 3
      ? say('sla.length.daysHours', { count: days, hours: rest })
      : say('sla.length.days', { count: days })
  }
  return upToHours(total, say)
}

/** «4 h hábiles»: working time is not gathered into days, because a working day has no fixed length. */
export function workingLength(seconds: number, { say }: Reader): string {
  const total = Math.round(seconds / 60)
  return say('sla.length.working', { count: total <= 1 || total === 60 ? 1 : 2, length: upToHours(total, say) })
}

/** «1 h 20 min» of working time, where the sentence already says which. */
export const plainLength = (seconds: number, { say }: Reader) => upToHours(Math.round(seconds / 60), say)

/** «el jueves y el viernes» */
export const listed = (items: string[], { language }: Reader) => new Intl.ListFormat(language).format(items)

function upToHours(total: number, say: Say): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60]
  if (total < 1) return say('sla.length.none')
  if (hours === 0) return say('sla.length.minutes', { minutes })
  return minutes === 0 ? say('sla.length.hours', { hours }) : say('sla.length.hoursMinutes', { hours, minutes })
}

function moment(form: 'on' | 'plain', at: Date, reader: Reader): string {
  return `${day(form, dayIn(reader.zone, at), reader)} ${timed('at', at, reader)}`
}

/** Today, tomorrow, yesterday; a weekday within a week, when it cannot be mistaken; else the date, with the year when it is another. */
function day(form: 'on' | 'plain', day: number, { say, language, zone, now }: Reader): string {
  const today = dayIn(zone, now)
  const away = day - today
  if (away === 0) return say('sla.when.today')
  if (away === 1) return say('sla.when.tomorrow')
  if (away === -1) return say('sla.when.yesterday')
  const date = new Date(day * DAY)
  if (Math.abs(away) < 7) {
    const kind = WEEKEND.includes(date.getUTCDay()) ? 'weekend' : 'weekday'
    return say(`sla.when.${form}.${kind}`, { day: format('weekday', language, 'UTC').format(date) })
  }
  const thisYear = new Date(today * DAY).getUTCFullYear() === date.getUTCFullYear()
  return say(`sla.when.${form}.date`, { day: format(thisYear ? 'date' : 'fullDate', language, 'UTC').format(date) })
}

function timed(key: 'at' | 'clock', at: Date, { say, language, zone }: Reader): string {
  const time = format('time', language, zone).format(at)
  return say(`sla.when.${key}.${Number.parseInt(time, 10) === 1 ? 'one' : 'more'}`, { time })
}

/** The date shown in a zone, as days since 1970. */
const dayIn = (zone: string, at: Date) => Date.parse(format('iso', 'en-CA', zone).format(at)) / DAY

const SHOWN = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long' },
  date: { day: 'numeric', month: 'long' },
  fullDate: { day: 'numeric', month: 'long', year: 'numeric' },
  iso: { year: 'numeric', month: '2-digit', day: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** Making a format is slow, using it is not. */
const formats = new Map<string, Intl.DateTimeFormat>()
function format(shown: keyof typeof SHOWN, language: string, zone: string): Intl.DateTimeFormat {
  const key = `${shown} ${language} ${zone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, { ...SHOWN[shown], timeZone: zone })
  formats.set(key, made)
  return made
}
