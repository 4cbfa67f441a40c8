import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersIn } from '../../tickets/subject.rules.ts'
import { tracesOf } from './threading.rules.ts'

const OWN = ['soporte@panaderia-sur.example']
const mail = { to: [], cc: [], deliveredTo: [], inReplyTo: [], references: [], subject: '' }

test('a number is read wherever people and programs put it', () => {
  for (const subject of [
    'Re: [#10482] No imprime',
    'RE: RV: [Ticket#10482] x',
    'ticket 10482',
    'Sobre mi caso nº 10482, por favor',
    'Chamado: 10482',
    'ENC: Solicitud número 10482.',
    'Re: 10482',
    '#10482: urgente',
  ])
    expect([subject, numbersIn(subject)]).toEqual([subject, ['10482']])
})

test('numbers that are something else are not read: invoices, phones, dates, years', () => {
  for (const subject of [
    'Factura 10482',
    'Llamar al 56987654321',
    'Reunión 2026-03-02',
    'Presupuesto 2026',
    'Pedido n. 10482',
  ])
    expect([subject, numbersIn(subject)]).toEqual([subject, []])
})

test('the numbers of the desk before this one have letters, too', () => {
  expect(numbersIn('RE: [HD-2024-77] No imprime')).toEqual(['HD-2024-77'])
  expect(numbersIn('Ticket#INC0012345')).toEqual(['INC0012345'])
})

test('the nearest mail comes first: what it answers, then its references from the last on', () => {
  const { answered } = tracesOf({ ...mail, inReplyTo: ['<c@x>'], references: ['<a@x>', '<b@x>', '<c@x>'] }, OWN)
  expect(answered).toEqual(['c@x', 'b@x', 'a@x'])
})

test('a token counts in an address of ours only, whatever the letters’ case', () => {
  const to = (address: string) => tracesOf({ ...mail, to: [{ name: null, address }] }, OWN).tokens
  expect(to('Soporte+abcdef0123456789@Panaderia-Sur.example')).toEqual(['abcdef0123456789'])
  expect(to('soporte+abcdef0123456789@otra-empresa.example')).toEqual([])
  expect(to('otro+abcdef0123456789@panaderia-sur.example')).toEqual([])
  expect(to('soporte+corto@panaderia-sur.example')).toEqual([])
})

test('whatever stands in a subject, reading it ends soon and gives few, short numbers', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (subject) => {
      const numbers = numbersIn(subject)
      return numbers.length <= 10 && numbers.every((number) => number.length <= 40)
    }),
  )
  const start = performance.now()
  numbersIn('#'.repeat(100_000))
  numbersIn(`ticket ${'n'.repeat(100_000)}`)
  expect(performance.now() - start).toBeLessThan(500)
})
