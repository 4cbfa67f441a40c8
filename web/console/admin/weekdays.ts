import { useTranslation } from 'react-i18next'

/** ISO: 1 is Monday. 1 January 2024 was one. */
export function useWeekdays(weekday: 'long' | 'short'): Record<number, string> {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language, { weekday, timeZone: 'UTC' })
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, format.format(new Date(Date.UTC(2024, 0, day)))]))
}

/** A date without an hour, as people say it; it is the same everywhere. */
export function useDates(): (date: string) => string {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  })
  return (date) => format.format(new Date(`${date}T00:00Z`))
}
