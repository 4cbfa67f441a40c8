import sanitizeHtml from 'sanitize-html'
import { shallow } from '../../conversations/shallow.rules.ts'

/** HTML with nothing active left. Classes and ids are kept for whoever looks for quotes in it, and go with `withoutNames`. */
export type Clean = { html: string; hasRemoteImages: boolean }

const MAX_DEPTH = 200
/** Beyond it nothing is even parsed, what will not be kept included. */
const DEEPEST = 5000
const TAGS =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
const STYLES = new Set(
  'background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color direction display font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent text-transform vertical-align white-space width word-break'.split(
    ' ',
  ),
)
/** The element it calls the signature may hold the two dashes alone, and the signature stand below: there they are a mark like others'. */
const ZIMBRAS_DASHES = /<div data-marker="__SIG_POST__">\s{0,9}--(?:\s|&nbsp;){0,9}(?:<br[^<>]{0,40}>)?\s{0,9}<\/div>/gi

const NAMES = ['class', 'id', 'name', 'data-marker', 'type', 'cite']
const LAYOUT = ['style', 'align', 'valign', 'bgcolor', 'dir', 'lang', 'title', 'width', 'height']

export function cleanHtml(html: string): Clean {
  let hasRemoteImages = false
  const plain = html
    .replace(/\0/g, '')
    .replace(/<!\[if [^<>]{0,200}>|<!\[endif\]>/gi, '')
    .replace(ZIMBRAS_DASHES, '<div>-- </div>')
  const clean = sanitizeHtml(shallow(plain, DEEPEST), {
    allowedTags: TAGS,
    nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'noembed', 'noframes', 'title'],
    nestingLimit: MAX_DEPTH,
    allowedAttributes: {
      '*': [...NAMES, ...LAYOUT],
      a: ['href', 'rel', 'target'],
      img: ['src', 'data-remote', 'alt'],
      font: ['color', 'face', 'size'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      table: ['border', 'cellpadding', 'cellspacing'],
      col: ['span'],
      ol: ['start'],
      hr: ['size', 'color'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'],
    allowedSchemesByTag: { a: ['http', 'https', 'mailto', 'tel'], img: ['cid', 'data'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: withSafeStyle(attribs) }),
      // Mailspring's own element
      signature: (tagName, { id = '' }) => ({
        tagName: 'div',
        attribs: /^local-[\w-]+$/.test(id) ? { class: tagName } : ({} as Record<string, string>),
      }),
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' },
      }),
      img: (tagName, attribs) => {
        const { src, remote } = pictureOf(attribs.src ?? '')
        hasRemoteImages ||= remote
        const { src: _, ...rest } = attribs
        return {
          tagName,
          attribs: { ...rest, ...(remote ? { 'data-remote': src } : src ? { src } : {}) } as Record<string, string>,
        }
      },
    },
  })
  return { html: clean, hasRemoteImages }
}

/** `data:` only for pictures that cannot carry script; anything on the web waits for consent. */
function pictureOf(given: string): { src: string; remote: boolean } {
  const src = given.replace(/[\s\0]+/g, given.startsWith('data:') ? '' : ' ').trim()
  if (/^(?:https?:)?\/\//i.test(src)) return { src: src.startsWith('//') ? `https:${src}` : src, remote: true }
  if (/^cid:/i.test(src)) return { src: `cid:${src.slice(4)}`, remote: false }
  return { src: /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,/i.test(src) ? src : '', remote: false }
}

function withSafeStyle({ style, hidden, ...attribs }: Record<string, string>): Record<string, string> {
  const asked = hidden === undefined ? style : `${style ?? ''};display:none`
  if (!asked) return attribs
  const kept = asked
    .replace(/\/\*.*?\*\//gs, '')
    .split(';')
    .map((declaration) => declaration.split(':').map((side) => side.trim()))
    .filter(([name, value, more]) => more === undefined && value && isSafe(name!.toLowerCase(), value))
    .map(([name, value]) => `${name!.toLowerCase()}:${value}`)
  return kept.length > 0 ? { ...attribs, style: kept.join(';') } : attribs
}

/** `background` comes in as colour only; Outlook's own word for a highlighter counts as one. */
const isSafe = (name: string, value: string) =>
  (STYLES.has(name) || name === 'background' || name === 'mso-highlight') &&
  !/url|expression|javascript|[\\<>{}@&]|var\s*\(|image|attr\s*\(/i.test(value)

/** Names in a mail are somebody else's: once read for their meaning they only collide with ours. */
export const withoutNames = (html: string) =>
  html.replace(/<[a-z][^>]*>/g, (tag) =>
    tag.replace(/ (?:class|id|name|data-marker|type|cite)(?:="[^"]*")?(?=[ >/])/g, ''),
  )

/** The cid: pictures the HTML refers to. */
export const picturesIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/<img\b[^>]*\ssrc="cid:([^"]+)"/g)].map((found) => contentIdOf(found[1]!)))

export function contentIdOf(text: string): string {
  const plain = text.replace(/&amp;/g, '&').toLowerCase()
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
