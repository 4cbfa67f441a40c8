import { expect, test } from 'vitest'
import { writtenSince } from './composer-draft.ts'

test.each([
  ['Ya está', 'Ya está', ''],
  ['Ya está', 'Ya está\n\ny otra cosa', 'y otra cosa'],
  ['Ya está', 'No, espere', 'No, espere'],
  ['Ya está', '', ''],
])('of «%s», saved while «%s» stands there, «%s» is left to be said', (saved, now, left) => {
  expect(writtenSince(saved, now)).toBe(left)
})
