/** What an element's names and styles say about the words in it, in the languages of the clients that write them. */

type Attributes = Record<string, string>

/** Elements that hold quoted words and nothing else, in the words of the clients that write them. */
export function isQuote(
  tag: string,
  { class: classes = '', id = '', type, cite, name, style = '', ...rest }: Attributes,
): boolean {
  if (/\byahoo_quoted\b/.test(classes) || /^(?:x_)*(?:yahoo_quoted|mail-editor-reference-message-container)/.test(id))
    return true
  if (name === 'messageReplySection' && tag === 'div') return true
  if (/\bdomino-section\b(?!-)/.test(classes)) return true
  if (rest['data-marker'] === '__QUOTED_TEXT__' || rest['data-marker'] === '__HEADERS__') return true
  if (tag !== 'blockquote') return false
  // a page on the web is what the sender quotes of it; mails are cited by their number, or by nothing
  if (type === 'cite' || (cite !== undefined && !/^https?:/i.test(cite.trim()))) return true
  return /\b(?:gmail_quote|protonmail_quote|tutanota_quote|cite|iosquote)\b/.test(classes) || hasSideRule(style)
}

/** What holds a mail that is passed on, its head included; beside the quotes above. */
export const holdsMail = ({ class: classes = '' }: Attributes) =>
  /(?:^|\s)(?:(?:gmail|protonmail|tutanota)_quote|moz-forward-container)(?:\s|$)/.test(classes)

export const hasSideRule = (style: string) =>
  /border-left(?:-width|-style)?\s*:\s*(?!none|0|medium none)[^;]*(?:solid|px|pt|thin|medium)/i.test(style) &&
  !/border-right\s*:\s*solid/i.test(style)

/** Names of an element that end in a word for signature; an empty one, the two dashes before it or what asks for one are no signature. */
const SIGNATURES =
  /(?:^|\s)(?:x_)*(?:[a-z0-9]{1,40}[-_]+){0,6}(?:[a-z0-9]{0,20}signature(?:section|default)?|sgn|rc_sig|mb_sig|zm_sig|firma|assinatura)(?:[-_]*(?:prefix|block|new|container|wrapper|text|body|content|html|user|proton))*(?=\s|$)/i

export const isSignature = ({ class: classes = '', id = '', name = '', ...rest }: Attributes) =>
  [classes, id, name].some((value) => value.length < 300 && SIGNATURES.test(value)) ||
  rest['data-marker'] === '__SIG_POST__' ||
  rest['data-marker'] === '__SIG_PRE__'

export const beginsHistory = (tag: string, { id = '', 'data-marker': marker }: Attributes) =>
  /^(?:x_)*divRplyFwdMsg$/.test(id) || (tag === 'hr' && (/^zwchr$/.test(id) || marker === '__DIVIDER__'))

/** The colour of the words, or of the highlighter over them; links keep that of their surroundings. */
export function colourOf(
  tag: string,
  { style = '', color, bgcolor }: Attributes,
  around: string | null,
): string | null {
  if (tag === 'a') return around
  const marker =
    /(?:^|;)\s*(?:background(?:-color)?|mso-highlight)\s*:\s*(yellow|lime|aqua|fuchsia|#ff0\b|#ffff00|#00ff00|rgb\(255,\s*255,\s*0\))/i.exec(
      style,
    )?.[1]
  if (marker && tag !== 'table' && tag !== 'td' && !bgcolor) return `marker ${marker.toLowerCase()}`
  const said = /(?:^|;)\s*color\s*:\s*([^;!]+)/i.exec(style)?.[1] ?? (tag === 'font' ? color : undefined)
  return said === undefined ? around : plainColour(said)
}

function plainColour(said: string): string | null {
  const colour = said.trim().toLowerCase()
  const rgb = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(colour)
  const hex = rgb
    ? `#${rgb
        .slice(1, 4)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join('')}`
    : colour
  const full = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(hex)
  const code = full ? `#${full[1]}${full[1]}${full[2]}${full[2]}${full[3]}${full[3]}` : hex
  return /^(?:black|windowtext|inherit|initial|auto|currentcolor|unset)$/.test(code) || isGrey(code) ? null : code
}

function isGrey(code: string): boolean {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/
    .exec(code)
    ?.slice(1)
    .map((part) => parseInt(part, 16))
  if (!parts) return /^(?:gray|grey|silver|dimgray|darkgray|lightgray)$/.test(code)
  return Math.max(...parts) - Math.min(...parts) < 24
}
