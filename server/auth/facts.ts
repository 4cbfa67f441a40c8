import type { Right, Role } from './actor.ts'

export type FactorKind = 'totp' | 'passkey'

export type AuthFact =
  | { type: 'session.started'; agentId: number }
  | { type: 'session.ended'; agentId: number }
  | { type: 'agent.created'; agentId: number; role: Role }
  | { type: 'session.confirmed'; agentId: number }
  | { type: 'agent.edited'; agentId: number }
  | { type: 'agent.left'; agentId: number; heirId: number | null }
  | { type: 'access_link.made'; agentId: number; linkId: number; kind: 'invitation' | 'password' }
  | { type: 'access_link.revoked'; agentId: number }
  | { type: 'access_link.used'; agentId: number; linkId: number }
  | { type: 'factor.added'; agentId: number; kind: FactorKind }
  | { type: 'factor.removed'; agentId: number; kind: FactorKind }
  | { type: 'factors.reset'; agentId: number }
  | { type: 'recovery_codes.made'; agentId: number }
  | { type: 'recovery_code.used'; agentId: number }
  | { type: 'provider.saved'; providerId: number }
  | { type: 'identity.linked'; agentId: number; providerId: number }
  | { type: 'identity.unlinked'; agentId: number; providerId: number }
  | { type: 'group.created'; groupId: number }
  | { type: 'group.edited'; groupId: number }
  | { type: 'membership.changed'; agentId: number; groupId: number; right: Right | null }
  | { type: 'token.created'; tokenId: number }
  | { type: 'token.revoked'; tokenId: number }
