import { expect, test } from 'vitest'
import { type AttachedFile, type ComposerDraft, emptyDraft } from './composer-draft.ts'
import type { MailFields } from './mail-draft.ts'
import { afterSaid, brought, foremost, inMode, leftBeside, saysSomething, together } from './own-words.ts'

const file = (fileId: number, contentId?: string): AttachedFile => ({
  ...{ fileId, filename: `${fileId}.png`, size: 1 },
  ...(contentId && { contentId }),
})
const note: ComposerDraft = { ...emptyDraft, html: '<p>Es moroso</p>', attachments: [file(1)] }
const words = ({ mode, html, attachments }: ComposerDraft) => [mode, html, attachments.map(({ fileId }) => fileId)]

test('T5: a mail begun after a note begins empty, without its files; both are there when one turns back', () => {
  const mail = inMode(note, 'email')
  expect(words(mail)).toEqual(['email', '', []])
  const written = { ...mail, html: '<p>Hola</p>' }
  expect(words(inMode(written, 'note'))).toEqual(['note', '<p>Es moroso</p>', [1]])
  expect(words(inMode(inMode(written, 'note'), 'email'))).toEqual(['email', '<p>Hola</p>', []])
})

test('T5: what is said takes its recipients along and leaves the note, where one goes on', () => {
  const mail = { to: ['ana@example.com'] } as MailFields
  const said = { ...inMode(note, 'email'), html: '<p>Hola</p>', mail, asks: true, statusId: 3 }
  const left = leftBeside(said)!
  expect(words(left)).toEqual(['note', '<p>Es moroso</p>', [1]])
  expect(left).toMatchObject({ mail: null, statusId: undefined })
  expect(left.asks).toBeUndefined()
  expect(leftBeside(left)).toBeUndefined()
  // A note that is saved leaves the mail, and to whom it goes.
  expect(leftBeside(inMode(said, 'note'))).toMatchObject({ html: '<p>Hola</p>', mail })
})

test('T5: what is typed in the note while the mail is saved stays in the note', () => {
  const said = { ...inMode(note, 'email'), html: '<p>Hola</p>' }
  const now = { ...inMode(said, 'note'), html: '<p>Es moroso</p><p>y más</p>' }
  expect(words(afterSaid(said, now))).toEqual(['note', '<p>Es moroso</p><p>y más</p>', [1]])
  expect(saysSomething(inMode(afterSaid(said, said), 'email'))).toBe(true)
  expect(afterSaid(said, { ...said, html: '<p>Hola</p><p>otra</p>' }).html).toBe('<p>otra</p>')
})

test('T5: a note brought into a mail brings its words and the pictures in them; its other files stay inside', () => {
  const picture = '<p><img src="cid:p" alt="2.png"></p>'
  const drawn = { ...note, html: note.html + picture, attachments: [file(1), file(2, 'p')] }
  const mail = brought({ ...inMode(drawn, 'email'), html: '<p>Hola</p>' }, 'note')
  expect(words(mail)).toEqual(['email', `<p>Hola</p><p>Es moroso</p>${picture}`, [2]])
  expect(words(inMode(mail, 'note'))).toEqual(['note', '', [1]])
})

test('T5: a form opens where something is written', () => {
  expect(foremost(inMode(note, 'email'))?.mode).toBe('note')
  expect(foremost(emptyDraft)).toBeUndefined()
})

test('E2: a question taken back beside other words, or they beside it, still waits for the customer', () => {
  const question = { ...emptyDraft, html: '<p>¿Qué modelo es?</p>', asks: true }
  const thanks = { ...emptyDraft, html: '<p>Gracias</p>' }
  expect([together(question, thanks), together(thanks, question)].map(({ asks }) => asks)).toEqual([true, true])
  expect(together(thanks, thanks).asks).toBeUndefined()
})

test('T5: a note taken back beside a mail begun since leaves its solution and to whom it goes, and none of its words become the other’s', () => {
  const solved = (solution: string) => ({ ...emptyDraft.facts, solution })
  const mail = { to: ['ana@example.com'] } as MailFields
  const note = { ...emptyDraft, html: '<p>Era el cable</p>', facts: solved('Se cambió el cable') }
  const begun = { ...emptyDraft, mode: 'email', html: '<p>Hola</p>', facts: solved('Se probó la red'), mail }
  expect(together(note, begun)).toMatchObject({
    ...{ mode: 'note', html: '<p>Era el cable</p>', aside: { email: { html: '<p>Hola</p>' } } },
    facts: { solution: 'Se cambió el cable\nSe probó la red' },
    mail: { to: ['ana@example.com'] },
  })
  expect(together(begun, note)).toMatchObject({ html: '<p>Hola</p>', aside: { note: { html: '<p>Era el cable</p>' } } })
})
