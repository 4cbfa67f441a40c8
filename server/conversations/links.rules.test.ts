import { expect, test } from 'vitest'
import { tellTargets } from './links.rules.ts'

const link = (href: string, words: string) => `<a href="${href}" rel="noopener">${words}</a>`
const marked = (href: string, words: string) =>
  /<span data-elsewhere>(.*?)<\/span>/.exec(tellTargets(link(href, words)))?.[1]

test('S10: a link tells where it leads', () => {
  expect(tellTargets(link('https://banco.cl/a?b=1&amp;c=2', 'su cuenta'))).toContain(
    'data-goes="https://banco.cl/a?b=1&amp;c=2"',
  )
  expect(tellTargets(link('mailto:maria@panaderia.example', 'María'))).toContain(
    'data-goes="mailto:maria@panaderia.example"',
  )
})

test.each([
  ['https://evil.example/banco.cl', 'www.banco.cl'],
  ['https://banco.cl.evil.example/', 'https://banco.cl/entrar'],
  ['https://evil.example/', '<b>banco</b>.cl'],
  ['https://evil.example/', 'ban\u200bco.cl'],
  ['https://banco.cl@evil.example/', 'https://banco.cl'],
  ['https://evil.example/', 'https://usuario@banco.cl/'],
  ['https://evil.example/', 'Entre en www.banco.cl hoy'],
])('S10: %s under the words «%s» is marked', (href, words) => {
  expect(marked(href, words)).toMatch(/evil\.example$/)
})

test('S10: a look-alike in another alphabet is told in plain letters', () => {
  expect(marked('https://bаnco.cl/', 'banco.cl')).toBe('xn--bnco-53d.cl')
})

test.each([
  ['https://banco.cl/entrar', 'banco.cl'],
  ['https://www.banco.cl/', 'https://banco.cl'],
  ['https://clientes.banco.cl/', 'www.banco.cl'],
  ['https://evil.example/', 'Pinche aquí'],
  ['https://evil.example/', 'Versión 2.0, ver informe.pdf adjunto'],
  ['https://archivos.example/', 'factura.pdf'],
  ['mailto:maria@panaderia.example', 'panaderia.example'],
])('S10: %s under the words «%s» is not', (href, words) => {
  expect(marked(href, words)).toBeUndefined()
})

test('S10: a link within a link hides nothing', () => {
  const told = tellTargets('<a href="https://banco.cl/">banco.cl<a href="https://evil.example/">banco.cl</a></a>')
  expect(told.match(/data-goes/g)).toHaveLength(2)
  expect(told).toContain('banco.cl<span data-elsewhere>evil.example</span>')
})

test('S10: what a mail writes itself can neither forge the mark nor break out of it', () => {
  const told = tellTargets(link('https://evil.example/?a=%22%3E%3Cscript%3E&quot;&gt;', 'banco.cl'))
  expect(told).not.toContain('<script>')
  expect(told.match(/data-goes="[^"]*"/g)).toHaveLength(1)
})
