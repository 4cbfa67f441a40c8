import Type, { type Static } from 'typebox'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  Line,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  Seen,
  strict,
} from '../platform/contract.ts'

export const Role = Choice(['operator', 'agent', 'admin'])
export const Right = Choice(['read', 'create', 'change', 'full'])
export const Language = Choice(['es', 'en', 'pt'])
export const Email = Type.String({ format: 'email', maxLength: 254 })
/** Length is what makes a password strong; the upper limit keeps hashing from being a way to exhaust the server. */
export const Password = Type.String({ minLength: 10, maxLength: 200 })

export const Membership = strict({ groupId: Id, right: Right })
export const Agent = strict({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  language: Language,
  zone: Nullable(Type.String()),
  active: Type.Boolean(),
  memberships: Type.Array(Membership),
})
export type Agent = Static<typeof Agent>

export const Group = strict({
  id: Id,
  name: Type.String(),
  triage: Type.Boolean(),
  active: Type.Boolean(),
  isDefault: Type.Boolean(),
  autoCloseDays: Nullable(Type.Integer()),
  thanksReopens: Type.Boolean(),
  agentsClose: Type.Boolean(),
  needsVerification: Type.Boolean(),
  callRecordOnly: Type.Boolean(),
  reviewMinutes: Type.Integer(),
  followUpDays: Type.Integer(),
  /** Whether customers are told by mail that their ticket is solved, and asked to confirm; and that it is closed (E6, E7). */
  tellsSolved: Type.Boolean(),
  tellsClosed: Type.Boolean(),
})
export type Group = Static<typeof Group>

const groupFields = {
  triage: Type.Optional(Type.Boolean()),
  active: Type.Optional(Type.Boolean()),
  isDefault: Type.Optional(Type.Boolean()),
  autoCloseDays: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 365 }))),
  thanksReopens: Type.Optional(Type.Boolean()),
  agentsClose: Type.Optional(Type.Boolean()),
  needsVerification: Type.Optional(Type.Boolean()),
  callRecordOnly: Type.Optional(Type.Boolean()),
  reviewMinutes: Type.Optional(Type.Integer({ minimum: 15, maximum: 100_000 })),
  followUpDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  tellsSolved: Type.Optional(Type.Boolean()),
  tellsClosed: Type.Optional(Type.Boolean()),
}

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: 'anyone',
  summary:
    'Sign in with e-mail and password; answers with the session cookie. Where a second factor is set up, without `code` 401 `second_factor` says which.',
  status: 204,
  body: strict({
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    code: Type.Optional(Type.String({ maxLength: 40 })),
  }),
})
export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: 'session',
  summary: 'End this session.',
  status: 204,
})
export const Me = strict({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  language: Language,
  zone: Type.String(),
  rights: Type.Array(Membership),
  /** Until when a second factor has to be set up; afterwards the session is confined to one's own account. */
  enrolBy: Nullable(Moment),
  confined: Type.Boolean(),
  company: strict({ name: Type.String(), zone: Type.String(), logo: Nullable(Type.String()) }),
})
export const me = endpoint({
  method: 'GET',
  path: '/api/me',
  access: 'signed_in',
  summary: 'Who am I, and what may I do.',
  reply: Me,
})
export const editMe = endpoint({
  method: 'PATCH',
  path: '/api/me',
  access: 'session',
  summary: 'Change my own name, language or zone.',
  body: strict({
    name: Type.Optional(Line),
    language: Type.Optional(Language),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: Me,
})
export const changePassword = endpoint({
  method: 'POST',
  path: '/api/me/password',
  access: 'session',
  summary: 'Change my password; every other session of mine ends.',
  status: 204,
  body: strict({ current: Type.String({ maxLength: 200 }), next: Password }),
})

export const Session = strict({
  id: Id,
  current: Type.Boolean(),
  device: Nullable(Type.String()),
  address: Nullable(Type.String()),
  createdAt: Moment,
  seenAt: Moment,
})
export const listSessions = endpoint({
  method: 'GET',
  path: '/api/sessions',
  access: 'session',
  summary: 'My open sessions.',
  reply: ListOf(Session),
})
export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'session',
  summary: 'End one of my sessions.',
  status: 204,
  params: IdParams,
})

export const listAgents = endpoint({
  method: 'GET',
  path: '/api/agents',
  access: 'read',
  summary: 'All agents, active first.',
  reply: ListOf(Agent),
})
export const createAgent = endpoint({
  method: 'POST',
  path: '/api/agents',
  access: 'admin',
  summary:
    'Create an agent with the groups they belong to. With a password or as admin, a session is asked to confirm; a token with scope admin goes on.',
  status: 201,
  body: strict({
    name: Line,
    email: Email,
    password: Type.Optional(Password),
    role: Type.Optional(Role),
    language: Type.Optional(Language),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    memberships: Type.Optional(Type.Array(Membership, { maxItems: 500 })),
  }),
  reply: Agent,
})
export const editAgent = endpoint({
  method: 'PATCH',
  path: '/api/agents/:id',
  access: 'admin',
  summary:
    'Change an agent. Deactivating ends their sessions and tokens and hands their open tickets to `heirId`, or back to their groups. Another password, address or role takes a session whose owner has just confirmed who they are.',
  params: IdParams,
  body: strict({
    name: Type.Optional(Line),
    email: Type.Optional(Email),
    password: Type.Optional(Password),
    role: Type.Optional(Role),
    language: Type.Optional(Language),
    zone: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
    active: Type.Optional(Type.Boolean()),
    heirId: Type.Optional(Nullable(Id)),
    onlyProvider: Type.Optional(Type.Boolean()),
    memberships: Type.Optional(Type.Array(Membership, { maxItems: 500 })),
    seen: Seen(Agent),
  }),
  reply: Agent,
})
export const listGroups = endpoint({
  method: 'GET',
  path: '/api/groups',
  access: 'read',
  summary: 'All groups.',
  reply: ListOf(Group),
})
export const createGroup = endpoint({
  method: 'POST',
  path: '/api/groups',
  access: 'admin',
  summary: 'Create a group.',
  status: 201,
  body: strict({ name: Line, ...groupFields }),
  reply: Group,
})
export const editGroup = endpoint({
  method: 'PATCH',
  path: '/api/groups/:id',
  access: 'write',
  summary: 'Change a group’s settings (admin, or full right in it).',
  params: IdParams,
  body: strict({ name: Type.Optional(Line), ...groupFields, seen: Seen(Group) }),
  reply: Group,
})

export const Token = strict({
  id: Id,
  name: Type.String(),
  agentId: Id,
  scopes: Type.Array(Type.String()),
  createdAt: Moment,
  expiresAt: Nullable(Moment),
  revokedAt: Nullable(Moment),
})
const Scopes = Type.Array(Choice(['read', 'write', 'admin']), { maxItems: 3 })
export const listTokens = endpoint({
  method: 'GET',
  path: '/api/tokens',
  access: 'session',
  summary: 'My API tokens; admins see all.',
  reply: ListOf(Token),
})
export const createToken = endpoint({
  method: 'POST',
  path: '/api/tokens',
  access: 'session',
  secret: true,
  summary: 'Make an API token for myself. It is shown only in this reply.',
  status: 201,
  body: strict({ name: Line, scopes: Scopes, expiresAt: Type.Optional(MomentIn) }),
  reply: strict({ token: Type.String(), id: Id }),
})
export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/api/tokens/:id',
  access: 'session',
  summary: 'Revoke a token.',
  status: 204,
  params: IdParams,
})
