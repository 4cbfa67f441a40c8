import { expect, test } from 'vitest'
import { initials } from './face.tsx'

test('María has the first letters of her first and last word, whatever stands around them', () => {
  expect(initials('María González Pérez')).toBe('MP')
  expect(initials('🌻 María «la Jefa» González 🌻')).toBe('MG')
  expect(initials('ventas')).toBe('V')
  expect(initials('𝒜na')).toBe('𝒜')
  expect(initials('🌻🌻')).toBe('🌻')
  expect(initials('')).toBe('')
})
