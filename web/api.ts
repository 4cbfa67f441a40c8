import type { Static, TSchema } from 'typebox'
import type { Endpoint, OnTheWire, ReplyOf } from '../server/platform/contract.ts'
import { learnServerTime } from './clock.ts'
import { sayInUse } from './i18n.ts'

type Part<K extends string, T> = object extends T ? { [k in K]?: T } : { [k in K]: T }
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, TSchema>
    ? Part<'params', Static<P>> & Part<'query', Static<Q>> & Part<'body', Static<B>>
    : never

/** A refusal or a fault as the server told it (problem+json), or code `offline` when it could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Record<string, string>
  /** What the problem carries besides its sentence: the current `ticket`, the newer `interaction`. */
  readonly told: Record<string, unknown>

  constructor(told: Record<string, unknown>) {
    super(String(told.detail ?? told.title ?? sayInUse('problem.unexpected')))
    this.status = Number(told.status ?? 0)
    this.code = String(told.code ?? 'unexpected')
    this.fields = (told.fields ?? {}) as Record<string, string>
    this.told = told
  }
}

/** Calls an endpoint the server has described. The types are the server's own. */
export async function call<E extends Endpoint>(e: E, input: InputOf<E>): Promise<ReplyOf<E>> {
  return (await send(e, input)).reply
}

/** The same, with the id of the request: what `POST /api/undo/:requestId` needs. */
export async function send<E extends Endpoint>(e: E, input: InputOf<E>) {
  const { params = {}, query = {}, body } = input as { params?: Values; query?: Values; body?: unknown }
  const url = addressOf(e, params, query)
  const payload = body === undefined || body instanceof Blob ? body : JSON.stringify(body)
  const headers: Record<string, string> = { 'accept-language': sayInUse.language() }
  if (payload !== undefined) {
    headers['content-type'] = payload instanceof Blob ? 'application/octet-stream' : 'application/json'
  }
  const key = e.method === 'POST' ? keyFor(url, payload) : undefined
  if (key) headers['idempotency-key'] = key.value

  const response = await reach(url, { method: e.method, headers, body: payload as BodyInit }, key !== undefined)
  key?.answered()
  learnServerTime(response.headers.get('date'))
  if (response.status === 401 && e.access !== 'anyone') onSessionEnd()
  if (!response.ok) throw await problemOf(response)
  const reply = response.status === 204 ? {} : await response.json()
  return { reply: reply as ReplyOf<E>, requestId: response.headers.get('x-request-id') ?? '' }
}

/** Whoever asks for the password again is told when the session turns out to have ended, whatever was being done. */
let onSessionEnd: () => void = () => undefined
export const whenSessionEnds = (tell: () => void) => {
  onSessionEnd = tell
}

/** Saves even when the page goes away meanwhile: then nobody is left to read the answer. Whoever stayed hears whether the desk has heard. */
export function sendAndLeave<E extends Endpoint>(e: E, input: InputOf<E>): Promise<boolean> {
  const { params = {}, body } = input as { params?: Values; body?: unknown }
  return fetch(addressOf(e, params, {}), {
    method: e.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
  }).then(
    ({ status }) => status < 500,
    () => false,
  )
}

type Values = Record<string, string | number | boolean | null | undefined>

function addressOf(e: Endpoint, params: Values, query: Values) {
  const path = e.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') asked.set(name, `${value}`)
  return asked.size ? `${path}?${asked}` : path
}

const unanswered = new Map<string, string>()

/** The same thing sent again before an answer came carries the same key: the server does it once. */
function keyFor(url: string, payload: unknown) {
  const what = `${url} ${payload instanceof Blob ? `${payload.size} ${randomId()}` : payload}`
  const value = unanswered.get(what) ?? randomId()
  unanswered.set(what, value)
  return { value, answered: () => unanswered.delete(what) }
}

/** `crypto.randomUUID` exists only on secure pages; a desk inside a company is often opened over plain http. */
export function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const GATEWAY_TROUBLE = new Set([502, 503, 504])

async function reach(url: string, request: RequestInit, safeToRepeat: boolean): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const last = !safeToRepeat || attempt === 3
    try {
      const response = await fetch(url, request)
      if (last || !GATEWAY_TROUBLE.has(response.status)) return response
    } catch {
      if (last) throw new Problem({ status: 0, code: 'offline', detail: sayInUse('problem.offline') })
    }
    await new Promise((wake) => setTimeout(wake, 400 * attempt))
  }
}

async function problemOf(response: Response) {
  const told = await response.json().catch(() => ({}))
  return new Problem({ status: response.status, ...told })
}

/** The type of what an endpoint answers, without naming it twice. */
export type Wire<T> = OnTheWire<T>
