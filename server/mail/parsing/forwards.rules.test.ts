import { expect, test } from 'vitest'
import { forwardedIn } from './forwards.rules.ts'

const read = (visibleText: string, subject = 'RV: Caja') => forwardedIn({ subject, visibleText })
const who = (text: string, subject?: string) => read(text, subject)?.from ?? null
const TOMAS = { name: 'Tomás Rey', address: 'tomas@kiosco.example' }
const block = (from: string) =>
  `${from}\nEnviado: lunes, 2 de marzo de 2026 9:00\nPara: Ben <ben@desk.example>\nAsunto: Caja\n\nNo abre.`

test.each([
  ['Gmail', `---------- Forwarded message ---------\n${block('De: Tomás Rey <tomas@kiosco.example>')}`],
  ['Outlook', `Véanlo.\n\n________________________________\n${block('De: Tomás Rey <tomas@kiosco.example>')}`],
  ['Exchange', block('De: Tomás Rey <tomas@kiosco.example<mailto:tomas@kiosco.example>>')],
  ['old Outlook', block('From: Tomás Rey [mailto:tomas@kiosco.example]')],
  ['bold type', block('*De:* Tomás Rey <tomas@kiosco.example>')],
  [
    'Apple',
    `> Inicio del mensaje reenviado:\n>\n> ${block('De: Tomás Rey <tomas@kiosco.example>').replaceAll('\n', '\n> ')}`,
  ],
])('the head of what %s passes on names whose it is', (_, text) => {
  expect(read(text)).toMatchObject({ from: TOMAS, subject: 'Caja', text: 'No abre.' })
})

test('the outermost counts: whoever passed it on had it of them', () => {
  const inner = block('De: Eva <eva@otra.example>')
  expect(who(`${block('De: Tomás Rey <tomas@kiosco.example>')}\n\n${inner}`)).toEqual(TOMAS)
})

test('what was written above the head and its mark are remarks, and nothing of either is theirs', () => {
  const whole = block('De: Tomás Rey <tomas@kiosco.example>')
  const rule = '_'.repeat(32)
  expect(read(`Véanlo.\n\nGracias,\nBen\n\n${rule}\n${whole}`)?.remarks).toBe('Véanlo.\n\nGracias,\nBen')
  expect(read(`Véanlo.\n\n---------- Forwarded message ---------\n${whole}`)?.remarks).toBe('Véanlo.')
  expect(read(`-----Mensaje original-----\n${whole}`)?.remarks).toBe('')
  expect(read(whole)?.remarks).toBe('')
})

test('an answer, words without a head, a head without an address or with two name nobody', () => {
  const whole = block('De: Tomás Rey <tomas@kiosco.example>')
  expect(who(whole, 'Re: Caja')).toBeNull()
  expect(who('De: Santiago\nPara: Valparaíso', 'RV: Viaje')).toBeNull()
  expect(who(block('De: Tomás Rey'))).toBeNull()
  expect(who(block('De: a@x.example, b@x.example'))).toBeNull()
})

test('E1: who calls themselves by somebody else’s address is nobody', () => {
  for (const from of [
    'Ana <ana@cliente.example> <eva@otra.example>',
    'Ana [mailto:ana@cliente.example] <eva@otra.example>',
    '"Ana <ana@cliente.example>" <eva@otra.example>',
    'ana@cliente.example <eva@otra.example>',
    'eva@otra.example <mailto:ana@cliente.example>',
    'Eva <eva@otra.example> en nombre de Ana <ana@cliente.example>',
  ])
    expect([from, who(block(`De: ${from}`))]).toEqual([from, null])
})

test('an @ in a name is no address', () => {
  expect(who(block('De: Amig@s del Parque <info@parque.example>'))?.address).toBe('info@parque.example')
  expect(who(block('De: Tod@s juntos [mailto:todos@parque.example]'))?.address).toBe('todos@parque.example')
})

test.each([
  'Tomás Rey <tomas@kiosco.example> <mailto:tomas@kiosco.example>',
  'Tomás Rey <Tomas@Kiosco.example<mailto:tomas@kiosco.example>>',
  'tomas@kiosco.example <tomas@kiosco.example>',
  '**tomas@kiosco.example**',
  "'tomas@kiosco.example' [mailto:tomas@kiosco.example]",
])('an address that a program repeats is one: %s', (from) => {
  expect(who(block(`De: ${from}`))?.address.toLowerCase()).toBe('tomas@kiosco.example')
})

test('a long mail is not read for ever', () => {
  const began = performance.now()
  expect(who(`${'De: a@x.example\n'.repeat(20_000)}${'a.'.repeat(100_000)}`)).toBeNull()
  expect(performance.now() - began).toBeLessThan(1000)
})
