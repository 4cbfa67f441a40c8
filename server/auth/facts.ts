import type { Right, Role } from './actor.ts'

export type AuthFact =
  | { type: 'session.started'; agentId: number }
  | { type: 'session.ended'; agentId: number }
  | { type: 'agent.created'; agentId: number; role: Role }
  | { type: 'agent.edited'; agentId: number }
  | { type: 'group.created'; groupId: number }
  | { type: 'group.edited'; groupId: number }
  | { type: 'membership.changed'; agentId: number; groupId: number; right: Right | null }
  | { type: 'token.created'; tokenId: number }
  | { type: 'token.revoked'; tokenId: number }
