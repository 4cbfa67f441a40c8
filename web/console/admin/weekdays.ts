import { useFormats } from '../../formats.ts'

/** ISO: 1 is Monday. 1 January 2024 was one. */
export function useWeekdays(weekday: 'long' | 'short'): Record<number, string> {
  const { locale } = useFormats()
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, format.format(new Date(Date.UTC(2024, 0, day)))]))
}

/** A date without an hour, as people say it; it is the same everywhere. The days just ahead need no year. */
export function useDates(year?: 'numeric'): (date: string) => string {
  const { locale } = useFormats()
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year, timeZone: 'UTC' },
  })
  return (date) => format.format(new Date(`${date}T00:00Z`))
}
