import { expect, test } from 'vitest'
import { nameAmong } from './inline-pictures.ts'
import { beginningOf, listedBelow, partsOf } from './said-parts.ts'

const picture = (filename: string, id = 1, size = 9) => ({
  ...{ id, fileId: id, filename, size, type: 'image/png', sha256: '', url: `/files/${id}` },
  ...{ preview: 'image' as const, contentId: `${id}@ventanilla` },
})

test('what is pasted twice has two names', () => {
  expect(nameAmong('image.png', ['image.png', 'image-2.png'])).toBe('image-3.png')
  expect(nameAmong('foto', ['foto'])).toBe('foto-2')
})

test('S10: pictures stand where the mail says, by name or Content-ID; what names none stays words', () => {
  const files = [picture('a.png', 1), picture('b.png', 2)]
  const text = 'Uno [image: A.png] dos [cid:2@ventanilla] tres [imagen: otra.png]'
  expect(partsOf(text, files).map(({ text: words, picture: shown }) => shown?.filename ?? words)).toEqual([
    ...['Uno ', 'a.png', ' dos ', 'b.png', ' tres [imagen: otra.png]'],
  ])
  expect(listedBelow({ text, visibleText: text, attachments: files })).toEqual([])
})

test('S11: a picture the customer pasted is seen where it stands, or else below the words; a folded logo is not', () => {
  const attachments = [picture('captura.png', 1, 80_000), picture('logo.png', 2, 4000)]
  const text = 'Mire:\n[image: captura.png]\n-- \nRocío\n[image: logo.png]'
  const below = (visibleText: string) => listedBelow({ text, visibleText, attachments }).map(({ id }) => id)
  expect(below('Mire:\n[image: captura.png]')).toEqual([])
  expect(below('Mire:')).toEqual([1])
  expect(listedBelow({ text: 'Mire:', visibleText: 'Mire:', attachments }).map(({ id }) => id)).toEqual([1, 2])
})

test('an address is a link without the full stop behind it', () => {
  expect(partsOf('Vea https://banco.cl/a?b=1. Y (https://x.cl).', [])).toEqual([
    { text: 'Vea ' },
    { text: 'https://banco.cl/a?b=1', href: 'https://banco.cl/a?b=1' },
    { text: '. Y (' },
    { text: 'https://x.cl', href: 'https://x.cl/' },
    { text: ').' },
  ])
})

test('a very long text shows its beginning; one that hardly goes on is shown whole', () => {
  expect(beginningOf('palabra '.repeat(2000))!.length).toBeLessThan(4100)
  expect(beginningOf('línea\n'.repeat(500))!.split('\n').length).toBeLessThan(62)
  expect(beginningOf('palabra '.repeat(510))).toBeNull()
})
