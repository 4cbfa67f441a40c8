import { expect, test } from 'vitest'
import { addressFrom } from './links.ts'

test.each([
  ['banco.cl/ayuda', 'https://banco.cl/ayuda'],
  [' https://banco.cl ', 'https://banco.cl'],
  ['servidor.local:8080/a', 'https://servidor.local:8080/a'],
  ['maria@banco.cl', 'mailto:maria@banco.cl'],
  ['tel:+56987654321', 'tel:+56987654321'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['no es nada', null],
  ['', null],
])('«%s» leads to %s', (typed, address) => {
  expect(addressFrom(typed)).toBe(address)
})
