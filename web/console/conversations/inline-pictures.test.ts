import { expect, test } from 'vitest'
import { nameAmong } from './inline-pictures.ts'
import { beginningOf, partsOf, placedIn } from './said-parts.ts'

const picture = (filename: string, id = 1) => ({
  ...{ id, fileId: id, filename, size: 9, type: 'image/png', sha256: '', url: `/files/${id}` },
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
  expect([...placedIn(text, files)]).toEqual([1, 2])
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
