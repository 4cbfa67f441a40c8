import { htmlToText } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'

export type Words = { text: string; html: string | null; visibleText: string }

/** Text and HTML as they are stored: HTML cleaned of everything active, text derived from it where none came along. */
export function wordsOf(said: { text?: string; html?: string }): Words {
  const html = said.html ? cleanHtml(said.html) : null
  const text = (said.text ?? (html ? htmlToText(html, { wordwrap: false }) : '')).replace(/\r\n?/g, '\n')
  return { text, html, visibleText: text }
}

/** What an agent or customer may format, and pictures that came along; scripts, styles, frames, forms and remote images never pass. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      'p',
      'br',
      'div',
      'span',
      'b',
      'strong',
      'i',
      'em',
      'u',
      's',
      'ul',
      'ol',
      'li',
      'blockquote',
      'pre',
      'code',
      'a',
      'h1',
      'h2',
      'h3',
      'h4',
      'hr',
      'table',
      'thead',
      'tbody',
      'tr',
      'td',
      'th',
      'img',
    ],
    allowedAttributes: {
      img: ['src', 'alt', 'width', 'height'],
      a: ['href'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
    transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow', target: '_blank' }) },
  })
}
