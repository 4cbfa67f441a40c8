import { expect } from 'vitest'
import type { Person, World } from './world.ts'

// What the cast does in the stories told over the API: each act fails the story at once when it is refused.

export const MARIA = { name: 'María González', email: 'maria@panaderia.example', phone: '+56 9 8765 4321' }

/** A ticket from María's call, unless told otherwise. */
export async function open(who: Person, more: object = {}): Promise<any> {
  const body = { description: 'No imprime facturas', customer: MARIA, channel: 'phone', ...more }
  return ok(await who.call('POST', '/api/tickets', body), 201)
}

export async function look(who: Person, id: number): Promise<any> {
  return ok(await who.call('GET', `/api/tickets/${id}`))
}

/** Saves fields on the ticket as it stands. */
export async function edit(who: Person, id: number, fields: object): Promise<any> {
  return ok(await tryEdit(who, id, fields))
}

export async function tryEdit(who: Person, id: number, fields: object) {
  const { version } = (await who.call('GET', `/api/tickets/${id}`)).body
  return who.call('PATCH', `/api/tickets/${id}`, { version: version ?? 1, ...fields })
}

/** Says something on the ticket; answers `{ interaction, ticket }`. */
export async function say(who: Person, id: number, body: object): Promise<any> {
  return ok(await who.call('POST', `/api/tickets/${id}/interactions`, body), 201)
}

/** María's own words, as an agent or a channel brings them. */
export const mariaSays = (who: Person, id: number, text: string, more: object = {}) =>
  say(who, id, { kind: 'portal', direction: 'in', text, ...more })

export const answer = (who: Person, id: number, text: string, more: object = {}) =>
  say(who, id, { kind: 'portal', direction: 'out', text, ...more })

export async function complete(who: Person, id: number, solution = 'Se reinició la cola de impresión'): Promise<any> {
  return edit(who, id, { status: 'completed', solution })
}

export async function close(world: World, id: number): Promise<any> {
  await complete(world.ben, id)
  return edit(world.ada, id, { status: 'closed' })
}

export const SUPPLIER = { name: 'Ferretería Norte', role: 'proveedor', chaseAt: '2026-03-05T15:00:00Z' }

export function ok(answer: { status: number; body: any }, status = 200): any {
  expect([answer.status, answer.status === status ? null : answer.body]).toEqual([status, null])
  return answer.body
}

/** A refusal: its status and code. */
export const refusal = ({ status, body }: { status: number; body: any }) => [status, body?.code]

export const items = async (who: Person, url: string): Promise<any[]> => ok(await who.call('GET', url)).items

/** Minutes, hours or days after a moment. */
export const later = (from: Date | string, { minutes = 0, hours = 0, days = 0, seconds = 0 }) =>
  new Date(+new Date(from) + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)

/** A session as a browser has it: signs in and sends the cookie along. */
export async function browser(world: World, email: string, password: string) {
  const signedIn = await world.nobody.call('POST', '/api/session', { email, password })
  const cookie = String([signedIn.headers['set-cookie'] ?? ''].flat()[0]).split(';')[0]!
  const call: Person['call'] = (method, url, body, headers = {}) =>
    world.nobody.call(method, url, body, { cookie, ...headers })
  return { signedIn, cookie, call }
}
