/** No subject given: the first line that says something, at most 120 characters, cut at a word. */
export function subjectFrom(description: string): string {
  const line =
    description
      .split(/\r?\n/)
      .map((part) => part.trim())
      .find((part) => part !== '') ?? description.trim()
  const short = line.replace(/\s+/g, ' ')
  if (short.length <= 120) return short
  const cut = short.slice(0, 119).replace(/[\ud800-\udbff]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > 60 ? cut.slice(0, space).trimEnd() : cut}…`
}
