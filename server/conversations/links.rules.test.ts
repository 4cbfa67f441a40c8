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
  ['https://evil.example/', 'ir a banco.cl ahora'],
  ['https://evil.example/', '<b>Banco</b> — banco.cl'],
  ['https://evil.example/', 'Ingresar/banco.cl'],
  ['https://evil.example/', 'banco\uff0ecl'],
  ['https://evil.example/', 'banco\u3002cl'],
  ['https://evil.example/', 'banco\uff61cl'],
  ['https://evil.example/', 'https:\u2215\u2215banco.cl'],
  ['https://evil.example/', 'https:\u2044\u2044banco.cl/a'],
  ['https://evil.example/', 'https:\u29f8\u29f8intranet.local'],
  ['https://evil.example/', 'https\uff1a\uff0f\uff0fbanco.cl'],
  ['https://evil.example/', 'https:// banco.cl'],
  ['https://evil.example/', 'https://intranet.local/'],
  ['https://evil.example/', '<div style="display:inline">ban</div><div style="display:inline">co.cl</div>'],
  ['https://banco.evil.example/', 'BANCO.CL'],
  ['https://evil.example/banco.cl', 'evil.example y banco.cl'],
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
  ['https://www.banco.cl/', 'clientes.banco.cl'],
  ['https://clientes.banco.com.ar/', 'https://www.banco.com.ar/personas'],
  ['https://banco.cl/archivo/otro.cl', 'banco.cl/archivo/otro.cl'],
  ['https://www.banco.cl/', '<p>www.banco.cl</p><p>Banco de Chile</p>'],
  ['https://evil.example/', 'Pinche aquí'],
  ['https://evil.example/', 'Pinche aquí.No responda'],
  ['https://evil.example/', 'ver.factura'],
  ['https://evil.example/', 'Banco S.A. o Panadería Sur S.A.C.'],
  ['https://evil.example/', 'informe.docx e instalar.sh'],
  ['https://evil.example/', 'maria@banco.cl'],
  ['https://evil.example/', 'Versión 10.0.19045, de 10.30 a 11.00'],
  ['https://evil.example/', 'Versión 2.0, ver informe.pdf adjunto'],
  ['https://archivos.example/', 'factura.pdf'],
  ['mailto:maria@panaderia.example', 'panaderia.example'],
])('S10: %s under the words «%s» is not', (href, words) => {
  expect(marked(href, words)).toBeUndefined()
})

test('S10: what others publish below one name is not that name', () => {
  expect(marked('https://banco-cl.github.io/', 'banco.github.io')).toBe('banco-cl.github.io')
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

const FILLERS = 'www.1 www. http:// :// a. a.cl (a.cl ver.factura @ . < &amp; <b> <div>a.</div> \u200b \uff0e'.split(
  ' ',
)

test('S10: no filler makes a mail of twice the length take much more than twice the time to open, or long at all', () => {
  const time = (html: string) => {
    const begun = performance.now()
    tellTargets(html)
    return performance.now() - begun
  }
  const one = (filler: string, length: number) => link('https://x.example/', filler.repeat(length / filler.length))
  const many = (filler: string, length: number) => {
    const each = link('https://x.example/', filler)
    return each.repeat(length / each.length)
  }
  for (const filler of [...FILLERS, ' '])
    for (const mail of [one, many]) {
      const once = time(mail(filler, 500_000))
      // Who was interrupted by others is asked again.
      const twice = Math.min(time(mail(filler, 1_000_000)), time(mail(filler, 1_000_000)))
      expect([mail.name, filler, twice < once * 3 + 200 || [once, twice]]).toEqual([mail.name, filler, true])
    }
}, 60_000)

test('S10: beyond what anybody reads, a link says where it leads, or leads nowhere', () => {
  expect(marked('https://evil.example/', 'uno.dos '.repeat(5000))).toBe('evil.example')
  expect(marked('https://evil.example/', `${'. '.repeat(300_000)}`)).toBe('evil.example')
  const told = tellTargets(link('https://evil.example/', 'x').repeat(3000))
  expect([told.match(/ href=/g)!.length, told.match(/ data-goes=/g)!.length]).toEqual([2000, 2000])
})
