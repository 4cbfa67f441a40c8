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

/** The first number a desk gives (0005_tickets.sql): smaller ones are of somebody else's desk, who looks for them. */
const FIRST = 10_001

/**
 * A subject without the marks of other tickets: an earlier one that this one came of or that a stranger quoted, one merged into it. An answer
 * would be led there, and whoever has no part in that ticket would read its number from us.
 */
export function withoutOthers(subject: string, number: number, merged: readonly number[]): string {
  const left = subject.replace(/ ?\[#(\d{1,15})\]/g, (tag, digits) => {
    const other = Number(digits)
    return (other >= FIRST && other < number) || merged.includes(other) ? '' : tag
  })
  return left === subject ? subject : left.trim()
}

const ANSWERS = /^(?:\s*(?:re|rv|fw|fwd|res|enc|aw|tr)\s*(?:\[\d+\])?\s*:\s*)+/i

/** What a subject says, without what mail programs and we put around it; empty where that is all. */
export const bareSubject = (subject: string, number: number, merged: readonly number[]): string =>
  withoutOthers(subject, number, merged).replace(ANSWERS, '').trim()

/** What a ticket is called: as its mail was, without the marks of tickets it has no part in, else as its first words. */
export function titleOf(subject: string | undefined, description: string, number: number, byMail: boolean): string {
  const given = subject?.trim() ?? ''
  if (!byMail) return given || subjectFrom(description)
  return bareSubject(given, number, []) ? withoutOthers(given, number, []) : subjectFrom(description)
}
