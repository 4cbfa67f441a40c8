import type { Interaction } from './data.ts'
import { type Attached, partsOf } from './said-parts.ts'

type Said = Pick<Interaction, 'html' | 'text' | 'visibleText' | 'attachments'>

/**
 * S10: the text of a mail says nothing of its pictures, its HTML does: each is noted in the text where it stands, as mail programs note it, if
 * what stands right before or behind it is there. Else, as with a logo among what is folded, it stays in the list below.
 */
export function withPicturesPlaced<Of extends Said>(said: Of): Of {
  const { html, text, visibleText, attachments } = said
  const pictures = attachments.filter(({ preview, contentId }) => preview === 'image' && isNoted(contentId))
  if (!html || !pictures.length) return said
  const told = toldBy(html, pictures)
  if (!told.places.length) return said
  return { ...said, text: placed(text, told, attachments), visibleText: placed(visibleText, told, attachments) }
}

/** What `partsOf` finds again. */
const isNoted = (contentId: string | null) => contentId !== null && /^[^\]\n]{1,255}$/.test(contentId)

/** Longer than anybody looks through for pictures, and all that a stranger's mail may cost. */
const MOST_LETTERS = 300_000
const MOST_LINES = 3000
const MOST_MISSES = 200

type Told = { letters: string; places: { at: number; picture: Attached }[] }

/** The letters of the HTML, without what separates them, and how many stand before each picture. It was cleaned: its tags are whole. */
function toldBy(html: string, pictures: Attached[]): Told {
  const byId = new Map(pictures.map((picture) => [picture.contentId!.toLowerCase(), picture]))
  const told: Told = { letters: '', places: [] }
  for (const [tag, words] of html.matchAll(/<[^<>]*>|([^<]+)/g)) {
    if (words !== undefined) told.letters += lettersOf(unescaped(words))
    else if (tag.startsWith('<img')) {
      const picture = byId.get(contentIdIn(tag))
      if (picture) told.places.push({ at: told.letters.length, picture })
      else told.letters += emojiIn(tag)
    }
    if (told.letters.length > MOST_LETTERS) break
  }
  return told
}

function placed(text: string, { letters, places }: Told, attachments: Attached[]): string {
  const there = new Set(partsOf(text, attachments).flatMap(({ picture }) => picture?.id ?? []))
  const lines = linesWithin(text, letters)
  const notes = places
    .filter(({ picture }) => !there.has(picture.id))
    .flatMap(({ at, picture }) => {
      const place = placeOf(at, lines, text)
      return place === null ? [] : [{ place, note: `[cid:${picture.contentId}]` }]
    })
  // From the end, so that the places before stay where they are; those at one place in their order.
  return notes
    .toReversed()
    .toSorted((a, b) => b.place - a.place)
    .reduce((done, { place, note }) => done.slice(0, place) + note + done.slice(place), text)
}

/** A line of the text that was found: where its letters stand among those of the HTML, and each of them in the text. */
type Found = { from: number; to: number; places: number[]; end: number }

/** The text has the lines of the HTML in their order; some are folded, and some say more, as where a link leads. */
function linesWithin(text: string, letters: string): Found[] {
  const found: Found[] = []
  let at = 0
  let begin = 0
  let misses = 0
  for (const line of text.split('\n', MOST_LINES)) {
    const places = placesIn(line)
    const said = places.map((place) => line[place]).join('')
    const from = said === '' ? -1 : letters.startsWith(said, at) ? at : said.length < 4 ? -1 : letters.indexOf(said, at)
    if (from >= 0) {
      at = from + said.length
      found.push({ from, to: at, places: places.map((place) => begin + place), end: begin + line.length })
    } else if (said !== '' && ++misses > MOST_MISSES) break
    begin += line.length + 1
  }
  return found
}

/** In a line, or right before or behind one; null where it stands among what is not shown. */
function placeOf(at: number, lines: Found[], text: string): number | null {
  const next = lines.findIndex(({ from, to }) => from >= at || to > at)
  const line = lines[next]
  if (line && line.from < at) return line.places[at - line.from]!
  const before = next < 0 ? lines.at(-1) : lines[next - 1]
  // At the beginning of the line below, which thus goes on under the picture.
  if (before?.to === at) return Math.min(before.end + 1, text.length)
  return line?.from === at ? text.lastIndexOf('\n', line.places[0]!) + 1 : null
}

/** Where the letters stand that the HTML has as well: not the marks of lists, quotes and cells, nor where a link leads. */
function placesIn(line: string): number[] {
  const own = line.replace(/^\s*(?:[-•*]|\d{1,4}\.)\s|<(?:https?|mailto|tel):[^\s<>]*>/gi, (mark) =>
    ' '.repeat(mark.length),
  )
  return Array.from({ length: own.length }, (_, place) => place).filter((place) => !SEPARATES.test(own[place]!))
}

const SEPARATES = /[\s|>]/
const lettersOf = (words: string) => words.replace(/[\s|>]+/g, '')

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!)

function contentIdIn(tag: string): string {
  const id = unescaped(/\ssrc="cid:([^"]+)"/.exec(tag)?.[1] ?? '').toLowerCase()
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Mail programs set small pictures for emoji; in the text they are what they stand for. */
function emojiIn(tag: string): string {
  const alt = unescaped(/\salt="([^"]*)"/.exec(tag)?.[1] ?? '')
  return /\p{Extended_Pictographic}/u.test(alt) && !/\p{L}/u.test(alt) ? lettersOf(alt) : ''
}
