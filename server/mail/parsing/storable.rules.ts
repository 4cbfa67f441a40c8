const LONGEST_LINE = 998
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g

/** Text PostgreSQL takes and a page can show: no NUL, no lone surrogate, no control characters but tab and line end. */
export const storableText = (text: string, longest: number): string =>
  cut(text.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029]/g, '\n'), longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]/g, '')
    .toWellFormed()

/** A field on one line; directions of writing that could turn a name or file name around are taken out. */
export const oneLine = (text: string, longest = LONGEST_LINE): string =>
  cut(
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\s]+/g, ' ')
      .replace(BIDI, '')
      .replace(/^[\u200b\ufeff ]+|[\u200b\ufeff ]+$/g, ''),
    longest,
  ).toWellFormed()

/** What files may be called at most, here and on disks. */
const LONGEST_NAME = 255

/** A name without folders. Signs that only some disks refuse stay: browsers replace them when they save. */
export function storableFilename(name: string): string {
  const line = oneLine(name)
  const isPath = /\\|^\/|\.\.\//.test(line)
  const last = (isPath ? line.split(/[\\/]/).at(-1)! : line).replaceAll('/', '_').replace(/^[.\s]+|[.\s]+$/g, '')
  if (last.length <= LONGEST_NAME) return last
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(last)?.[0] ?? ''
  return cut(last, LONGEST_NAME - extension.length) + extension
}

const cut = (text: string, longest: number) =>
  text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')
