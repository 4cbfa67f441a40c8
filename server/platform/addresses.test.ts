import { expect, test } from 'vitest'
import { asciiDomain, called, oneSpelling, spellings } from './addresses.ts'

const ACCENTED = 'ana@panadería-ñu.example'
const ASCII = `ana@${new URL('http://panadería-ñu.example').hostname}`

test('an address has one spelling, however it is written', () => {
  for (const written of [ACCENTED, ASCII, ` Ana@PANADERÍA-ÑU.example`, ACCENTED.normalize('NFD')])
    expect(oneSpelling(written)).toBe(ASCII)
  expect(oneSpelling('José@Correo.example')).toBe('josé@correo.example')
})

test('what was kept in another spelling is found by either', () => {
  for (const written of [ACCENTED, ASCII]) expect(spellings(written)).toEqual([ASCII, ACCENTED])
  expect(spellings('ana@correo.example')).toEqual(['ana@correo.example'])
})

test('letters that only look like a domain are not that domain', () => {
  for (const address of ['eva@ｐanaderia.example', 'eva@panaderia．example', 'eva@ⓟanaderia.example'])
    expect(oneSpelling(address)).not.toBe('eva@panaderia.example')
})

test('what is no address stays what it is', () => {
  for (const odd of ['', 'ana', '@', 'ana@', 'ana@xn--', 'a@b@ñ', 'ana@xn--ñ.example'])
    expect([asciiDomain(odd), spellings(odd)].flat()).toContain(odd)
})

test('whose name reads like an address is called by the one he writes from', () => {
  const address = 'eva@malo.example'
  const names = ['soporte@banco.example', 'Soporte (soporte＠banco.example)', 'soporte\u200b@\u00adbanco.example']
  for (const name of [...names, 'soporte @ banco . example', 'soporte﹫banco。example'])
    expect(called({ name, address })).toEqual({ name: null, address })
  for (const name of ['María', 'Ana @ Acme S.A.', '@ana', 'Ventas 24/7'])
    expect(called({ name, address })).toEqual({ name, address })
  expect(called({ name: 'ana@x.example', address: null }).name).toBe('ana@x.example')
})
