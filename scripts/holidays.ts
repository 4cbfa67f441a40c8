import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Holidays from 'date-holidays'

// Writes server/sla/holidays/*.json: the public holidays of this year and the next three, to be copied into calendars and mended there by
// hand. Run once a year, `node scripts/holidays.ts`; the desk itself needs no library for it.

const COUNTRIES = 'AR BO BR CL CO CR DO EC ES GT HN MX NI PA PE PR PT PY SV UY VE'.split(' ')
const FIRST = new Date().getFullYear()
const YEARS = [0, 1, 2, 3].map((ahead) => FIRST + ahead)
const FOLDER = join(import.meta.dirname, '../server/sla/holidays')

/** What the library does not know. Chile rests on Holy Saturday (Ley 2.977). */
const MISSING: Record<string, { name: string; rule: string }[]> = {
  CL: [{ name: 'Sábado Santo', rule: 'easter -1' }],
}

const OWN_NAMES: Record<string, string> = { 'ES.CM': 'Castilla-La Mancha', 'ES.MC': 'Región de Murcia' }

mkdirSync(FOLDER, { recursive: true })
for (const country of COUNTRIES) writeFileSync(join(FOLDER, `${country}.json`), JSON.stringify(snapshotOf(country)))
execFileSync('npx', ['biome', 'format', '--write', FOLDER])

function snapshotOf(country: string) {
  const language = country === 'BR' || country === 'PT' ? 'pt' : 'es'
  const states: Record<string, string> = new Holidays().getStates(country, language) ?? {}
  const regions = Object.fromEntries(
    Object.entries(states).map(([code, name]) => [code, OWN_NAMES[`${country}.${code}`] ?? name]),
  )
  const places = [null, ...Object.keys(regions)]
  const seen = new Map<string, (string | null)[]>()
  for (const region of places)
    for (const name of namesIn(country, region, language)) seen.set(name, [...(seen.get(name) ?? []), region])
  const holidays = [...seen].sort().map(([key, where]) => {
    const [date, name] = key.split('|') as [string, string]
    return where.length === places.length ? { date, name } : { date, name, regions: where.filter(Boolean) }
  })
  return { regions, holidays }
}

function namesIn(country: string, region: string | null, language: string): string[] {
  const known = region ? new Holidays(country, region) : new Holidays(country)
  for (const { name, rule } of MISSING[country] ?? [])
    known.setHoliday(rule, { name: { [language]: name }, type: 'public' })
  const all = YEARS.flatMap((year) => known.getHolidays(year, language))
  return [
    ...new Set(all.filter(({ type }) => type === 'public').map(({ date, name }) => `${date.slice(0, 10)}|${name}`)),
  ]
}
