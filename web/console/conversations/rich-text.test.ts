import { expect, test } from 'vitest'
import { htmlOf, isBlank, isPlain, pictureHtml, plainOf, trimmed, withoutPicture } from './rich-text.ts'

test.each(['Hola', ' dos\nlíneas', 'un párrafo\n\ny <otro> & "más"\n', 'Hola, María:\n\n', ''])(
  '«%s» typed plain is read back as it was',
  (text) => {
    expect(plainOf(htmlOf(text))).toBe(text)
    expect(isPlain(htmlOf(text))).toBe(true)
  },
)

test('what is formatted is not shown in a field that cannot, but can be read', () => {
  const html = '<p>Pruebe <strong>esto</strong>:</p><ul><li><p>uno</p></li><li><p>dos</p></li></ul>'
  expect(isPlain(html)).toBe(false)
  expect(plainOf(html).split('\n').filter(Boolean)).toEqual(['Pruebe esto:', 'uno', 'dos'])
})

test('empty paragraphs say nothing; a picture does, until it is taken out', () => {
  expect(isBlank('<p> </p><p><br></p>')).toBe(true)
  expect(trimmed('<p></p><p>Hola</p><p></p><p>ya</p><p></p>')).toBe('<p>Hola</p><p></p><p>ya</p>')
  const html = `<p>${pictureHtml('a@v', 'fo"to.png')}</p>`
  expect([isBlank(html), plainOf(html)]).toEqual([false, '[fo"to.png]'])
  expect(withoutPicture(html, 'a@v')).toBe('<p></p>')
})
