import { expect, test } from 'vitest'
import { fillIn } from '../../platform/liquid.ts'
import { builtIn } from './built-in.ts'
import { exampleValues, firstNameIn, summaryOf, withoutLinks } from './values.ts'

test.each([
  ['Vea https://malo.example/x', 'Vea […]'],
  ['Vea nuestra oferta ‹https://malo.example/x?a=1›, hoy.', 'Vea nuestra oferta ‹[…]›, hoy.'],
  ['Vea <https://malo.example/>', 'Vea <[…]>'],
  ['(www.malo.example) y www.peor.example.', '([…]) y […].'],
  ['Gane en malo.example/premio, hoy', 'Gane en […], hoy'],
  ['El 3/4 a las 10.30/11, factura.pdf o ana@sur.example', 'El 3/4 a las 10.30/11, factura.pdf o ana@sur.example'],
])('E3: of a link only its place is left, and what stands around it stays: %s', (told, kept) =>
  expect(summaryOf(told)).toBe(kept),
)

test('E3: nor is a link delivered in a subject, or as a name', () => {
  expect(withoutLinks('Gane https://malo.example/x ya')).toBe('Gane […] ya')
  expect(
    ['https://malo.example/x Ana', 'malo.example Ana', 'ana@malo.example', 'Sr. Soto', 'Ana Díaz'].map(firstNameIn),
  ).toEqual([...['', '', '', 'Sr.', 'Ana']])
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
