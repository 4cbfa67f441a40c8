import { type Line, plainLine } from './lines.ts'
import { isArrowAttribution } from './openings.rules.ts'

/** Plain text as lines, `>` signs counted and taken off. */
export function linesOfText(text: string): Line[] {
  return withoutArmour(text)
    .split('\n')
    .map((line) => {
      if (isArrowAttribution(line)) return plainLine(line)
      const signs = /^(?: ?>)+ ?/.exec(line)
      return signs
        ? plainLine(line.slice(signs[0].length), signs[0].replace(/ /g, '').length)
        : plainLine(line === '-- ' ? line : line.trimEnd())
    })
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
