import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReplyOf } from '../../server/platform/contract.ts'
import { editPreferences, getPreferences, setAvailability } from '../../server/preferences/contract.ts'
import { call } from '../api.ts'
import { keys, queries } from '../queries.ts'
import { setKeys } from './commands.ts'
import { sayProblem } from './notices.tsx'

type Preferences = ReplyOf<typeof getPreferences>
export type Settings = Preferences['settings']

const MIRROR = 'ventanilla.preferences'

/** Kept on the server, and once more here: the next page looks as it should before the server has answered. */
export const preferencesQuery = queryOptions({
  queryKey: keys.preferences,
  queryFn: async () => remember(await call(getPreferences, {})),
  staleTime: 5 * 60_000,
  placeholderData: remembered,
})

export const useSettings = (): Partial<Settings> => useQuery(preferencesQuery).data?.settings ?? {}
export const useAvailable = (): boolean => useQuery(preferencesQuery).data?.available ?? true

/** Changes how one likes one's console: seen at once, kept for every browser. */
export async function prefer(change: Partial<Settings>) {
  const before = queries.getQueryData(preferencesQuery.queryKey)
  if (before) show({ ...before, settings: { ...before.settings, ...change } })
  try {
    show(await call(editPreferences, { body: change as Settings }))
  } catch (error) {
    if (before) show(before)
    sayProblem(error as Error)
  }
}

export async function beAvailable(available: boolean) {
  const before = queries.getQueryData(preferencesQuery.queryKey)
  if (before) show({ ...before, available })
  try {
    show(await call(setAvailability, { body: { available } }))
  } catch (error) {
    if (before) show(before)
    sayProblem(error as Error)
  }
}

const show = (now: Preferences) => queries.setQueryData(preferencesQuery.queryKey, remember(now))

function remember(now: Preferences) {
  apply(now)
  try {
    localStorage.setItem(MIRROR, JSON.stringify(now))
  } catch {
    // Without storage the server alone remembers.
  }
  return now
}

function remembered(): Preferences | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(MIRROR) ?? 'null') as Preferences | null
    if (!kept) return undefined
    apply(kept)
    return kept
  } catch {
    return undefined
  }
}

function apply({ settings }: Preferences) {
  document.documentElement.dataset.density = settings.density
  setKeys({ remapped: settings.shortcuts, single: settings.singleKeys })
}
