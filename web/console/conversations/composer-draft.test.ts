import { expect, test } from 'vitest'
import { draftFrom, emptyDraft, enclosed, since, writtenSince } from './composer-draft.ts'

test.each([
  ['<p>Ya está</p>', '<p>Ya está</p>', ''],
  ['<p>Ya <b>está</b></p>', '<p>Ya <b>está</b></p><p>y otra cosa</p>', '<p>y otra cosa</p>'],
  ['<p>Ya está</p>', '<p>No, <b>espere</b></p>', '<p>No, <b>espere</b></p>'],
  ['<p>Ya está</p>', '<p></p>', '<p></p>'],
  ['<p>Ya está</p>', '<p>Ya está</p><p>Vea <b>esto</b></p>', '<p>Vea <b>esto</b></p>'],
])('of «%s», saved while «%s» stands there, «%s» is left to be said', (saved, now, left) => {
  expect(writtenSince(saved, now)).toBe(left)
})

test('S10: files added while it is saved are left to be said, a picture where it stands', () => {
  const file = (fileId: number, contentId?: string) => ({
    fileId,
    filename: '',
    size: 1,
    ...(contentId && { contentId }),
  })
  const saved = { ...emptyDraft, html: '<p>Ya está</p>', attachments: [file(1)] }
  const picture = '<p><img src="cid:p" alt="p.png"></p>'
  const now = { ...saved, html: saved.html + picture, attachments: [file(1), file(2), file(3, 'p'), file(4, 'gone')] }
  expect(since(saved, now)).toEqual({ html: picture, attachments: [file(2), file(3, 'p')] })
})

test('a draft of plain words becomes paragraphs, and nothing that goes along with it is left out', () => {
  const file = { fileId: 1, filename: 'a.png', size: 9, contentId: 'a@v' }
  const draft = draftFrom({ mode: 'call', text: 'Llama\nde <Lima>\n\nEspera', attachments: [file] })
  expect(draft.html).toBe('<p>Llama<br>de &lt;Lima&gt;</p><p>Espera</p>')
  expect(enclosed(draft)).toHaveLength(1)
})

test('S10: a picture taken out of the words does not go along; what is passed on does', () => {
  const [placed, taken, passed] = ['a', 'b', 'c'].map((contentId) => ({ fileId: 1, filename: '', size: 1, contentId }))
  const draft = draftFrom({
    html: '<p><img src="cid:a" alt="a.png"></p>',
    attachments: [placed, taken, { ...passed, proposed: true }],
  })
  expect(enclosed(draft).map(({ contentId }) => contentId)).toEqual(['a', 'c'])
})
