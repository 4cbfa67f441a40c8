import { expect, test } from 'vitest'
import { fillIn } from '../../platform/liquid.ts'
import { builtIn } from './built-in.ts'
import { exampleValues, summaryOf } from './values.ts'

test.each([
  ['Vea https://malo.example/x', 'Vea […]'],
  ['Vea nuestra oferta ‹https://malo.example/x?a=1›, hoy.', 'Vea nuestra oferta ‹[…]›, hoy.'],
  ['Vea <https://malo.example/>', 'Vea <[…]>'],
  ['(www.malo.example) y www.peor.example.', '([…]) y […].'],
])('E3: of a link only its place is left, and what stands around it stays: %s', (told, kept) =>
  expect(summaryOf(told)).toBe(kept),
)

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
