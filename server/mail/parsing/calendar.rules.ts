/** What an invitation says, for a mail that has no other words. */
export function calendarText(calendar: string): string {
  const lines = calendar.replace(/\n[ \t]/g, '').split('\n')
  const event = lines.findIndex((line) => /^BEGIN:VEVENT/i.test(line))
  const said = ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'COMMENT'].map((name) =>
    saidIn(lines.slice(Math.max(event, 0)), name),
  )
  return said.filter(Boolean).join('\n')
}

function saidIn(lines: string[], name: string): string | undefined {
  const line = lines.find((candidate) => new RegExp(`^${name}[;:]`, 'i').test(candidate))
  return line
    ?.replace(/^[^:"]*(?:"[^"]*"[^:"]*)*:/, '')
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
}
