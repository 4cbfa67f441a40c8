import { expect, test } from 'vitest'
import { cleanHtml, textOf, wordsOf } from './words.ts'

test.each([
  ['<p>Hola <strong>María</strong>:</p><p>una<br>dos</p><p></p>', 'Hola María:\n\nuna\ndos'],
  [
    '<ul><li><p>Apagar</p></li><li><p>Encender</p><ul><li><p>esperar</p></li></ul></li></ul>',
    '- Apagar\n- Encender\n  - esperar',
  ],
  ['<ol start="3"><li><p>uno</p></li><li><p>dos</p></li></ol>', '3. uno\n4. dos'],
  ['<p>Vea <a href="https://x.cl/a">la guía</a></p>', 'Vea la guía (https://x.cl/a)'],
  ['<p><a href="https://x.cl">https://x.cl</a>, <a href="mailto:a@x.cl">a@x.cl</a></p>', 'https://x.cl, a@x.cl'],
  ['<blockquote><p>No anda</p><p>nada</p></blockquote><p>¿Nada?</p>', '> No anda\n>\n> nada\n\n¿Nada?'],
  ['<pre><code>ping a\n  -t</code></pre><h2>Así</h2>', 'ping a\n  -t\n\nAsí'],
  [
    '<p>Horario:</p><table><thead><tr><th>Día</th><th>Abre</th></tr></thead><tbody><tr><td><p>Lunes</p></td><td></td><td>9:00</td></tr></tbody></table><p>Gracias</p>',
    'Horario:\n\nDía | Abre\nLunes | 9:00\n\nGracias',
  ],
  [
    '<table><tr><td><img src="cid:1@v" alt="logo"></td><td>Ana Ruiz<br>Tel.: 555</td></tr></table>',
    '[logo]\nAna Ruiz\nTel.: 555',
  ],
  ['<table>suelto<td>Teléfono:</td><td>555</td><tr><td>uno</td>dos</tr></table>', 'suelto\nTeléfono:\n555\nuno | dos'],
  ['<p>Así:</p><p><img src="cid:1@v" alt="foto.png"></p>', 'Así:\n\n[foto.png]'],
])('%s reads as plain text «%s»', (html, text) => {
  expect(textOf(html)).toBe(text)
})

test('a mail answered back and forth thirty times is quoted whole, line by line', () => {
  const rounds = Array.from({ length: 30 }, (_, n) => `<div><div>Hola ${n}</div><div>Saludos</div><blockquote>`).join(
    '',
  )
  const html = `${rounds}Fin${'</blockquote></div>'.repeat(30)}`
  expect(cleanHtml(html)).toBe(html)
})

test('what nobody closed lies side by side, and nothing of it is lost', () => {
  for (const sloppy of ['<p><font>', '<p><u>', '<li><b>', '<tr><td>']) {
    const html = Array.from({ length: 6000 }, (_, n) => `${sloppy}Línea ${n}`).join('')
    const said = wordsOf({ html }).text.split('\n').filter(Boolean)
    expect([sloppy, said.length, said.at(-1)!.slice(-10)]).toEqual([sloppy, 6000, 'Línea 5999'])
  }
})

test('what is nested deeper than anybody writes is kept as words, and costs no time', () => {
  for (const deep of [
    '<b>'.repeat(60_000),
    '<div>'.repeat(40_000),
    '<ul><li>'.repeat(20_000),
    '<td><li>'.repeat(20_000),
  ])
    expect(wordsOf({ html: `${deep}Hola` }).text).toMatch(/Hola$/)
  expect(textOf(`<pre>${' '.repeat(150_000)}Hola</pre>`)).toMatch(/Hola$/)
})
