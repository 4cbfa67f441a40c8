import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggestedPriority } from './priority.rules.ts'
import { subjectFrom, titleOf } from './subject.rules.ts'

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

/** As programs write them: Spanish, Portuguese, English, German and French. */
const PREFIXES = ['Re', 'RV', 'Reenv', 'Resp', 'Res', 'ENC', 'Fwd', 'FW', 'AW', 'Antw', 'WG', 'TR', 'Ré', 'RÉP']
const BEGINS_WITH_ONE = new RegExp(`^\\s*(?:${PREFIXES.join('|')})\\s*(?:\\[\\d+\\])?\\s*[:：]`, 'iu')
const NUMBER = 10_302
const prefix = fc
  .tuple(
    fc.constantFrom(...PREFIXES.flatMap((one) => [one, one.toUpperCase(), one.toLowerCase()])),
    fc.constantFrom(':', ': ', ' : ', '\u00a0: ', '[2]: ', '(3): ', '：'),
    fc.constantFrom('', '', '[#10301] ', ' [#10001]'),
  )
  .map((parts) => parts.join(''))
const before = fc.array(prefix, { maxLength: 4 }).map((all) => all.join(''))
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.lorem({ maxCount: 4 }),
  fc.constantFrom('', ' ', '[#10301]', ':'),
)

test('E4: what mail programs put before a subject is no part of a title, which begins with its words', () => {
  fc.assert(
    fc.property(before, (marks) => {
      const title = (subject: string, text: string) => titleOf(subject, text, NUMBER, true)
      expect(title(`${marks}y también la impresora`, 'Hola.')).toBe('y también la impresora')
      expect(title(marks, `${marks}\n${marks}No imprime.\nDesde ayer.`)).toBe('No imprime.')
    }),
  )
  expect(titleOf('Re: [#10301] y también la impresora', 'Hola.', NUMBER, true)).toBe('y también la impresora')
})

test('E4: whatever comes by mail, its title begins with no such mark and is not empty', () => {
  fc.assert(
    fc.property(before, anything, before, anything, (marks, said, more, text) => {
      const title = titleOf(`${marks}${said}`, `${more}${text}`, NUMBER, true)
      expect(title.trim()).not.toBe('')
      expect(title).not.toMatch(BEGINS_WITH_ONE)
      expect(title).not.toContain('[#10301]')
    }),
  )
})

test('T7: what somebody here wrote as a subject stays as they wrote it', () => {
  expect(titleOf(' Re: la visita del martes ', 'Hola.', NUMBER, false)).toBe('Re: la visita del martes')
})
