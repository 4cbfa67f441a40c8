/** What an invitation says, for a mail that has no other words. */
export function calendarText(calendar: string): string {
  const lines = linesOf(calendar)
  const event = lines.findIndex((line) => /^BEGIN:VEVENT/i.test(line))
  const said = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'COMMENT'].map((name) =>
    saidIn(lines.slice(Math.max(event, 0)), name),
  )
  return said.filter(Boolean).join('\n')
}

/** Who answers, in an answer; lower case. */
export const attendeeIn = (calendar: string): string | null =>
  linesOf(calendar)
    .flatMap((line) => /^ATTENDEE[;:].*mailto:([^\s;"]+)/i.exec(line)?.[1]?.toLowerCase() ?? [])
    .at(0) ?? null

const linesOf = (calendar: string) => calendar.replace(/\n[ \t]/g, '').split('\n')

function saidIn(lines: string[], name: string): string | undefined {
  const line = lines.find((candidate) => new RegExp(`^${name}[;:]`, 'i').test(candidate))
  return line
    ?.replace(/^[^:"]*(?:"[^"]*"[^:"]*)*:/, '')
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
}
