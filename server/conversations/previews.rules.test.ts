import { expect, test } from 'vitest'
import { contentTypeOf, isLogo, previewOf, textOf } from './previews.rules.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const png = (width: number, height: number) => {
  const sides = Buffer.alloc(8)
  sides.writeUInt32BE(width, 0)
  sides.writeUInt32BE(height, 4)
  return Buffer.concat([bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), sides, bytes('\x08\x06\0\0\0')])
}
const shownAs = (head: Buffer, size = head.length) => contentTypeOf(head, size)

test.each([
  ['image/png', png(640, 480)],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
  ['image/gif', bytes('GIF89a\x10\0\x10\0\0')],
  ['image/webp', bytes('RIFF\x24\0\0\0WEBPVP8 ')],
  ['application/pdf', bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3')],
  ['text/plain', bytes('nombre;monto\nMar\xeda;12\n')],
  ['text/plain', bytes('\xff\xfeh\0o\0l\0a\0')],
])('S11: what begins like %s is shown as that', (type, head) => {
  expect(shownAs(head)).toBe(type)
})

test.each([
  ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a page that a PDF follows', '<script>alert(1)</script>%PDF-1.7'],
  ['a page behind half of a picture’s name', 'GIF8<script>alert(1)</script>'],
])('S11: %s is text, whatever it is called', (_, content) => {
  expect(shownAs(bytes(content))).toBe('text/plain')
})

test.each([
  ['a program', bytes('MZ\x90\0\x03\0\0\0'), 8],
  ['a workbook', bytes('PK\x03\x04\x14\0\x06\0'), 8],
  ['nothing', Buffer.alloc(0), 0],
  ['a picture that asks for gigabytes', png(60_000, 60_000), 40],
  ['a picture of thirty megabytes', png(640, 480), 30 * 1024 * 1024],
])('S11: %s is only downloaded', (_, head, size) => {
  expect(previewOf(shownAs(head, size))).toBeNull()
})

test('S11: a text is read in the charset it was written in, also where its beginning ends within a letter', () => {
  expect(textOf(Buffer.from('María, ñandú'))).toBe('María, ñandú')
  expect(textOf(bytes('Mar\xeda \x93hoy\x94'))).toBe('María “hoy”')
  expect(textOf(bytes('\xff\xfeh\0o\0l\0a\0'))).toBe('hola')
  expect(textOf(Buffer.from('ñandú').subarray(0, -1))).toBe('ñand')
})

test('E7: a logo is small in pixels, or, where the head does not tell them, in bytes', () => {
  expect([isLogo(png(600, 150), 90_000), isLogo(png(900, 600), 3000)]).toEqual([true, false])
  const jpeg = bytes('\xff\xd8\xff\xe0\0\x10JFIF')
  expect([isLogo(jpeg, 12_000), isLogo(jpeg, 200_000)]).toEqual([true, false])
})
