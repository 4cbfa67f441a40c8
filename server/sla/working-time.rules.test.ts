import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { always, SEED, scenes } from '../../test/oracle/scenes.ts'
import {
  slowAddWorking,
  slowAddWorkingDays,
  slowHolidaysBetween,
  slowWorkingSeconds,
} from '../../test/oracle/working-time.oracle.ts'
import {
  addWorking,
  addWorkingDays,
  addWorkingDaysIfAny,
  addWorkingIfAny,
  type Calendar,
  holidaysBetween,
  whileOpenIfAny,
  workingSeconds,
} from './working-time.rules.ts'

const HOUR = 3600
const at = (text: string) => new Date(text)
const calendar = (zone: string, days: number[], from: string, to: string, more: Partial<Calendar> = {}): Calendar => ({
  zone,
  hours: days.map((day) => ({ day: day as 1, from, to })),
  holidays: [],
  exceptions: [],
  ...more,
})
const WEEKDAYS = [1, 2, 3, 4, 5]
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7]
const raiz = calendar('America/Santiago', WEEKDAYS, '09:00', '18:00', {
  holidays: [{ date: '2026-09-18', name: 'Fiestas Patrias' }],
})

describe('the hours of a desk', () => {
  test('what María asks on Friday at 16:00 is due on Monday at 11:00 when four hours are promised', () => {
    expect(addWorking(raiz, at('2026-06-05T16:00-04:00'), 4 * HOUR)).toEqual(at('2026-06-08T11:00-04:00'))
  })

  test('time that is used up exactly at closing is due at closing, not at the next opening', () => {
    expect(addWorking(raiz, at('2026-06-05T16:00-04:00'), 2 * HOUR)).toEqual(at('2026-06-05T18:00-04:00'))
  })

  test('what falls while the desk is closed waits for it to open; at closing it is closed', () => {
    const opens = (text: string) => whileOpenIfAny(raiz, at(text))
    expect(opens('2026-06-05T01:25-04:00')).toEqual(at('2026-06-05T09:00-04:00'))
    expect(opens('2026-06-05T18:00-04:00')).toEqual(at('2026-06-08T09:00-04:00'))
    expect(opens('2026-06-05T09:00-04:00')).toEqual(at('2026-06-05T09:00-04:00'))
    expect(opens('2026-06-05T17:59-04:00')).toEqual(at('2026-06-05T17:59-04:00'))
    expect(whileOpenIfAny({ ...raiz, hours: [] }, at('2026-06-05T01:25-04:00'))).toBeNull()
  })

  test('a night shift that begins before a holiday is worked to its end', () => {
    const nights = calendar('America/Santiago', ALL_DAYS, '22:00', '06:00', { holidays: raiz.holidays })
    expect(workingSeconds(nights, at('2026-09-17T12:00-03:00'), at('2026-09-19T12:00-03:00'))).toBe(8 * HOUR)
  })

  test('an exception opens the desk on a holiday, and closes it on a working day', () => {
    const fair = calendar('America/Santiago', WEEKDAYS, '09:00', '18:00', {
      holidays: raiz.holidays,
      exceptions: [
        { date: '2026-09-18', hours: [{ from: '10:00', to: '12:00' }] },
        { date: '2026-09-17', hours: [] },
      ],
    })
    expect(workingSeconds(fair, at('2026-09-17T00:00-03:00'), at('2026-09-19T00:00-03:00'))).toBe(2 * HOUR)
  })

  test('hours that overlap are worked once', () => {
    const double = calendar('Europe/Madrid', [1], '09:00', '14:00')
    double.hours.push({ day: 1, from: '12:00', to: '15:00' })
    expect(workingSeconds(double, at('2026-06-08T00:00Z'), at('2026-06-09T00:00Z'))).toBe(6 * HOUR)
  })

  test('a calendar that is replaced by another counts by the new one', () => {
    const monday = [at('2026-06-08T00:00-04:00'), at('2026-06-09T00:00-04:00')] as const
    expect(workingSeconds(raiz, ...monday)).toBe(9 * HOUR)
    expect(workingSeconds({ ...raiz, hours: [{ day: 1, from: '09:00', to: '10:00' }] }, ...monday)).toBe(HOUR)
  })
})

describe('days on which the clock changes', () => {
  const wholeDay = (zone: string) => calendar(zone, ALL_DAYS, '00:00', '24:00')

  test('in Chile the Sunday without midnight has 23 hours, and the Saturday with two last hours 25', () => {
    const santiago = wholeDay('America/Santiago')
    expect(workingSeconds(santiago, at('2026-09-06T01:00-03:00'), at('2026-09-07T00:00-03:00'))).toBe(23 * HOUR)
    expect(workingSeconds(santiago, at('2026-04-04T00:00-03:00'), at('2026-04-05T00:00-04:00'))).toBe(25 * HOUR)
  })

  test('hours that begin at the midnight which does not exist begin when the clock jumps', () => {
    const early = calendar('America/Santiago', [7], '00:00', '04:00')
    expect(workingSeconds(early, at('2026-09-05T12:00Z'), at('2026-09-06T12:00Z'))).toBe(3 * HOUR)
  })

  test('a night shift in Madrid is an hour longer in October and an hour shorter in March', () => {
    const nights = calendar('Europe/Madrid', [6], '22:00', '06:00')
    expect(workingSeconds(nights, at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toBe(9 * HOUR)
    expect(workingSeconds(nights, at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z'))).toBe(7 * HOUR)
  })

  test('shifts that meet in a repeated hour neither overlap nor leave a hole', () => {
    const relay = calendar('Europe/Madrid', [7], '00:00', '02:30')
    relay.hours.push({ day: 7, from: '02:30', to: '06:00' })
    expect(workingSeconds(relay, at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toBe(7 * HOUR)
  })

  test('Lord Howe moves its clock by half an hour', () => {
    const howe = wholeDay('Australia/Lord_Howe')
    expect(workingSeconds(howe, at('2026-04-05T00:00+11:00'), at('2026-04-06T00:00+10:30'))).toBe(24.5 * HOUR)
  })
})

describe('working days', () => {
  test('three days after Wednesday 16 September at 17:20 is Tuesday at 17:20, over a holiday and a weekend', () => {
    expect(addWorkingDays(raiz, at('2026-09-16T17:20-03:00'), 3)).toEqual(at('2026-09-22T17:20-03:00'))
  })

  test('the clock time is kept outside the hours, and over a change of daylight saving', () => {
    expect(addWorkingDays(raiz, at('2026-09-04T22:15-04:00'), 1)).toEqual(at('2026-09-07T22:15-03:00'))
  })

  test('what arrives on a Saturday is due on Monday when one day is promised', () => {
    expect(addWorkingDays(raiz, at('2026-06-06T10:00-04:00'), 1)).toEqual(at('2026-06-08T10:00-04:00'))
  })

  test('a clock time that does not exist on that day is the moment the clock jumps', () => {
    const always = calendar('America/Santiago', ALL_DAYS, '00:00', '24:00')
    expect(addWorkingDays(always, at('2026-09-05T00:30-04:00'), 1)).toEqual(at('2026-09-06T01:00-03:00'))
  })

  test('half a day is refused', () => {
    expect(() => addWorkingDays(raiz, at('2026-06-05T16:00Z'), 0.5)).toThrow('whole number')
  })
})

const lostDates = (...asked: Parameters<typeof holidaysBetween>) => holidaysBetween(...asked).map(({ date }) => date)

describe('holidays lost', () => {
  const lost = (from: string, to: string, calendar = raiz) =>
    holidaysBetween(calendar, at(from), at(to)).map(({ name }) => name)

  test('a holiday on a working day is named', () => {
    expect(lost('2026-09-17T17:00-03:00', '2026-09-21T11:00-03:00')).toEqual(['Fiestas Patrias'])
  })

  test('a holiday on a Saturday costs nothing', () => {
    const saturday = { ...raiz, holidays: [{ date: '2026-09-19', name: 'Glorias del Ejército' }] }
    expect(lost('2026-09-17T17:00-03:00', '2026-09-21T11:00-03:00', saturday)).toEqual([])
  })

  test('a holiday on which the desk is open by exception costs nothing', () => {
    const open = { ...raiz, exceptions: [{ date: '2026-09-18', hours: [{ from: '09:00', to: '13:00' }] }] }
    expect(lost('2026-09-17T17:00-03:00', '2026-09-21T11:00-03:00', open)).toEqual([])
  })

  test('a holiday whose hours were over before costs nothing', () => {
    expect(lost('2026-09-18T19:00-03:00', '2026-09-21T11:00-03:00')).toEqual([])
  })
})

describe('calendars that cannot answer', () => {
  const closed = calendar('America/Santiago', [], '09:00', '18:00')
  const oneFair = { ...closed, exceptions: [{ date: '2026-06-08', hours: [{ from: '09:00', to: '10:00' }] }] }

  test('a calendar without hours is refused with its zone', () => {
    expect(() => addWorking(closed, at('2026-06-05T16:00Z'), 60)).toThrow('America/Santiago has no working hours')
    expect(() => addWorkingDays(closed, at('2026-06-05T16:00Z'), 1)).toThrow('America/Santiago has no working hours')
  })

  test('a calendar that runs out of hours has no answer', () => {
    expect(addWorkingIfAny(oneFair, at('2026-06-05T16:00Z'), HOUR)).toEqual(at('2026-06-08T14:00Z'))
    expect(addWorkingIfAny(oneFair, at('2026-06-05T16:00Z'), HOUR + 1)).toBeNull()
    expect(addWorkingDaysIfAny(oneFair, at('2026-06-05T16:00Z'), 2)).toBeNull()
  })

  test('hours so far ahead that nobody means them are none', () => {
    const jubilee = { ...closed, exceptions: [{ date: '2040-06-08', hours: [{ from: '09:00', to: '10:00' }] }] }
    expect(addWorkingIfAny(jubilee, at('2026-06-05T16:00Z'), HOUR)).toBeNull()
  })

  test('a time of day that no clock shows is refused', () => {
    for (const time of ['9:00', '25:00', '24:30', '09:00:00', ''])
      expect(() =>
        workingSeconds(calendar('Europe/Madrid', [1], time, '18:00'), at('2026-06-05'), at('2026-06-06')),
      ).toThrow('time of day')
  })

  test('a date that is none is refused', () => {
    const wrong = { ...raiz, holidays: [{ date: '18-09-2026', name: 'Fiestas Patrias' }] }
    expect(() => workingSeconds(wrong, at('2026-06-05'), at('2026-06-06'))).toThrow('Not a date')
  })

  test('moments outside the known centuries are refused at once', () => {
    expect(() => workingSeconds(raiz, at('0026-06-05'), at('2026-06-06'))).toThrow('1900')
    expect(() => addWorking(raiz, new Date(Number.NaN), 60)).toThrow('1900')
  })
})

describe('against the slow oracle', () => {
  beforeAll(() => console.log(`fast-check seed ${SEED}`))

  test('2500 stretches have the same working seconds', () => {
    always(2500, [scenes], ({ calendar, from, to }) =>
      expect(workingSeconds(calendar, from, to)).toBe(slowWorkingSeconds(calendar, from, to)),
    )
  })

  test('1500 amounts end at the same moment, as far as the oracle has watched', () => {
    let compared = 0
    always(1500, [scenes, fc.nat(40 * HOUR)], ({ calendar, from }, seconds) => {
      const slow = slowAddWorking(calendar, from, seconds)
      if (slow && ++compared) expect(addWorking(calendar, from, seconds)).toEqual(slow)
    })
    expect(compared).toBeGreaterThan(1400)
  })

  test('1500 counts of days end at the same moment, as far as the oracle has watched', () => {
    let compared = 0
    always(1500, [scenes, fc.nat(12)], ({ calendar, from }, days) => {
      const slow = slowAddWorkingDays(calendar, from, days)
      if (slow && ++compared) expect(addWorkingDays(calendar, from, days)).toEqual(slow)
    })
    expect(compared).toBeGreaterThan(1400)
  })

  test('500 stretches have lost the same holidays', () => {
    always(500, [scenes], ({ calendar, from, to }) =>
      expect(lostDates(calendar, from, to)).toEqual(slowHolidaysBetween(calendar, from, to)),
    )
  })
})

describe('whatever the calendar', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const between = (from: Date, to: Date, part: number) => new Date(Math.round(+from + (+to - +from) * part))

  test('time adds up: a stretch is as long as its parts', () => {
    always(1000, [scenes, share], ({ calendar, from, to }, part) => {
      const middle = between(from, to, part)
      const parts = workingSeconds(calendar, from, middle) + workingSeconds(calendar, middle, to)
      expect(parts).toBeCloseTo(workingSeconds(calendar, from, to), 6)
    })
  })

  test('working time is never longer than the time that passed', () => {
    always(1000, [scenes], ({ calendar, from, to }) =>
      expect(workingSeconds(calendar, from, to)).toBeLessThanOrEqual((+to - +from) / 1000),
    )
  })

  test('a later start is never due earlier', () => {
    always(1000, [scenes, fc.nat(40 * HOUR)], ({ calendar, from, to }, seconds) =>
      expect(+addWorking(calendar, to, seconds)).toBeGreaterThanOrEqual(+addWorking(calendar, from, seconds)),
    )
  })

  test('a greater amount is never due earlier', () => {
    always(1000, [scenes, fc.nat(40 * HOUR), fc.nat(HOUR)], ({ calendar, from }, seconds, more) =>
      expect(+addWorking(calendar, from, seconds + more)).toBeGreaterThanOrEqual(+addWorking(calendar, from, seconds)),
    )
  })

  test('what was added is what is measured', () => {
    always(1000, [scenes, fc.nat(40 * HOUR)], ({ calendar, from }, seconds) =>
      expect(workingSeconds(calendar, from, addWorking(calendar, from, seconds))).toBe(seconds),
    )
  })

  test('adding what was measured leads back to the end, or to the closing before it', () => {
    always(1000, [scenes], ({ calendar, from, to }) => {
      const back = addWorking(calendar, from, workingSeconds(calendar, from, to))
      expect(+back).toBeLessThanOrEqual(+to)
      expect(workingSeconds(calendar, back, to)).toBe(0)
    })
  })
})
