/** A line of a mail with what its markup says about it; folding decides by these, whether it came as text or HTML. */
export type Line = {
  text: string
  /** Levels of quoting that are certain: `>` signs, blockquotes that cite. */
  quote: number
  /** In a block that merely looks set in (a bare blockquote): a quote only if an attribution stands before it. */
  indented: boolean
  /** In the element the client marks as the signature. */
  signature: boolean
  /** In the element the client marks as the attribution of a quote. */
  attribution: boolean
  /** The client says that history begins here, to the end of `inside`. */
  history: boolean
  /** Written in a colour or on a background somebody picked; the colour's code. */
  colour: string | null
  /** A link in it leads to a mail address, whatever its words are. */
  addressed: boolean
  /** The frame (quote, box with a rule at its side) it stands in, innermost last. */
  inside: number[]
  /** What a program put around a mail that is quoted or passed on, head and all; innermost last. */
  holders: number[]
}

export const plainLine = (text: string, quote = 0): Line => ({
  text,
  quote,
  indented: false,
  signature: false,
  attribution: false,
  history: false,
  colour: null,
  addressed: false,
  inside: [],
  holders: [],
})

/** The next line that says something; -1: none does. */
export const nextSaid = (lines: readonly Line[], from: number) => {
  for (let i = from; i < lines.length; i++) if (lines[i]!.text.trim()) return i
  return -1
}

/** The sender's last line above that ends in a colon, longer than a greeting: it announces what follows as his own. */
export function announcementAbove(lines: readonly Line[], at: number): string | null {
  let above = at - 1
  while (above >= 0 && !lines[above]!.text.trim()) above--
  const text = lines[above]?.text.trim() ?? ''
  return lines[above]?.quote === 0 && text.endsWith(':') && text.split(/\s+/).length > 3 ? text : null
}

/** Small and without accents: what servers leave of letters differs, and patterns need each word but once. */
export const unaccented = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’´`]/g, "'").toLowerCase()
