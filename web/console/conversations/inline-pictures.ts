import { randomId } from '../../api.ts'

/** S10: a picture within the words stands there by its Content-ID, in the draft as in the mail that leaves. */
export const newContentId = () => `${randomId()}@ventanilla`

/** Pasted pictures are all called alike: each gets a name of its own. */
export function nameAmong(filename: string, taken: string[]): string {
  const [, stem = filename, ending = ''] = /^(.*?)(\.[^.]+)?$/s.exec(filename) ?? []
  for (let n = 1; ; n++) {
    const name = n === 1 ? filename : `${stem}-${n}${ending}`
    if (!taken.includes(name)) return name
  }
}

/**
 * What is brought as files. Office programs bring a picture of the very words they bring: then the words count; of a picture copied
 * from a page the page's HTML says nothing.
 */
export function filesBrought(data: DataTransfer | null): File[] {
  const html = data?.getData('text/html')
  const saysSomething = html && new DOMParser().parseFromString(html, 'text/html').body.textContent.trim() !== ''
  return data && !saysSomething ? [...data.files] : []
}
