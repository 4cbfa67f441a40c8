import { expect, test } from 'vitest'
import { fillIn, TemplateFault } from './liquid.ts'

const values = { name: '<Ana>', list: ['a', 'b'] }

test('a template names and decides; only where there is room for a list may it go through one', async () => {
  const list = '{% for each in list %}{{ each }}{% endfor %}'
  expect(await fillIn(`{% if name %}{{ name }}{% endif %}${list}`, values, 'html')).toBe('&lt;Ana&gt;ab')
  expect(await fillIn('{{ name }}', values, 'text')).toBe('<Ana>')
  await expect(fillIn(list, values, 'text')).rejects.toThrow(TemplateFault)
})

test('it keeps nothing, reads no file and takes no other template in', async () => {
  for (const tag of ["include 'x'", "render 'x'", "layout 'x'", 'assign x = 1', 'increment x', 'liquid echo name'])
    for (const as of ['html', 'text'] as const)
      await expect(fillIn(`{% ${tag} %}`, values, as)).rejects.toThrow('not found')
})

test('a name there is not is a fault, or is left out where it may be unknown', async () => {
  await expect(fillIn('{{ nobody }}', values, 'text')).rejects.toThrow(TemplateFault)
  expect(await fillIn('{{ nobody }}.', values, 'text', true)).toBe('.')
  expect(await fillIn('{{ constructor }}{{ list.constructor }}.', values, 'text', true)).toBe('.')
})

test('however it is written, it ends', async () => {
  const endless = '{% for a in (1..900) %}'.repeat(4) + 'x'.repeat(100) + '{% endfor %}'.repeat(4)
  await expect(fillIn(endless, values, 'html')).rejects.toThrow(TemplateFault)
  await expect(fillIn('x'.repeat(50_001), values, 'html')).rejects.toThrow(/limit/)
})
