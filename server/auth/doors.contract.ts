import Type from 'typebox'
import { endpoint, Id, IdParams, Line, ListOf, Moment, Nullable, strict } from '../platform/contract.ts'
import { Email, Language, Membership, Password, Role } from './contract.ts'

// The doors of the desk: what the front page offers, links handed over by an admin, and what each agent can come in with.

export const signInWays = endpoint({
  method: 'GET',
  path: '/api/sign-in',
  access: 'anyone',
  summary:
    'What the sign-in page offers: passkeys where the address allows them, and the providers of this desk; and whether it is a demo.',
  reply: strict({
    company: strict({ name: Type.String(), logo: Nullable(Type.String()) }),
    demo: Type.Boolean(),
    passkeys: Type.Boolean(),
    providers: Type.Array(strict({ id: Id, name: Type.String() })),
  }),
})
export const confirmMyself = endpoint({
  method: 'POST',
  path: '/api/session/confirm',
  access: 'session',
  summary: 'Prove once more who I am: sensitive acts ask for it after ten minutes.',
  status: 204,
  body: strict({
    password: Type.String({ minLength: 1, maxLength: 200 }),
    code: Type.Optional(Type.String({ maxLength: 40 })),
  }),
})

export const Link = strict({ id: Id, url: Type.String(), expiresAt: Moment })
export const inviteAgent = endpoint({
  method: 'POST',
  path: '/api/invitations',
  access: 'admin',
  secret: true,
  summary: 'Invite somebody: an agent who becomes active by using the link, once, within seven days.',
  status: 201,
  body: strict({
    email: Email,
    name: Type.Optional(Line),
    role: Type.Optional(Role),
    language: Type.Optional(Language),
    memberships: Type.Optional(Type.Array(Membership, { maxItems: 500 })),
  }),
  reply: strict({ agentId: Id, link: Link }),
})
export const makeAgentLink = endpoint({
  method: 'POST',
  path: '/api/agents/:id/link',
  access: 'session',
  secret: true,
  summary:
    'A new link for an agent: to accept the invitation, or to choose another password (admin). The one before ends.',
  status: 201,
  params: IdParams,
  reply: Link,
})
export const revokeAgentLink = endpoint({
  method: 'DELETE',
  path: '/api/agents/:id/link',
  access: 'admin',
  summary: 'Revoke an agent’s open link.',
  status: 204,
  params: IdParams,
})
const LinkToken = Type.String({ minLength: 20, maxLength: 100 })
export const readLink = endpoint({
  method: 'POST',
  path: '/api/access-links/read',
  access: 'anyone',
  summary: 'What a link is for. Sent, not visited: addresses end up in logs.',
  body: strict({ token: LinkToken }),
  reply: strict({
    kind: Type.Union([Type.Literal('invitation'), Type.Literal('password')]),
    name: Type.String(),
    email: Type.String(),
    company: Type.String(),
  }),
})
export const useLink = endpoint({
  method: 'POST',
  path: '/api/access-links/use',
  access: 'anyone',
  summary: 'Choose a password with a link; signs in, unless a second factor is still to be shown.',
  body: strict({ token: LinkToken, name: Type.Optional(Line), password: Password }),
  reply: strict({ signedIn: Type.Boolean() }),
})

export const AgentDoors = strict({
  agentId: Id,
  invited: Type.Boolean(),
  link: Nullable(strict({ id: Id, expiresAt: Moment })),
  password: Type.Boolean(),
  totp: Type.Boolean(),
  passkeys: Type.Integer(),
  onlyProvider: Type.Boolean(),
  enrolBy: Nullable(Moment),
  identities: Type.Array(strict({ providerId: Id, subject: Type.String(), email: Nullable(Type.String()) })),
  seenAt: Nullable(Moment),
})
export const listAgentDoors = endpoint({
  method: 'GET',
  path: '/api/agents/doors',
  access: 'admin',
  summary: 'What each agent can come in with, and who has not come in yet.',
  reply: ListOf(AgentDoors),
})
export const resetFactors = endpoint({
  method: 'DELETE',
  path: '/api/agents/:id/factors',
  access: 'session',
  summary: 'Take every second factor and passkey from an agent who lost them (admin); their sessions end.',
  status: 204,
  params: IdParams,
})
