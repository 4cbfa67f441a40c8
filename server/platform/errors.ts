import type { Say } from './i18n.ts'

/** What is wrong with one field: a key of the texts `field.*` and what that sentence needs. */
export type FieldFault = { key: string; params?: Record<string, unknown> }

/**
 * A refusal the caller can do something about. `code` is public (api.md) and names its sentence in the texts `refusal.*`;
 * only platform/http.ts turns it into an answer.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>
  readonly fields: Record<string, FieldFault> | undefined
  readonly extra: Record<string, unknown> | undefined

  constructor(
    status: number,
    code: string,
    more: {
      params?: Record<string, unknown>
      fields?: Record<string, FieldFault>
      extra?: Record<string, unknown>
    } = {},
  ) {
    super(code)
    this.status = status
    this.code = code
    this.params = more.params ?? {}
    this.fields = more.fields
    this.extra = more.extra
  }
}

export const notFound = () => new Refusal(404, 'not_found')
/** `why` names a sentence in the texts `reason.*`: what is missing, so that the reader knows whom to ask. */
export const forbidden = (why: string, params?: Record<string, unknown>) =>
  new Refusal(403, 'forbidden', { params: { why, ...params } })
export const invalid = (field: string, key: string, params?: Record<string, unknown>) =>
  new Refusal(400, 'invalid', { fields: { [field]: { key, params } } })

/** The sentence of a refusal, and those of the fields it names. */
export function inWords(refusal: Refusal, say: Say): { detail: string; fields?: Record<string, string> } {
  const reason = refusal.params.why ? say(`reason.${refusal.params.why}`, refusal.params) : undefined
  const faults = Object.entries(refusal.fields ?? {})
  return {
    detail: say([`refusal.${refusal.code}_${refusal.params.why}`, `refusal.${refusal.code}`], {
      ...refusal.params,
      reason,
    }),
    ...(refusal.fields && {
      fields: Object.fromEntries(faults.map(([name, { key, params }]) => [name, say(`field.${key}`, params ?? {})])),
    }),
  }
}
