import { expect, test } from 'vitest'
import { atHour, fromLocalField, toLocalField, usualMornings } from './moments.ts'

test('what Ada writes in Santiago is the moment her clock shows it', () => {
  expect(fromLocalField('2026-03-09T15:40', 'America/Santiago')?.toISOString()).toBe('2026-03-09T18:40:00.000Z')
  expect(toLocalField(new Date('2026-03-09T18:40:00Z'), 'America/Santiago')).toBe('2026-03-09T15:40')
})

test('an hour that the change of clocks skips becomes the one after it', () => {
  const at = fromLocalField('2026-09-06T00:30', 'America/Santiago')!
  expect(toLocalField(at, 'America/Santiago')).toBe('2026-09-06T01:30')
})

test('half an hour of summer time in Lord Howe is half an hour', () => {
  const at = fromLocalField('2026-01-15T09:00', 'Australia/Lord_Howe')!
  expect(at.toISOString()).toBe('2026-01-14T22:00:00.000Z')
})

test('tomorrow at nine is nine o’clock also after the clocks have changed', () => {
  const saturday = Date.parse('2026-09-05T20:00:00Z')
  const at = atHour(saturday, 1, 9, 'America/Santiago')
  expect(toLocalField(at, 'America/Santiago')).toBe('2026-09-06T09:00')
})

test('a field that is not filled in is no moment', () => {
  expect(fromLocalField('', 'America/Santiago')).toBeNull()
})

test.each([
  ['2026-11-25', ['2026-11-26T09:00', 1], ['2026-11-30T09:00', 5]],
  ['2026-11-26', ['2026-11-27T09:00', 1], ['2026-11-30T09:00', 4]],
  ['2026-11-27', ['2026-11-30T09:00', 3], ['2026-12-01T09:00', 4]],
  ['2026-11-28', ['2026-11-30T09:00', 2], ['2026-12-01T09:00', 3]],
  ['2026-11-29', ['2026-11-30T09:00', 1], ['2026-12-02T09:00', 3]],
] as const)('on %s what is put off to a morning falls on no Saturday and no Sunday', (day, ...mornings) => {
  const zone = 'America/Santiago'
  // Late in the evening it is another day elsewhere.
  const late = fromLocalField(`${day}T23:30`, zone)!.getTime()
  expect(usualMornings(late, zone).map(({ at, days }) => [toLocalField(at, zone), days])).toEqual(mornings)
})
