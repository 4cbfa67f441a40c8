import type { Say } from '../platform/i18n.ts'

type Diff = Record<string, [unknown, unknown]>
export type Difference = { field: string; before: unknown; after: unknown }

/** What tells an admin nothing: the row's own place in the tables, and fields born empty. */
const PLACES = new Set(['id', 'created_at', 'updated_at', 'sha256', 'question_id', 'file_id', 'added_by', 'added_at'])

/** One difference per field as people know it: a setting's inner fields stand for themselves, of lists only what came or went. */
export function differing(diff: Diff): Difference[] {
  return Object.entries(diff)
    .filter(([field]) => !PLACES.has(field))
    .flatMap(([field, [before, after]]) => opened(field, before, after))
    .filter(({ before, after }) => !(isEmpty(before) && isEmpty(after)))
}

function opened(field: string, before: unknown, after: unknown): Difference[] {
  if (Array.isArray(before) || Array.isArray(after)) {
    const [old, now] = [asList(before), asList(after)]
    return [{ field, before: without(old, now), after: without(now, old) }]
  }
  if (!isRecord(before) && !isRecord(after)) return [{ field, before, after }]
  if (isDigest(before) || isDigest(after)) return [{ field, before, after }]
  const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((inner) => JSON.stringify(old[inner]) !== JSON.stringify(now[inner]))
    .flatMap((inner) => opened(field === 'value' ? inner : `${field}.${inner}`, old[inner], now[inner]))
}

const without = (list: unknown[], other: unknown[]) => {
  const known = new Set(other.map((one) => JSON.stringify(one)))
  return list.filter((one) => !known.has(JSON.stringify(one)))
}

const NAMED: Record<string, string> = {
  group_id: 'groups',
  agent_id: 'agents',
  created_by: 'agents',
  status_id: 'statuses',
  category_id: 'categories',
  parent_id: 'categories',
}
const CODED: Record<string, string> = {
  role: 'role',
  right: 'right',
  status: 'status',
  priority: 'priority',
  unit: 'unit',
  language: 'language',
}

/** A recorded value as people read it; a secret only as changed. */
export function inWords(say: Say, field: string, value: unknown, names: Map<string, string>): string | null {
  if (isEmpty(value)) return null
  if (value === '•') return say('settingSecret')
  if (field in NAMED) return names.get(`${NAMED[field]}:${value}`) ?? String(value)
  if (field in CODED)
    return (
      names.get(`${field}:${value}`) ??
      say(`settingValue.${CODED[field]}.${value}`, {
        defaultValue: say(`${CODED[field]}.${value}`, { defaultValue: String(value) }),
      })
    )
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.map((one) => entry(say, field, one)).join(' · ')
  if (isDigest(value)) return say('longValue')
  if (isRecord(value)) return entry(say, field, value)
  return say(`settingValue.${field.split('.').at(-1)}.${value}`, { defaultValue: String(value) })
}

/** An entry of a list: a word, or of a calendar a stretch of hours, a holiday, an exception. */
function entry(say: Say, field: string, value: unknown): string {
  if (!isRecord(value)) return say(`settingValue.${field}.${value}`, { defaultValue: String(value) })
  const { day, date, name, from, to, hours } = value as Record<string, never>
  const span = from !== undefined ? `${from}–${to}` : ''
  const spans = Array.isArray(hours)
    ? (hours as unknown[]).map((one) => entry(say, field, one)).join(', ') || say('closedThatDay')
    : ''
  const known = [day !== undefined && say(`weekday.${day}`), date, name, span, spans].filter(Boolean)
  return known.length ? known.join(' ') : JSON.stringify(value)
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isDigest = (value: unknown) => isRecord(value) && 'digest' in value
const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)
