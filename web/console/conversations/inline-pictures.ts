import { randomId } from '../../api.ts'
import type { AttachedFile } from './composer-draft.ts'

/**
 * S10: a picture within the words is a line of its own in the text, `[imagen: foto.png]`, so that the draft stays plain text and nothing of it can
 * be lost; in the HTML that leaves with it the picture itself stands there, by its Content-ID.
 */
export const placeOf = (word: string, filename: string) => `[${word}: ${filename.replace(/[[\]\n]/g, ' ')}]`

export const newContentId = () => `${randomId()}@ventanilla`

/** The HTML of a mail in whose text pictures stand; without any, the desk makes it of the text as it always does. */
export function htmlWithPictures(text: string, files: AttachedFile[]): string | undefined {
  const placed = files.filter(({ contentId, place }) => contentId && place && text.includes(place))
  if (!placed.length) return undefined
  const html = text
    .split(/\n{2,}/)
    .map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('')
  return placed.reduce(
    (whole, { contentId, place, filename }) =>
      whole.replaceAll(escaped(place!), `<img src="cid:${contentId}" alt="${escaped(filename)}">`),
    html,
  )
}

/** Pasted pictures are all called alike: each gets a name of its own, so that each place means one picture. */
export function nameAmong(filename: string, taken: string[]): string {
  const [, stem = filename, ending = ''] = /^(.*?)(\.[^.]+)?$/s.exec(filename) ?? []
  for (let n = 1; ; n++) {
    const name = n === 1 ? filename : `${stem}-${n}${ending}`
    if (!taken.includes(name)) return name
  }
}

export function inserted(text: string, at: number, place: string): string {
  const [before, after] = [text.slice(0, at), text.slice(at)]
  return `${before}${!before || before.endsWith('\n') ? '' : '\n'}${place}\n${after.startsWith('\n') ? after.slice(1) : after}`
}

/** Without its picture the line that stood for it goes as well. */
export const withoutPlace = (text: string, place: string | undefined) =>
  place ? text.replaceAll(`${place}\n`, '').replaceAll(place, '') : text

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)
