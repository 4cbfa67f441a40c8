import type { Invitation } from '../../../server/mail/showing/contract.ts'

type When = NonNullable<Invitation['when']>
type Reader = { locale: string; zone: string }

/** When it is on the reader's clock; what is no moment is shown as it was written, whatever their zone. */
export const spanned = ({ as, start, end }: When, { locale, zone }: Reader): string => {
  const within = as === 'moment' ? zone : 'UTC'
  const date = (at: string) => new Date(as === 'day' ? `${at}T00:00Z` : as === 'written' ? `${at}Z` : at)
  const format = formatFor(locale, within, as !== 'day')
  return end ? format.formatRange(date(start), date(end)) : format.format(date(start))
}

/** The same on the clock of whoever invites, with how far theirs is from Greenwich; null where theirs shows what the reader's does. */
export function elsewhere(when: When, reader: Reader): { when: string; offset: string } | null {
  if (when.as !== 'moment' || !when.zone) return null
  try {
    const there = spanned(when, { ...reader, zone: when.zone })
    if (there === spanned(when, reader)) return null
    const parts = new Intl.DateTimeFormat(reader.locale, { timeZone: when.zone, timeZoneName: 'shortOffset' })
    const name = parts.formatToParts(new Date(when.start)).find(({ type }) => type === 'timeZoneName')
    return { when: there, offset: name?.value ?? when.zone }
  } catch (error) {
    // A zone the server knows may be newer than this browser.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** As the console writes hours elsewhere: «15:40». */
function formatFor(locale: string, timeZone: string, hours: boolean) {
  return new Intl.DateTimeFormat(locale, {
    ...{ timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...(hours && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  })
}
