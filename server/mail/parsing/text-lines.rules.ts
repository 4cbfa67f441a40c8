import { type Line, plainLine } from './lines.ts'
import { attributionAt, headerBlockAt, isArrowAttribution } from './openings.rules.ts'

/** Plain text as lines, `>` signs counted and taken off. */
export function linesOfText(text: string): Line[] {
  const lines = withoutArmour(text)
    .split('\n')
    .map((line) => {
      const { text, quote } = withoutSigns(line)
      return plainLine(quote > 0 || line === '-- ' ? text : text.trimEnd(), quote)
    })
  return withSignsRead(lines, '|').map((line, i) =>
    isRest(line, lines[i - 1], lines[i + 1]) ? { ...line, quote: lines[i - 1]!.quote } : line,
  )
}

/** The last words of a quoted line that a server broke without repeating its sign: nobody answers in the midst of a sentence. */
const isRest = (line: Line, above: Line | undefined, below: Line | undefined) =>
  line.quote === 0 &&
  /^\p{Ll}.{0,39}$/u.test(line.text) &&
  above !== undefined &&
  below?.quote === above.quote &&
  above.quote > 0 &&
  above.text.length >= 60 &&
  /[\p{L}\p{N},]\s*$/u.test(above.text)

const SIGNS = { '>': /^(?: ?>)+ ?/, '|': /^(?: ?\|)+ ?/ }
type Sign = keyof typeof SIGNS

function withoutSigns(line: string, sign: Sign = '>'): { text: string; quote: number } {
  const signs = isArrowAttribution(line) ? null : SIGNS[sign].exec(line)?.[0]
  return signs ? { text: line.slice(signs.length), quote: signs.replace(/ /g, '').length } : { text: line, quote: 0 }
}

/**
 * Some webmails write HTML with `>` signs for what they quote, and some programs let people choose another sign: these count where an
 * attribution stands above the first.
 */
export function withSignsRead(lines: Line[], sign: Sign = '>'): Line[] {
  const first = lines.findIndex(({ text }) => text.startsWith(sign))
  if (first < 1 || lines.some(({ quote }) => quote > 0)) return lines
  const above = lines.findLastIndex(({ text }, i) => i < first && text.trim() !== '')
  const introduced = [above - 2, above - 1, above].some(
    (at) => at >= 0 && at + (attributionAt(lines, at)?.lines ?? 0) === above + 1,
  )
  const read = lines.map((line) => ({ ...line, ...withoutSigns(line.text, sign) }))
  return introduced || headerBlockAt(read, first) ? read : lines
}

/** What PGP puts around words signed within the text (RFC 9580, 7). */
function withoutArmour(text: string): string {
  if (!text.includes('-----BEGIN PGP SIGNED MESSAGE-----')) return text
  return text.replace(
    /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: .*\n)*\n([\s\S]*?)^-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:^-----END PGP SIGNATURE-----\n?|$(?![\s\S]))/gm,
    (_, signed: string) => signed.replace(/^- /gm, ''),
  )
}

/** format=flowed (RFC 3676): lines that end in a blank go on in the next one of the same depth. */
export function unflowed(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open: { depth: string } | null = null
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)![0]
    const words = line.slice(depth.length).replace(/^ /, '')
    const flows = words.endsWith(' ') && words !== '-- '
    const said = flows && deleteSpace ? words.slice(0, -1) : words
    if (open && open.depth === depth && words !== '-- ') out[out.length - 1] += said
    else out.push(depth === '' ? said : `${depth} ${said}`)
    open = flows ? { depth } : null
  }
  return out.join('\n')
}
