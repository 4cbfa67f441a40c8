import { expect, test } from 'vitest'
import { suggestedPriority } from './priority.rules.ts'
import { subjectFrom } from './subject.rules.ts'

test('T7, L3: the worse and the wider, the more urgent', () => {
  expect(suggestedPriority(1, 1)).toBe('immediate')
  expect(suggestedPriority(1, 2)).toBe('high')
  expect(suggestedPriority(2, 2)).toBe('high')
  expect(suggestedPriority(2, 3)).toBe('normal')
  expect(suggestedPriority(3, 3)).toBe('normal')
  expect(suggestedPriority(4, 3)).toBe('low')
})

test('L3: half an answer counts for both; none is normal', () => {
  expect([1, 2, 3, 4].map((severity) => suggestedPriority(severity, undefined))).toEqual([
    'immediate',
    'high',
    'normal',
    'low',
  ])
  expect([1, 2, 3, 4].map((reach) => suggestedPriority(undefined, reach))).toEqual([
    'immediate',
    'high',
    'normal',
    'low',
  ])
  expect(suggestedPriority(undefined, undefined)).toBe('normal')
})

test('T7: a ticket is called by the first line that says something', () => {
  expect(subjectFrom('\n  \r\n  No   imprime \nDesde ayer')).toBe('No imprime')
})

test('T7: a long line is cut at a word, within 120 characters', () => {
  const subject = subjectFrom('palabra '.repeat(40))
  expect(subject.length).toBeLessThanOrEqual(120)
  expect(subject).toMatch(/palabra…$/)
  expect(subjectFrom('x'.repeat(500)).length).toBe(120)
  expect(subjectFrom('x'.repeat(120))).toBe('x'.repeat(120))
})
