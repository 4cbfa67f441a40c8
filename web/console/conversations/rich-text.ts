/**
 * What is written, as HTML of the few tags the composer knows. Read here without a browser: whether it says anything, what it says, and
 * which pictures stand in it.
 */

/** Plain words as HTML, as the server makes it of them: paragraphs and line breaks as they were typed, one just begun as well. */
export const htmlOf = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((part, place, { length }) =>
      part || (place > 0 && place === length - 1) ? `<p>${escaped(part).replaceAll('\n', '<br>')}</p>` : '',
    )
    .join('')

export const plainOf = (html: string) =>
  html
    .replace(/<br\s*\/?>|<\/(?:li|pre)>/g, '\n')
    .replace(/<\/p>(?=<p>)/g, '\n\n')
    .replace(/<\/p>/g, '\n')
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, '[$1]')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: keyof typeof SIGNS) => SIGNS[name])
    .replace(/\n$/, '')

export const isBlank = (html: string) => plainOf(html).trim() === ''

/** Nothing in it that a field without formatting could not show. */
export const isPlain = (html: string) => !/<(?!\/?p>|br\s*\/?>)/.test(html)

/** Without the empty paragraphs one leaves before and behind. */
export const trimmed = (html: string) => html.replace(/^(?:<p>(?:<br>)?<\/p>)+|(?:<p>(?:<br>)?<\/p>)+$/g, '')

export const pictureHtml = (contentId: string, filename: string) =>
  `<img src="cid:${contentId}" alt="${escaped(filename)}">`

export const showsPicture = (html: string, contentId: string) => html.includes(`src="cid:${contentId}"`)

export const withoutPicture = (html: string, contentId: string) =>
  html.replace(/<img\b[^>]*>/g, (img) => (showsPicture(img, contentId) ? '' : img))

const SIGNS = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!)
