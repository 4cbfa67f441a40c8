import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import type { AsDesk, Context } from '../context.ts'
import { type Endpoint, SOME } from './contract.ts'
import { type FieldFault, inWords, Refusal } from './errors.ts'
import type { Say } from './i18n.ts'
import { answerOnce } from './idempotency.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** One transaction around `work`, as whoever calls; checks the endpoint's access first. */
    inTransaction<T>(request: FastifyRequest, e: Endpoint, work: (ctx: Context) => Promise<T>): Promise<T>
    /** What the desk does by itself because of a request: in a transaction of its own, named after its source. */
    asDesk(source: string): AsDesk
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
type Handler<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema, T> = (
  ctx: Context,
  input: Input<P, Q, B> & { prepared: T },
) => Promise<Static<R>>

/**
 * Mounts an endpoint: checked input in, promised reply out, one transaction around it. The reply is serialised before COMMIT,
 * so that a reply that breaks its contract has changed nothing.
 */
export function serve<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  app: FastifyInstance,
  e: Endpoint<P, Q, B, R>,
  handle: Handler<P, Q, B, R, undefined>,
) {
  serveAfter(app, e, async () => undefined, handle)
}

/** The same, with something done while no transaction is open: what takes long, or must be counted even if the request is refused. */
export function serveAfter<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema, T>(
  app: FastifyInstance,
  e: Endpoint<P, Q, B, R>,
  prepare: (input: Input<P, Q, B>) => Promise<T>,
  handle: Handler<P, Q, B, R, T>,
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
      const prepared = await prepare(input)
      const answer = await app.inTransaction(request, e as Endpoint, (ctx) =>
        answerOnce(ctx, e as Endpoint, request, async () => {
          const result = await handle(ctx, { ...input, prepared })
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

/**
 * For what is prepared: who asks, let in by the endpoint's own door, in a transaction that is over before anything is counted or asked
 * outside. A connection held meanwhile, by as many requests as the pool has connections, would be waited for by all of them for ever.
 */
export const whoAsks = (
  app: FastifyInstance,
  request: FastifyRequest,
  e: Pick<Endpoint, 'access' | 'method'>,
  may: (ctx: Context) => void = () => {},
) =>
  app.inTransaction(request, e as Endpoint, async (ctx) => {
    may(ctx)
    return ctx.actor
  })

/** Validation by the contracts' own library: bodies are taken as they are, only params and query become numbers and booleans. */
export function useContracts(app: FastifyInstance) {
  const compiled = new WeakMap<object, Validator>()
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const validator = compiled.get(schema as object) ?? Compile(schema as TSchema)
    compiled.set(schema as object, validator)
    return (data: unknown) => {
      const value = httpPart === 'body' ? (data ?? {}) : validator.Convert(data)
      const unstorable = findUnstorable(value)
      if (!unstorable && validator.Check(value)) return { value }
      if (unstorable)
        return { error: Object.assign(new Error('invalid'), { faults: { [httpPart ?? 'body']: { key: unstorable } } }) }
      return { error: Object.assign(new Error('invalid'), { faults: faultsOf(validator, value, httpPart) }) }
    }
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply))
}

/** Every refusal and fault as problem+json, in the caller's language; only unexpected ones are logged as errors. */
export function answerProblem(error: Error, request: FastifyRequest, reply: FastifyReply) {
  const refusal = asRefusal(error)
  if (refusal.status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'unexpected error')
  const { detail, fields } = inWords(refusal, request.say)
  return reply
    .code(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: 'about:blank',
      title: STATUS_CODES[refusal.status],
      status: refusal.status,
      code: refusal.code,
      detail,
      ...(fields && { fields }),
      ...refusal.extra,
    })
}

/** The database is down, starting, stopping, full, or cut the connection: the server brings it back (design.md §3). */
const DATABASE_AWAY = /^(?:53300|57P0[123]|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/
/** The same said without a code, by the pool: also that all its connections are busy. */
const POOL_AWAY = /^(?:Connection terminated|timeout exceeded when trying to connect)/

function asRefusal(
  error: Error & { code?: string; statusCode?: number; validation?: unknown; faults?: Record<string, FieldFault> },
) {
  if (error instanceof Refusal) return error
  if (error.faults) return new Refusal(400, 'invalid', { fields: error.faults })
  if (error.statusCode === 413) return new Refusal(413, 'too_large')
  if (error.statusCode === 415) return new Refusal(415, 'unsupported_type')
  if (error.statusCode === 429) return new Refusal(429, 'too_many', { params: { span: '1 min' } })
  if (error.statusCode && error.statusCode < 500) return new Refusal(400, 'malformed')
  if (DATABASE_AWAY.test(error.code ?? '') || POOL_AWAY.test(error.message)) return new Refusal(503, 'unavailable')
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

const DEEPEST = 50

/**
 * What no table could hold is refused at the door rather than failing in the middle: NUL and halves of characters, in values and in
 * names, and what is nested as no form ever is.
 */
function findUnstorable(value: unknown, depth = 0): 'nul' | 'deep' | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? 'nul' : null
  if (typeof value !== 'object' || value === null) return null
  if (depth >= DEEPEST) return 'deep'
  for (const [name, inner] of Object.entries(value)) {
    const found = findUnstorable(name) ?? findUnstorable(inner, depth + 1)
    if (found) return found
  }
  return null
}

function faultsOf(validator: Validator, value: unknown, part = 'body'): Record<string, FieldFault> {
  // Without a prototype: a field may be called `constructor`.
  const faults: Record<string, FieldFault> = Object.create(null)
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
    else if (keyword !== 'boolean' && keyword !== 'anyOf') add('', keyOf(keyword, params))
  }
  return Object.keys(faults).length ? faults : { [part]: { key: 'wrong' } }
}

/** What is empty, or nothing but blanks, is missing. */
function keyOf(keyword: string, { limit, pattern }: Record<string, unknown>): string {
  const isEmpty =
    (limit === 1 && ['minLength', 'minItems'].includes(keyword)) || (keyword === 'pattern' && `${pattern}` === SOME)
  if (isEmpty) return 'required'
  return KNOWN_FAULTS.has(keyword) ? keyword : 'wrong'
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
