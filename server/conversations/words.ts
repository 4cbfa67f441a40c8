import { type DomNode, type FormatCallback, type HtmlToTextOptions, htmlToText } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'
import { rowOf } from './cells.rules.ts'
import { shallow } from './shallow.rules.ts'

export type Words = { text: string; html: string | null; visibleText: string }

/** Text and HTML as they are stored: HTML cleaned of everything active, text derived from it where none came along. */
export function wordsOf(said: { text?: string; html?: string }): Words {
  const html = said.html ? cleanHtml(said.html) : null
  const text = (said.text ?? (html ? textOf(html) : '')).replace(/\r\n?/g, '\n')
  return { text, html, visibleText: text }
}

const TAGS =
  'p br div span b strong i em u s ul ol li blockquote pre code a h1 h2 h3 h4 hr table thead tbody tr td th img'.split(
    ' ',
  )
/** Nobody writes so deep; long answered back and forth, quotes within quotes lie some three elements a round (mail keeps as many). */
const DEEPEST = 200

/** What an agent or customer may format, and pictures that came along; scripts, styles, frames, forms and remote images never pass. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(shallow(html, DEEPEST), {
    allowedTags: TAGS,
    nestingLimit: DEEPEST,
    allowedAttributes: {
      img: ['src', 'alt', 'width', 'height'],
      a: ['href'],
      ol: ['start'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
  })
}

/** The same words for whoever reads plain text: lists with their dashes and numbers, addresses behind their links, quotes set off, rows as lines. */
export const textOf = (html: string): string =>
  htmlToText(html, PLAIN)
    .split('\n')
    .map((line) => line.trimEnd().replace(/^ +(?=\d+\. )/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const TIGHT = { leadingLineBreaks: 1, trailingLineBreaks: 1 }

/** Where a cell holds several lines, as in a table that only lays out, the cells of a row follow each other. */
const rows: FormatCallback = (table, walk, builder) => {
  builder.openTable()
  for (const cells of rowsOf(table)) {
    builder.openTableRow()
    for (const content of cells) {
      builder.openTableCell()
      walk(content, builder)
      builder.closeTableCell()
    }
    builder.closeTableRow()
  }
  builder.closeTable({ tableToString: (all) => all.map(rowText).filter(Boolean).join('\n'), ...TIGHT })
}

/** What stands in a table without a row or a cell around it is a row or a cell. */
const rowsOf = ({ children }: DomNode): DomNode[][][] =>
  children.flatMap((child) => (/^t(?:head|body|foot)$/.test(child.name ?? '') ? rowsOf(child) : [cellsOf(child)]))
const cellsOf = (row: DomNode): DomNode[][] =>
  (row.name === 'tr' ? row.children : [row]).map((cell) => (/^t[dh]$/.test(cell.name ?? '') ? cell.children : [cell]))

const rowText = (row: { text: string }[]): string => {
  const cells = row.map(({ text }) => text.trim()).filter(Boolean)
  return cells.some((text) => text.includes('\n')) ? cells.join('\n') : rowOf(cells)
}

const PLAIN: HtmlToTextOptions = {
  wordwrap: false,
  formatters: {
    picture: ({ attribs }, _walk, builder) => attribs.alt && builder.addInline(`[${attribs.alt}]`),
    rows,
  },
  selectors: [
    { selector: 'a', options: { linkBrackets: ['(', ')'], hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'picture' },
    { selector: 'table', format: 'rows' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'li > p', format: 'paragraph', options: TIGHT },
    // Without a list or a table around them.
    ...['li', 'tr'].map((selector) => ({ selector, format: 'block', options: TIGHT })),
    ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
}
