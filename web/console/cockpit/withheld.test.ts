import { expect, test } from 'vitest'
import { isWithheld } from './withheld.ts'

test.each([
  ['anonymous', true],
  ['Restricted', true],
  ['sip:anonymous@anonymous.invalid', true],
  ['+56 9 1111 2222', false],
  ['anexo 12', false],
  [null, false],
])('T3: %s is a withheld number: %s', (number, withheld) => expect(isWithheld(number)).toBe(withheld))
