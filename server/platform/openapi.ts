import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { type Endpoint, endpoint } from './contract.ts'

const openapi = endpoint({ method: 'GET', path: '/api/openapi.json', access: 'anyone', summary: 'This document.' })

/** The public contract, from the very endpoints that are served, and readable pages of it at /api/docs. */
export async function documentRoutes(app: FastifyInstance) {
  app.endpoints.push(openapi)
  app.get(openapi.path, async () => document(app.endpoints, app.desk.config.publicUrl))
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: openapi.path,
      withDefaultFonts: false,
      hideClientButton: true,
      telemetry: false,
      pageTitle: 'Ventanilla · API',
      showDeveloperTools: 'never',
      agent: { disabled: true },
    },
    hooks: {
      onRequest: (_request, reply, done) => {
        reply.header(
          'content-security-policy',
          "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:",
        )
        done()
      },
    },
  })
}

/** OpenAPI 3.1: JSON Schema as it stands in the contracts. `x-access` says who may call. */
export function document(endpoints: Endpoint[], server: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const e of endpoints) {
    const path = e.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(e) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ventanilla',
      version: '1',
      description: 'The API the console itself uses. Times are ISO-8601 UTC, ids are numbers.',
    },
    servers: [{ url: server }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: { securitySchemes: SCHEMES, schemas: { Problem: PROBLEM } },
  }
}

const SCHEMES = {
  token: { type: 'http', scheme: 'bearer' },
  session: { type: 'apiKey', in: 'cookie', name: 'ventanilla_session' },
}
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
  },
}

function operation(e: Endpoint) {
  const tag = /^\/api\/([a-z-]+)/.exec(e.path)?.[1] ?? 'desk'
  return {
    summary: e.summary,
    tags: [tag],
    'x-access': e.access,
    ...(e.access === 'anyone' && { security: [] }),
    parameters: [
      ...parametersOf(e.params, 'path'),
      ...parametersOf(e.query, 'query'),
      ...(e.method === 'POST' ? [IDEMPOTENCY] : []),
    ],
    ...(e.method !== 'GET' && e.method !== 'DELETE' && bodyOf(e.body)),
    responses: {
      [e.status]:
        e.status === 204
          ? { description: 'Done.' }
          : { description: 'Done.', content: { 'application/json': { schema: e.reply } } },
      default: {
        description: 'Refused, with the reason.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 200 },
}

function parametersOf(schema: TSchema, place: 'path' | 'query') {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, TSchema>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function bodyOf(schema: TSchema) {
  const { properties } = schema as { properties?: Record<string, TSchema> }
  if (properties && !Object.keys(properties).length) return {}
  const type = properties || 'anyOf' in schema ? 'application/json' : 'application/octet-stream'
  return { requestBody: { required: true, content: { [type]: { schema } } } }
}
