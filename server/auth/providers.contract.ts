import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, Nullable, Seen, SOME, strict } from '../platform/contract.ts'

// Sign-in by the company's own identity server (OpenID Connect).

export const Provider = strict({
  id: Id,
  name: Type.String(),
  issuer: Type.String(),
  clientId: Type.String(),
  hasSecret: Type.Boolean(),
  domains: Type.Array(Type.String()),
  creates: Type.Boolean(),
  active: Type.Boolean(),
})
const Domains = Type.Array(Type.String({ pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$', maxLength: 253 }), { maxItems: 100 })
const fields = {
  name: Line,
  issuer: Type.String({ minLength: 1, maxLength: 500 }),
  clientId: Line,
  secret: Nullable(Type.String({ minLength: 1, maxLength: 1000 })),
  domains: Domains,
  creates: Type.Boolean(),
  active: Type.Boolean(),
}
export const listProviders = endpoint({
  method: 'GET',
  path: '/api/providers',
  access: 'admin',
  summary: 'The identity servers people may sign in with.',
  reply: strict({ items: Type.Array(Provider), nextCursor: Type.Null(), redirectUri: Type.String() }),
})
export const createProvider = endpoint({
  method: 'POST',
  path: '/api/providers',
  access: 'session',
  summary: 'Add an identity server (admin). It is asked for its configuration before it is saved.',
  status: 201,
  body: strict({
    name: fields.name,
    issuer: fields.issuer,
    clientId: fields.clientId,
    secret: Type.Optional(fields.secret),
    domains: Type.Optional(fields.domains),
    creates: Type.Optional(fields.creates),
    active: Type.Optional(fields.active),
  }),
  reply: Provider,
})
export const editProvider = endpoint({
  method: 'PATCH',
  path: '/api/providers/:id',
  access: 'session',
  summary: 'Change an identity server (admin). One that is switched off lets nobody in.',
  params: IdParams,
  body: strict({
    name: Type.Optional(fields.name),
    issuer: Type.Optional(fields.issuer),
    clientId: Type.Optional(fields.clientId),
    secret: Type.Optional(fields.secret),
    domains: Type.Optional(fields.domains),
    creates: Type.Optional(fields.creates),
    active: Type.Optional(fields.active),
    seen: Seen(Provider),
  }),
  reply: Provider,
})

const Address = strict({ url: Type.String() })
export const visitProvider = endpoint({
  method: 'POST',
  path: '/api/sign-in/providers/:id',
  access: 'anyone',
  summary: 'Begin to sign in by a provider: the address to go to, and a cookie that knows the way back.',
  params: IdParams,
  body: strict({ back: Type.Optional(Type.String({ maxLength: 1000 })) }),
  reply: Address,
})
export const returnFromProvider = endpoint({
  method: 'POST',
  path: '/api/sign-in/return',
  access: 'anyone',
  summary: 'What the provider sent back with the browser. Signs in, links or confirms, as it was begun.',
  body: strict({ query: Type.String({ maxLength: 8000 }) }),
  reply: strict({ purpose: Choice(['sign_in', 'link', 'confirm']), back: Nullable(Type.String()) }),
})
export const linkIdentity = endpoint({
  method: 'POST',
  path: '/api/me/identities',
  access: 'session',
  summary: 'Begin to link my identity at a provider, or to confirm by it who I am.',
  body: strict({ providerId: Id, purpose: Choice(['link', 'confirm']) }),
  reply: Address,
})
export const unlinkIdentity = endpoint({
  method: 'DELETE',
  path: '/api/me/identities/:id',
  access: 'session',
  summary: 'Come in by this provider no more.',
  status: 204,
  params: IdParams,
})
export const linkAgentIdentity = endpoint({
  method: 'PUT',
  path: '/api/agents/:id/identity',
  access: 'session',
  summary: 'Say whom a provider’s subject stands for, before they first come in by it (admin); null takes it away.',
  status: 204,
  params: IdParams,
  body: strict({ providerId: Id, subject: Nullable(Type.String({ minLength: 1, maxLength: 300, pattern: SOME })) }),
})
