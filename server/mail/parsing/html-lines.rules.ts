import { rowOf } from '../../conversations/cells.rules.ts'
import { beginsHistory, colourOf, hasSideRule, holdsMail, isQuote, isSignature } from './html-marks.rules.ts'
import type { Line } from './lines.ts'

/** What an element says about the lines within it; children inherit. */
type Frame = {
  tag: string
  quote: number
  indented: boolean
  signature: boolean
  attribution: boolean
  colour: string | null
  inside: number[]
  holders: number[]
  pre: boolean
  list: { ordered: boolean; count: number } | null
  /** Where the lines of this row and of each of its cells begin. */
  row: { start: number; cells: number[] } | null
  href: string | null
  linkText: string
  /** A paragraph with room below it. */
  spaced: boolean
  hidden: boolean
}

const BLOCKS = new Set(
  'address article aside blockquote caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** What programs put around the words of an item: they stand behind its mark. */
const WRAPPERS = new Set(['p', 'div', 'section', 'article'])
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col'])
const MOST_LINES = 50_000

/**
 * Reads HTML that `cleanHtml` has written (balanced, quoted, escaped) as lines, one block or `br` each. What is not displayed, as the
 * words that newsletters have for the list of mails, nobody says; unless there is nothing else.
 */
export function linesOfHtml(html: string): Line[] {
  const lines = read(html, false)
  return lines.some(isSaid) ? lines : read(html, true)
}

function read(html: string, hidden: boolean): Line[] {
  const reading = new Reading(hidden)
  for (const [, closing, tag, attributes, text] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) reading.say(unescaped(text))
    else if (closing) reading.close(tag!)
    else reading.open(tag!, attributesOf(attributes!))
    if (reading.lines.length > MOST_LINES) break
  }
  reading.endLine()
  return reading.lines
}

class Reading {
  lines: Line[] = []
  private readonly showsHidden: boolean
  private stack: Frame[] = [
    {
      tag: '',
      quote: 0,
      indented: false,
      signature: false,
      attribution: false,
      colour: null,
      inside: [],
      holders: [],
      pre: false,
      list: null,
      row: null,
      href: null,
      linkText: '',
      spaced: false,
      hidden: false,
    },
  ]
  private frames = 0
  private text = ''
  private first: Frame | null = null
  private colours = new Map<string | null, number>()
  private historyBegins = false
  private addressed = false
  /** The mark of an item that has no words yet. */
  private mark: string | null = null
  /** What stands before the cell in hand, on the same line. */
  private cells: string[] = []

  constructor(showsHidden: boolean) {
    this.showsHidden = showsHidden
  }

  open(tag: string, attributes: Record<string, string>): void {
    if (BLOCKS.has(tag) && !(WRAPPERS.has(tag) && this.text.trimEnd() === this.mark)) this.endLine()
    if (tag === 'br') this.endLine(true)
    if (tag === 'td' || tag === 'th') this.openCell()
    if (tag === 'img' && isEmoji(attributes.alt ?? '')) this.say(attributes.alt!)
    if (beginsHistory(tag, attributes)) this.historyBegins = true
    if (VOID.has(tag)) return
    const frame = this.frameOf(tag, attributes)
    this.stack.push(frame)
    if (tag !== 'li') return
    const list = this.stack.findLast((around) => around.list)?.list
    this.mark = list?.ordered ? `${++list.count}.` : '-'
    this.say(`${this.mark} `)
  }

  close(tag: string): void {
    const at = this.stack.findLastIndex((frame) => frame.tag === tag)
    if (at < 1) return
    const frame = this.stack[at]!
    if (frame.href && !saysItself(frame.linkText, frame.href)) this.say(` <${frame.href}>`)
    if (BLOCKS.has(tag)) this.endLine()
    if (frame.row) this.closeRow(frame.row)
    if (frame.spaced && this.lines.at(-1)?.text) this.endLine(true)
    this.stack.length = at
    const around = this.stack.at(-1)!
    if (frame.linkText && around.href) around.linkText += frame.linkText
  }

  /** Cells of a row stand on one line. */
  private openCell(): void {
    const row = this.stack.findLast((around) => around.row)?.row
    row?.cells.push(this.lines.length + (this.first ? 1 : 0))
    this.cells.push(this.text)
    this.text = ''
  }

  /** So do cells whose words are set as paragraphs, as word processors have it, where none says more than one line. */
  private closeRow({ start, cells }: { start: number; cells: number[] }): void {
    const said = this.lines.slice(start).filter(isSaid)
    const [first, ...others] = said
    const several = cells.some((cell, i) => this.lines.slice(cell, cells[i + 1]).filter(isSaid).length > 1)
    const apart = others.some(
      ({ quote, signature, history }) => history || quote !== first!.quote || signature !== first!.signature,
    )
    if (!others.length || several || apart) return
    const text = rowOf(said.map((line) => line.text))
    const colour = said.find((line) => line.colour)?.colour ?? null
    this.lines.splice(start, this.lines.length, { ...first!, text, colour })
  }

  say(words: string): void {
    const frame = this.stack.at(-1)!
    if (frame.hidden) return
    if (frame.pre && words.includes('\n')) {
      const [head, ...tail] = words.split('\n')
      this.say(head!)
      for (const line of tail) {
        this.endLine(true)
        this.say(line)
      }
      return
    }
    this.text += frame.pre ? words : words.replace(/[\t\n\r\f ]+/g, ' ')
    const link = this.stack.findLast(({ href }) => href)
    if (link) link.linkText += words
    if (link && /^mailto:[^@]+@/i.test(link.href!)) this.addressed = true
    const weight = words.trim().length
    if (weight === 0) return
    this.first ??= frame
    this.colours.set(frame.colour, (this.colours.get(frame.colour) ?? 0) + weight)
  }

  endLine(even = false): void {
    const cells = [...this.cells, this.text]
    const blank = cells.some((said) => said.includes('\u00a0'))
    const text = (cells.length > 1 ? rowOf(cells) : this.text).replace(/\u00a0/g, ' ').trimEnd()
    const frame = this.first ?? this.stack.at(-1)!
    if (text.trim() || even || blank)
      this.lines.push({
        text: frame.pre ? text : text.trimStart(),
        quote: frame.quote,
        indented: frame.indented,
        signature: frame.signature,
        attribution: frame.attribution,
        history: this.historyBegins,
        colour: heaviest(this.colours),
        addressed: this.addressed,
        inside: frame.inside,
        holders: frame.holders,
      })
    if (text.trim()) this.historyBegins = false
    this.text = ''
    this.mark = null
    this.first = null
    this.addressed = false
    this.cells = []
    this.colours.clear()
  }

  private frameOf(tag: string, attributes: Record<string, string>): Frame {
    const around = this.stack.at(-1)!
    const quotes = isQuote(tag, attributes)
    const framed = quotes || tag === 'blockquote' || hasSideRule(attributes.style ?? '')
    return {
      tag,
      quote: around.quote + (quotes ? 1 : 0),
      indented: around.indented || (tag === 'blockquote' && !quotes),
      signature: around.signature || isSignature(attributes),
      attribution: around.attribution || /\bgmail_attr\b|\bmoz-cite-prefix\b/.test(attributes.class ?? ''),
      colour: colourOf(tag, attributes, around.colour),
      inside: framed ? [...around.inside, ++this.frames] : around.inside,
      holders: framed || holdsMail(attributes) ? [...around.holders, ++this.frames] : around.holders,
      pre: around.pre || tag === 'pre' || /white-space:\s*pre/i.test(attributes.style ?? ''),
      list:
        tag === 'ul' || tag === 'ol' ? { ordered: tag === 'ol', count: Number(attributes.start ?? 1) - 1 || 0 } : null,
      row: tag === 'tr' ? { start: this.lines.length, cells: [] } : null,
      href: tag === 'a' ? (attributes.href ?? null) : null,
      linkText: '',
      hidden: around.hidden || (!this.showsHidden && /display:\s*none/i.test(attributes.style ?? '')),
      spaced:
        tag === 'p' &&
        !/^Mso|^x_Mso/.test(attributes.class ?? '') &&
        !/margin(?:-bottom)?:\s*0/.test(attributes.style ?? ''),
    }
  }
}

const isSaid = ({ text }: Line) => text.trim() !== ''

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(/ ([a-z-]+)="([^"]*)"/g)) found[name!] = unescaped(value!)
  return found
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const unescaped = (text: string) => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!)

const isEmoji = (alt: string) => /\p{Extended_Pictographic}/u.test(alt) && !/[\p{L}]/u.test(alt)

/** A link's words already are its address: the address, its host, or a mail or telephone address. */
function saysItself(words: string, href: string): boolean {
  if (!/^https?:/i.test(href)) return true
  const bare = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?|^www\.|\/$/g, '')
  return words.trim() === '' || bare(words) === bare(href)
}

/** The colour that was picked for part of the line, be it the answer behind a question of another colour. */
function heaviest(colours: Map<string | null, number>): string | null {
  let best: string | null = null
  let weight = 1
  for (const [colour, length] of colours) if (colour !== null && length > weight) [best, weight] = [colour, length]
  return best
}
