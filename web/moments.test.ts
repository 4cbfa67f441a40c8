import { expect, test } from 'vitest'
import { atHour, fromLocalField, toLocalField } from './moments.ts'

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
