import Type, { type Static, type TObject, type TOptional, type TSchema } from 'typebox'

/**
 * Who may call: `anyone` (no session), `signed_in` (any active agent), `session` (a person in the browser, no token: what
 * would let a token widen itself), or a token scope. Sessions carry every scope their role allows; `admin` needs that role.
 */
export type Access = 'anyone' | 'signed_in' | 'session' | 'read' | 'write' | 'admin'

/** One HTTP endpoint, described once and used by the server, the web app and the OpenAPI document. */
export type Endpoint<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  access: Access
  summary: string
  /** The reply shows what is kept nowhere else as text: repeated, it is answered from a sealed copy. */
  secret?: boolean
  /** 200 unless told: creations answer 201, and 204 has no body. */
  status: number
  params: P
  query: Q
  body: B
  reply: R
}

export const Nothing = Type.Object({}, { additionalProperties: false })
type Nothing = typeof Nothing

export function endpoint<
  P extends TSchema = Nothing,
  Q extends TSchema = Nothing,
  B extends TSchema = Nothing,
  R extends TSchema = Nothing,
>(e: {
  method: Endpoint['method']
  path: string
  access: Access
  summary: string
  secret?: boolean
  status?: number
  params?: P
  query?: Q
  body?: B
  reply?: R
}): Endpoint<P, Q, B, R> {
  return {
    status: 200,
    ...e,
    params: (e.params ?? Nothing) as P,
    query: (e.query ?? Nothing) as Q,
    body: (e.body ?? Nothing) as B,
    reply: (e.reply ?? Nothing) as R,
  }
}

/** A moment in a reply: a Date on the server, ISO-8601 UTC on the wire. */
export const Moment = Type.Unsafe<Date>({ type: 'string', format: 'date-time' })
/** A moment in a body or query: ISO-8601 with an offset or Z. */
export const MomentIn = Type.String({
  format: 'date-time',
  // Stricter than the format, which knows leap seconds and small letters that no Date can read.
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
})
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const IdParams = strict({ id: Id })
/** The pattern of what must say something: more than blanks. */
export const SOME = '\\S'
/** One line that must say something. */
export const Line = Type.String({ minLength: 1, maxLength: 500, pattern: SOME })
export const Text = Type.String({ maxLength: 200_000 })
export const Choice = <const T extends readonly string[]>(values: T, options: object = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export function strict<T extends Record<string, TSchema>>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false }) as TObject<T>
}

/** The same fields, each of which may be left out. */
export const partial = <T extends Record<string, TSchema>>({ properties }: TObject<T>) =>
  strict(
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, Type.Optional(field)])),
  ) as TObject<{
    [K in keyof T]: TOptional<T[K]>
  }>
/** What the writer of an edit saw of the fields it changes: what another changed since is told, 409 `stale` (platform/seen.ts). */
export const Seen = <T extends Record<string, TSchema>>(row: TObject<T>) => Type.Optional(partial(row))

export const Page = {
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
}
export const ListOf = <T extends TSchema>(item: T) =>
  strict({ items: Type.Array(item), nextCursor: Nullable(Type.String()) })

/** What arrives in the browser once JSON has been through it. */
export type OnTheWire<T> = T extends Date
  ? string
  : T extends (infer I)[]
    ? OnTheWire<I>[]
    : T extends object
      ? { [K in keyof T]: OnTheWire<T[K]> }
      : T

export type ReplyOf<E> = E extends Endpoint<TSchema, TSchema, TSchema, infer R> ? OnTheWire<Static<R>> : never
export type BodyOf<E> = E extends Endpoint<TSchema, TSchema, infer B, TSchema> ? Static<B> : never
