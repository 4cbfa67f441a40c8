import { expect, test } from 'vitest'
import { draftFrom, emptyDraft, enclosed, since, together, writtenSince } from './composer-draft.ts'
import type { MailFields } from './mail-draft.ts'

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

test('E2: a question taken back beside other words, or they beside it, still waits for the customer', () => {
  const question = { ...emptyDraft, html: '<p>¿Qué modelo es?</p>', asks: true }
  const thanks = { ...emptyDraft, html: '<p>Gracias</p>' }
  expect([together(question, thanks), together(thanks, question)].map(({ asks }) => asks)).toEqual([true, true])
  expect(together(thanks, thanks).asks).toBeUndefined()
})

test('T5: a note taken back beside a mail begun since leaves its words, its solution and to whom it goes', () => {
  const solved = (solution: string) => ({ ...emptyDraft.facts, solution })
  const mail = { to: ['ana@example.com'] } as MailFields
  const note = { ...emptyDraft, html: '<p>Era el cable</p>', facts: solved('Se cambió el cable') }
  const begun = { ...emptyDraft, mode: 'email', html: '<p>Hola</p>', facts: solved('Se probó la red'), mail }
  expect(together(note, begun)).toMatchObject({
    html: '<p>Era el cable</p><p>Hola</p>',
    facts: { solution: 'Se cambió el cable\nSe probó la red' },
    mail: { to: ['ana@example.com'] },
  })
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
