import { expect, test } from 'vitest'
import { summaryOf } from './values.ts'

test.each([
  ['Vea https://malo.example/x', 'Vea […]'],
  ['Vea nuestra oferta ‹https://malo.example/x?a=1›, hoy.', 'Vea nuestra oferta ‹[…]›, hoy.'],
  ['Vea <https://malo.example/>', 'Vea <[…]>'],
  ['(www.malo.example) y www.peor.example.', '([…]) y […].'],
])('E3: of a link only its place is left, and what stands around it stays: %s', (told, kept) =>
  expect(summaryOf(told)).toBe(kept),
)
