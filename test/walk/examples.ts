import type { TSchema } from 'typebox'
import type { Endpoint } from '../../server/platform/contract.ts'

type Known = { other: number; interaction: number; group: number; agent: number }
type Schema = TSchema & Record<string, any>

/** A body the contract accepts: every required field, made from its schema, with ids that exist. Routes in WHOLE need more to be whole. */
export function exampleOf(e: Endpoint, known: Known): unknown {
  if (!('type' in e.body)) return 'los bytes'
  const route = `${e.method} ${e.path}`
  return { ...(make(e.body as Schema, '', known) as object), ...WHOLE[route] }
}

/** What the schema alone does not say: one of two fields, or a customer to open a ticket for. */
const WHOLE: Record<string, object> = {
  'POST /api/tickets': { customerId: 1 },
  'POST /api/tickets/:id/interactions': { kind: 'note', text: 'Nota de paso' },
  'POST /api/interactions/:id/move': { new: true },
  'PATCH /api/tickets/:id': { version: 2, summary: 'Otro resumen' },
  'PATCH /api/customers/:id': { version: 1 },
}

function make(schema: Schema, field: string, known: Known): unknown {
  if (schema.anyOf) return make(schema.anyOf[0], field, known)
  if (schema.enum) return schema.enum[0]
  if ('const' in schema) return schema.const
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name: string) => [name, make(schema.properties[name], name, known)]),
      )
    case 'array':
      return schema.minItems ? [make(schema.items, field, known)] : []
    case 'integer':
    case 'number':
      return IDS[field]?.(known) ?? schema.minimum ?? 1
    case 'boolean':
      return true
    default:
      return text(schema)
  }
}

const IDS: Record<string, (known: Known) => number> = {
  intoId: ({ other }) => other,
  ticketId: ({ other }) => other,
  groupId: ({ group }) => group,
  agentId: ({ agent }) => agent,
  interactionIds: ({ interaction }) => interaction,
}

function text({ format, pattern, minLength = 1 }: Schema): string {
  if (format === 'email') return `${Math.random().toString(36).slice(2)}@desk.example`
  if (format === 'date-time') return '2026-03-03T15:00:00Z'
  if (pattern === '^[A-Z]{2}$') return 'CL'
  if (pattern?.includes('24:00')) return '09:00'
  if (pattern?.startsWith('^\\d{4}-')) return '2026-03-03'
  if (pattern?.includes('=*')) return 'AAAA'
  return 'texto'.padEnd(minLength, 'o')
}
