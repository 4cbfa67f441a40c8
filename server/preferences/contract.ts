import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, strict } from '../platform/contract.ts'

export const DENSITIES = ['compact', 'normal', 'comfortable'] as const
export const SCHEMES = ['light', 'dark', 'auto'] as const

const settings = {
  density: Choice(DENSITIES),
  scheme: Choice(SCHEMES),
  /** Single keys can be switched off (WCAG 2.1.4). */
  singleKeys: Type.Boolean(),
  /** Command → its keys; empty: none. What is not named keeps the keys it came with. */
  shortcuts: Type.Record(Type.String(), Type.String({ maxLength: 30 }), { maxProperties: 200 }),
  /** Kind of alert → whether it rings; what is not named rings. */
  alerts: Type.Record(Type.String(), Type.Boolean(), { maxProperties: 50 }),
  desktopAlerts: Type.Boolean(),
  viewOrder: Type.Array(Id, { maxItems: 200 }),
}
export const Settings = strict(settings)
export type Settings = Static<typeof Settings>

const Preferences = strict({ settings: Settings, available: Type.Boolean() })
export const getPreferences = endpoint({
  method: 'GET',
  path: '/api/preferences',
  access: 'read',
  summary: 'How I like my console, and whether I take work just now.',
  reply: Preferences,
})
export const editPreferences = endpoint({
  method: 'PATCH',
  path: '/api/preferences',
  access: 'write',
  summary: 'Change how I like my console; what is not named stays.',
  body: Type.Partial(Settings) as typeof Settings,
  reply: Preferences,
})
export const setAvailability = endpoint({
  method: 'PUT',
  path: '/api/me/availability',
  access: 'write',
  summary: 'Say whether I take work just now; leads see it.',
  body: strict({ available: Type.Boolean() }),
  reply: Preferences,
})
