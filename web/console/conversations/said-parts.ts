import type { Interaction } from './data.ts'

export type Attached = Interaction['attachments'][number]
type Part = { text: string; href?: string; picture?: Attached }

/** Addresses of the web; and the places at which mail programs, and ours, note that a picture stands there. */
const FINDS = /\[(?:cid|image|imagen|imagem):\s*([^\]\n]{1,255})\]|https?:\/\/[^\s<>"«»“”]+/gi

export function partsOf(text: string, attachments: Attached[]): Part[] {
  const parts: Part[] = []
  let done = 0
  for (const found of text.matchAll(FINDS)) {
    const part = found[1] === undefined ? linkFrom(found[0]) : pictureFrom(found[0], found[1], attachments)
    if (!part) continue
    if (found.index > done) parts.push({ text: text.slice(done, found.index) })
    parts.push(part)
    done = found.index + part.text.length
  }
  return done < text.length ? [...parts, { text: text.slice(done) }] : parts
}

const placedIn = (text: string, attachments: Attached[]) =>
  new Set(partsOf(text, attachments).flatMap(({ picture }) => picture?.id ?? []))

/** Bytes. Below a signature stand logos, which every mail of somebody brings anew; a picture of a screen is larger. */
const LOGO = 10 * 1024

/** What is listed below the words: all that does not stand within those that are shown, but for the logos among the folded ones. */
export function listedBelow({
  text,
  visibleText,
  attachments,
}: Pick<Interaction, 'text' | 'visibleText' | 'attachments'>) {
  const [shown, anywhere] = [placedIn(visibleText, attachments), placedIn(text, attachments)]
  return attachments.filter(({ id, size }) => !shown.has(id) && !(anywhere.has(id) && size < LOGO))
}

/** What a mail brings twice, as invitations do within it and as a file, is one file to its reader. */
export const eachOnce = (files: Attached[]) =>
  files.filter((file, place) => files.findIndex((other) => isTheSame(file, other)) === place)

const isTheSame = (one: Attached, other: Attached) =>
  one.filename === other.filename && one.size === other.size && one.sha256 === other.sha256

/** A full stop that ends the sentence is no part of the address. */
function linkFrom(found: string): Part | null {
  const text = found.replace(/[.,;:!?'")\]]+$/, '')
  return URL.canParse(text) ? { text, href: new URL(text).href } : null
}

function pictureFrom(text: string, named: string, attachments: Attached[]): Part | null {
  const name = named.trim().toLowerCase()
  const picture = attachments.find(
    ({ preview, contentId, filename }) =>
      preview === 'image' && (contentId?.toLowerCase() === name || filename.toLowerCase() === name),
  )
  return picture ? { text, picture } : null
}

const FEW_LETTERS = 4000
const FEW_LINES = 60

/** The beginning of a very long text, ended at a line or a word; null where it is short enough to be read whole. */
export function beginningOf(text: string): string | null {
  const byLines = text.split('\n', FEW_LINES).join('\n')
  const beginning = byLines.slice(0, FEW_LETTERS)
  if (beginning.length > text.length - 400) return null
  const end = Math.max(beginning.lastIndexOf('\n'), beginning.lastIndexOf(' '))
  return `${beginning.slice(0, end > FEW_LETTERS / 2 ? end : undefined).toWellFormed()} …`
}
