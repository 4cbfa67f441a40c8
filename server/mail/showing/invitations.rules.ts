import { Temporal } from 'temporal-polyfill'
import { called } from '../../platform/addresses.ts'
import { addressOf } from '../parsing/addresses.rules.ts'
import { type Calendar, type Property, propertyOf, readCalendar, wordsIn } from '../parsing/calendar.rules.ts'
import { oneLine } from '../parsing/storable.rules.ts'
import { zoneMeantBy } from '../parsing/zones.rules.ts'
import type { Invitation } from './contract.ts'

const MOST_GUESTS = 30
const YEARS = { first: 1970, end: 2200 }

/**
 * S10: what an invitation is about: what, when, where, who. Strangers write it: what cannot be read is left out, and an hour whose zone
 * nobody knows is shown as it is written. Of what repeats the first date is told. Null where there is no event.
 */
export function invitationIn(text: string): Invitation | null {
  const calendar = readCalendar(text)
  const event = calendar.events[0]
  if (!event) return null
  const guests = event.filter(
    ({ name, params }) => name === 'ATTENDEE' && !/^(?:ROOM|RESOURCE)$/i.test(params.CUTYPE ?? ''),
  )
  return {
    state: stateOf(calendar, event),
    answer: answerOf(guests),
    summary: oneLine(wordsIn(event, 'SUMMARY'), 300),
    when: whenOf(event),
    repeats: repeatsIn(event),
    where: oneLine(wordsIn(event, 'LOCATION'), 500),
    organizer: personIn(propertyOf(event, 'ORGANIZER')),
    guests: guests.slice(0, MOST_GUESTS).flatMap((guest) => personIn(guest) ?? []),
    guestCount: guests.length,
    others: new Set(calendar.events.map((one) => wordsIn(one, 'UID'))).size - 1,
  }
}

function repeatsIn(event: Property[]): Invitation['repeats'] {
  if (propertyOf(event, 'RECURRENCE-ID')) return 'one'
  return event.some(({ name }) => name === 'RRULE' || name === 'RDATE') ? 'yes' : 'no'
}

function stateOf({ properties }: Calendar, event: Property[]): Invitation['state'] {
  const method = wordsIn(properties, 'METHOD').toUpperCase()
  if (method === 'CANCEL' || /^CANCELL?ED$/i.test(wordsIn(event, 'STATUS'))) return 'cancelled'
  if (method === 'REPLY') return 'answered'
  if (method === 'COUNTER') return 'countered'
  if (method !== 'REQUEST') return 'shared'
  return Number(wordsIn(event, 'SEQUENCE')) > 0 ? 'updated' : 'invited'
}

/** An answer names who gives it, and nobody else. */
function answerOf(guests: Property[]): Invitation['answer'] {
  const given = guests.length === 1 ? guests[0]!.params.PARTSTAT?.toUpperCase() : undefined
  return given === 'ACCEPTED' || given === 'DECLINED' || given === 'TENTATIVE'
    ? (given.toLowerCase() as Invitation['answer'])
    : null
}

function personIn(property: Property | undefined): Invitation['organizer'] {
  const address = property ? addressOf(property.value) : null
  return address === null ? null : called({ name: oneLine(property!.params.CN ?? '', 200) || null, address })
}

function whenOf(event: Property[]): Invitation['when'] {
  const start = propertyOf(event, 'DTSTART')
  if (!start) return null
  try {
    return /T/i.test(start.value) ? atTime(start, event) : onDays(start, event)
  } catch (error) {
    // A month of 40 days, an hour 25, a length of a thousand years: said by nobody's calendar.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The end of days is the first one that is free again. */
function onDays(start: Property, event: Property[]): Invitation['when'] {
  const first = inYears(Temporal.PlainDate.from(start.value.trim()))
  const end = propertyOf(event, 'DTEND')
  const free = end ? Temporal.PlainDate.from(end.value.trim().slice(0, 8)) : first.add(lengthOf(event) ?? { days: 1 })
  const last = inYears(free).subtract({ days: 1 })
  const lasts = Temporal.PlainDate.compare(last, first) > 0
  return { as: 'day', start: first.toString(), end: lasts ? last.toString() : null, zone: null }
}

function atTime(start: Property, event: Property[]): Invitation['when'] {
  const end = propertyOf(event, 'DTEND')
  const begins = momentIn(start)
  const ends = end ? momentIn(end) : afterwards(begins, lengthOf(event))
  const zone = begins.as === 'moment' ? begins.zone : start.params.TZID ? oneLine(start.params.TZID, 100) : null
  const lasts = ends && ends.as === begins.as && ends.at > begins.at
  return { as: begins.as, start: begins.at, end: lasts ? ends.at : null, zone }
}

type At = { as: 'moment' | 'written'; at: string; zone: string | null; local: Temporal.PlainDateTime }

/** In UTC; in a zone we know; or as somebody's clock shows it, wherever that hangs. */
function momentIn({ value, params }: Property): At {
  const isUtc = /Z$/i.test(value.trim())
  const local = Temporal.PlainDateTime.from(value.trim().replace(/Z$/i, ''))
  inYears(local)
  const zone = isUtc ? 'UTC' : params.TZID ? zoneMeantBy(params.TZID) : null
  if (!zone) return { as: 'written', at: local.toString({ smallestUnit: 'minute' }), zone: null, local }
  const at = local.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'minute' })
  return { as: 'moment', at, zone: isUtc ? null : zone, local }
}

function afterwards({ as, at, zone, local }: At, length: Temporal.Duration | null): At | null {
  if (!length) return null
  const ends = inYears(local.add(length))
  if (as === 'written') return { as, at: ends.toString({ smallestUnit: 'minute' }), zone, local: ends }
  const moment = Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone ?? 'UTC')
    .add(length)
    .toInstant()
  return { as, at: moment.toString({ smallestUnit: 'minute' }), zone, local: ends }
}

const lengthOf = (event: Property[]) => {
  const length = propertyOf(event, 'DURATION')?.value.trim()
  return length ? Temporal.Duration.from(length) : null
}

function inYears<Day extends { year: number }>(day: Day): Day {
  if (day.year < YEARS.first || day.year >= YEARS.end) throw new RangeError('no calendar of ours')
  return day
}
