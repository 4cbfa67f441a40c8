import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { Context } from '../context.ts'
import type { Endpoint } from './contract.ts'
import { type FieldFault, Refusal } from './errors.ts'
import type { Say } from './i18n.ts'
import { answerOnce } from './idempotency.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** One transaction around `work`, as whoever calls; checks the endpoint's access first. */
    inTransaction<T>(request: FastifyRequest, e: Endpoint, work: (ctx: Context) => Promise<T>): Promise<T>
    endpoints: Endpoint[]
  }
  interface FastifyRequest {
    say: Say
  }
}

type Input<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  params: Static<P>
  query: Static<Q>
  body: Static<B>
  request: FastifyRequest
  reply: FastifyReply
}
type Handler<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = (
  ctx: Context,
  input: Input<P, Q, B>,
) => Promise<Static<R>>

/**
 * Mounts an endpoint: checked input in, promised reply out, one transaction around it. The reply is serialised before COMMIT,
 * so that a reply that breaks its contract has changed nothing.
 */
export function serve<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  app: FastifyInstance,
  e: Endpoint<P, Q, B, R>,
  handle: Handler<P, Q, B, R>,
) {
  app.endpoints.push(e as Endpoint)
  app.route({
    method: e.method,
    url: e.path,
    schema: routeSchema(e as Endpoint),
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body, request, reply } as Input<
        P,
        Q,
        B
      >
      const answer = await app.inTransaction(request, e as Endpoint, (ctx) =>
        answerOnce(ctx, e as Endpoint, request, async () => {
          const result = await handle(ctx, input)
          return {
            status: e.status,
            text: e.status === 204 ? '' : (reply.serializeInput(result, String(e.status)) as string),
          }
        }),
      )
      reply.code(answer.status)
      return answer.status === 204 ? reply.send() : reply.type('application/json; charset=utf-8').send(answer.text)
    },
  })
}

/** Validation by the contracts' own library: bodies are taken as they are, only params and query become numbers and booleans. */
export function useContracts(app: FastifyInstance) {
  const compiled = new WeakMap<object, Validator>()
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const validator = compiled.get(schema as object) ?? Compile(schema as TSchema)
    compiled.set(schema as object, validator)
    return (data: unknown) => {
      const value = httpPart === 'body' ? (data ?? {}) : validator.Convert(data)
      if (validator.Check(value) && !hasNul(value)) return { value }
      return { error: Object.assign(new Error('invalid'), { faults: faultsOf(validator, value, httpPart) }) }
    }
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply))
}

/** Every refusal and fault as problem+json, in the caller's language; only unexpected ones are logged as errors. */
export function answerProblem(error: Error, request: FastifyRequest, reply: FastifyReply) {
  const refusal = asRefusal(error)
  if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'unexpected error')
  const { say } = request
  const reason = refusal.params.why ? say(`reason.${refusal.params.why}`, refusal.params) : undefined
  const fields =
    refusal.fields &&
    Object.fromEntries(
      Object.entries(refusal.fields).map(([name, { key, params }]) => [name, say(`field.${key}`, params ?? {})]),
    )
  return reply
    .code(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: 'about:blank',
      title: STATUS_CODES[refusal.status],
      status: refusal.status,
      code: refusal.code,
      detail: say(`refusal.${refusal.code}`, { ...refusal.params, reason }),
      ...(fields && { fields }),
      ...refusal.extra,
    })
}

function asRefusal(error: Error & { statusCode?: number; validation?: unknown; faults?: Record<string, FieldFault> }) {
  if (error instanceof Refusal) return error
  if (error.faults) return new Refusal(400, 'invalid', { fields: error.faults })
  if (error.statusCode === 413) return new Refusal(413, 'too_large')
  if (error.statusCode === 415) return new Refusal(415, 'unsupported_type')
  if (error.statusCode === 429) return new Refusal(429, 'too_many')
  if (error.statusCode && error.statusCode < 500) return new Refusal(400, 'malformed')
  return new Refusal(500, 'unexpected')
}

function routeSchema(e: Endpoint): FastifySchema {
  return {
    summary: e.summary,
    params: e.params,
    querystring: e.query,
    ...(e.method !== 'GET' && e.method !== 'DELETE' && { body: e.body }),
    ...(e.status !== 204 && { response: { [e.status]: e.reply } }),
  } as FastifySchema
}

/** PostgreSQL text has no place for NUL: refused at the door rather than failing in the middle. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul)
}

function faultsOf(validator: Validator, value: unknown, part = 'body'): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {}
  for (const error of validator.Errors(value)) {
    const { keyword, instancePath } = error
    const params = error.params as Record<string, unknown>
    const base = instancePath.slice(1).replaceAll('/', '.')
    const add = (name: string, key: string) => {
      faults[[base, name].filter(Boolean).join('.') || part] ??= { key, params }
    }
    if (keyword === 'required') for (const name of params.requiredProperties as string[]) add(name, 'required')
    else if (keyword === 'additionalProperties')
      for (const name of params.additionalProperties as string[]) add(name, 'unknown')
    else if (keyword !== 'boolean' && keyword !== 'anyOf') add('', KNOWN_FAULTS.has(keyword) ? keyword : 'wrong')
  }
  return Object.keys(faults).length ? faults : { [part]: { key: hasNul(value) ? 'nul' : 'wrong' } }
}

const KNOWN_FAULTS = new Set([
  'type',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'enum',
  'format',
  'pattern',
  'minItems',
  'maxItems',
])
