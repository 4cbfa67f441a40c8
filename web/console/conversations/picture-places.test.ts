import { expect, test } from 'vitest'
import { withPicturesPlaced } from './picture-places.ts'
import { listedBelow } from './said-parts.ts'

const picture = (id: number, contentId: string, preview: 'image' | null = 'image') => ({
  ...{ id, filename: `${contentId}.png`, type: 'image/png', size: 90_000, sha256: '', contentId, url: '/files/x' },
  preview,
})
const attachments = [picture(1, 'uno'), picture(2, 'dos'), picture(3, 'roto', null)]
const mail = (html: string, visibleText: string, text = visibleText) => ({ html, text, visibleText, attachments })
const shown = (html: string, visibleText: string) => withPicturesPlaced(mail(html, visibleText)).visibleText

test('S10: María’s pictures stand in the text where she put them, between lines and within one', () => {
  const html =
    '<p>Mire:</p><p><img src="cid:uno" alt="a"></p><p>Y tras pulsar <b>Aceptar</b> <img src="cid:dos"> no pasa nada.</p>'
  const text = 'Mire:\n\nY tras pulsar Aceptar no pasa nada.'
  expect(shown(html, text)).toBe('Mire:\n[cid:uno]\nY tras pulsar Aceptar [cid:dos]no pasa nada.')
})

test('also where the text says more than the HTML: marks of lists, cells, links, emoji', () => {
  const html = `<ol><li><p>Abra <a href="https://x.example/a">el panel</a></p><img src="cid:uno"></li><li>Vea 🙂</li></ol>
    <table><tr><td>Error</td><td>42</td></tr></table><img src="cid:dos"><p>Ana &amp; Luis</p>`
  const text = '1. Abra el panel <https://x.example/a>\n2. Vea 🙂\nError | 42\nAna & Luis'
  expect(shown(html, text)).toBe(
    '1. Abra el panel <https://x.example/a>\n[cid:uno]2. Vea 🙂\nError | 42\n[cid:dos]Ana & Luis',
  )
})

test('first and last, and two at one place, keep their order', () => {
  expect(shown('<img src="cid:dos"><p>Hola</p><img src="cid:uno"><img src="cid:dos">', 'Hola')).toBe(
    '[cid:dos]Hola[cid:uno][cid:dos]',
  )
})

test('a logo among what is folded is put nowhere in what is shown, but in the whole text', () => {
  const html = '<p>No imprime.</p><p>Ana</p><blockquote><p>Hola Ana:</p><img src="cid:uno"><p>Saludos</p></blockquote>'
  const placed = withPicturesPlaced(mail(html, 'No imprime.\nAna', 'No imprime.\nAna\n> Hola Ana:\n> Saludos'))
  expect(placed.visibleText).toBe('No imprime.\nAna')
  expect(placed.text).toBe('No imprime.\nAna\n> Hola Ana:\n[cid:uno]> Saludos')
})

test('what the mail’s own text notes is not noted again, and what is no picture never', () => {
  const html = '<p>Mire:</p><img src="cid:uno"><img src="cid:roto"><p>Fin</p>'
  const placed = withPicturesPlaced(mail(html, 'Mire:\nFin', 'Mire:\n[image: uno.png]\nFin'))
  expect(placed.text).toBe('Mire:\n[image: uno.png]\nFin')
  expect(placed.visibleText).toBe('Mire:\n[cid:uno]Fin')
  expect(listedBelow(placed).map(({ id }) => id)).toEqual([2, 3])
})

test('a mail four times as long takes about four times as long to look through, whatever stands in it', () => {
  const mails: [string, (n: number) => [string, string]][] = [
    ['pieces that stand nowhere', (n) => [long(n), 'zzzz no está\n'.repeat(n)]],
    ['pieces that stand almost', (n) => [long(n), 'abab\n'.repeat(n)]],
    ['nothing but angles', (n) => ['<'.repeat(n * 10), 'a']],
  ]
  const long = (n: number) => `${'<p>ab</p>'.repeat(n * 2)}<img src="cid:uno">${'<p>x</p>'.repeat(n * 2)}`
  const quickest = ([html, text]: [string, string]) =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const begun = performance.now()
        shown(html, text)
        return performance.now() - begun
      }),
    )
  for (const [what, mail] of mails) {
    // Sixteen times, if each piece were looked for from the beginning.
    const [short, longer] = [quickest(mail(10_000)), quickest(mail(40_000))]
    expect(longer / Math.max(short, 2), what).toBeLessThan(10)
  }
})
