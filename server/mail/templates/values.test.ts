import { expect, test } from 'vitest'
import { fillIn } from '../../platform/liquid.ts'
import { builtIn } from './built-in.ts'
import { summaryOf } from './summary.rules.ts'
import { tellable } from './telling.rules.ts'
import { exampleValues, firstNameIn } from './values.ts'

const summary = (told: string, byStranger = false) => summaryOf(told, byStranger, '(enlace)')

test.each([
  ['Vea https://malo.example/x', 'Vea (enlace)'],
  ['Vea nuestra oferta ‹https://malo.example/x?a=1›, hoy.', 'Vea nuestra oferta (enlace), hoy.'],
  ['Vea <https://malo.example/>', 'Vea (enlace)'],
  ['(www.malo.example) y www.peor.example.', '(enlace) y (enlace).'],
  ['Gane en malo.example/premio, hoy', 'Gane en (enlace), hoy'],
  ['Vean https://malo.example/x ‹https://malo.example/x>.', 'Vean (enlace).'],
  ['El 3/4 a las 10.30/11, factura.pdf o ana@sur.example', 'El 3/4 a las 10.30/11, factura.pdf o ana@sur.example'],
])('E3: of a link only the word for it is left, and what stands around it stays: %s', (told, kept) =>
  expect(summary(told)).toBe(kept),
)

test('E3: nor is a link delivered in a subject, or as a name', () => {
  expect(tellable('Gane https://malo.example/x ya', false)).toBe('Gane […] ya')
  expect(
    [
      'https://malo.example/x Ana',
      'malo.example Ana',
      'ana@malo.example',
      '[…] Ana',
      'Sr. Soto',
      'Dr. Juan Pérez',
      'Dra.',
      'Ana Díaz',
    ].map(firstNameIn),
  ).toEqual([...['', '', '', '', 'Sr. Soto', 'Dr. Juan', '', 'Ana']])
})

test.each([
  ['Ganaste en casino-gratis.com, ya', 'Ganaste en […], ya'],
  ['Entre (casino-gratis.Com) o a t.me/casino', 'Entre ([…]) o a […]'],
  ['premio。com/x casino．com casino\u200b.com hxxp://x', '[…] […] […] […]'],
  ['Escriba a «premio@correo.example» o @premios', 'Escriba a «[…]» o […]'],
  ['Llame al 900 123 456.', 'Llame al […].'],
  ['Llame:+56 (9) 8765-4321 o ６００.123.456', 'Llame:[…] o […]'],
  ['WhatsApp+34600123456, 6\ufe0f\u20e30\ufe0f\u20e30\ufe0f\u20e3123456', 'WhatsApp[…], […]'],
])('E3: of a stranger nothing to turn to is told either: %s', (told, kept) => {
  expect([tellable(told, true), summary(told, true).replace('(enlace)', '[…]')]).toEqual([kept, kept])
})

test.each([
  'Pedido PED-1234567, serie SN12345678, ticket #10482 y factura 0012-45',
  'El 2026-03-05 10:30, el 05.03.2026 o el 5/3/2026 a las 10:30',
  'factura.pdf e informe.docx de Panadería S.A. con 2.000, 3.000 y 40 unidades',
])('E3: what names an order, a day or a file stays: %s', (told) => {
  expect(tellable(told, true)).toBe(told)
})

test.each([
  [
    'Buenas tardes:\n\nLa impresora no imprime. ¿Pueden venir?\n\nGracias,\nÍñigo Peñaranda\nTalleres Ñandú\n+34 600 123 456',
    'La impresora no imprime. ¿Pueden venir?',
  ],
  ['Hola, equipo\nBuenos días.\nNo abre.\nMuchas gracias y un saludo', 'No abre.'],
  ['Dear team,\nIt does not open.\n\nKind regards\nJohn', 'It does not open.'],
  [
    'Hola: no abre la caja.\nGracias. Además, la impresora falla.',
    'Hola: no abre la caja.\nGracias. Además, la impresora falla.',
  ],
  [
    'No abre.\nGracias,\nPor cierto, la caja tampoco imprime desde ayer.',
    'No abre.\nGracias,\nPor cierto, la caja tampoco imprime desde ayer.',
  ],
  ['Impresora\nNo imprime', 'Impresora\nNo imprime'],
  ['Hola\nBuenos días', 'Hola\nBuenos días'],
])('E3: a summary tells the matter, without greeting or signature: %s', (told, kept) =>
  expect(summary(told)).toBe(kept),
)

test('E3: a long matter ends with a sentence', () => {
  expect(summary('No abre la caja. '.repeat(60))).toMatch(/^(?:No abre la caja\. )+\[…\]$/)
  expect(summary('una palabra '.repeat(90))).toMatch(/ palabra…$/)
})

test('E3: nothing anybody tells takes long to look through', () => {
  for (const filler of [
    'Gracias\n',
    'Hola\n',
    '\n',
    'www.',
    'www.a.cl ',
    'a.',
    'a-',
    '.',
    ',',
    '(',
    '@',
    ' ',
    '1',
    '1 ',
    '12-',
    'a.cl',
    '://',
  ]) {
    const begun = performance.now()
    summary(filler.repeat(200_000 / filler.length), true)
    expect([filler, performance.now() - begun < 1000]).toEqual([filler, true])
  }
})

test('E6: what is not known is left out with the words around it', async () => {
  const values = exampleValues({ language: 'es', zone: 'America/Santiago' }, { name: 'Panadería Sur', channels: '' })
  const nothing = { ...values.ticket, solution: '', verification: '', closes: '' }
  const written = await fillIn(
    builtIn.es.solved.html,
    { ...values, customer: { name: '', first_name: '' }, ticket: nothing },
    'html',
  )
  expect(written).toContain('<p>Hola:</p>')
  expect(written).not.toMatch(/blockquote|comprobamos|por sí sola/)
})
