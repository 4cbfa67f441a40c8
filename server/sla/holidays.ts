import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Holiday } from './opening-hours.rules.ts'

const FOLDER = join(import.meta.dirname, 'holidays')
type Snapshot = { regions: Record<string, string>; holidays: (Holiday & { regions?: string[] })[] }

/** The public holidays that come with the desk (scripts/holidays.ts): to be copied into a calendar, where admins mend them. */
export function holidaysOf(country: string | undefined, region?: string) {
  const countries = readdirSync(FOLDER).map((name) => name.slice(0, 2))
  if (!country || !countries.includes(country)) return { countries, regions: [], holidays: [] }
  const { regions, holidays } = JSON.parse(readFileSync(join(FOLDER, `${country}.json`), 'utf8')) as Snapshot
  return {
    countries,
    regions: Object.entries(regions).map(([code, name]) => ({ code, name })),
    holidays: holidays
      .filter((holiday) => !holiday.regions || (region && holiday.regions.includes(region)))
      .map(({ date, name }) => ({ date, name })),
  }
}
