import type { Language } from '../platform/i18n.ts'

export type Right = 'read' | 'create' | 'change' | 'full'
export type Role = 'operator' | 'agent' | 'admin'
export type Scope = 'read' | 'write' | 'admin'

/** Who acts: an agent (by session or token), the desk itself (sweep, jobs, command line), or somebody not signed in. */
export type Actor = {
  kind: 'agent' | 'system' | 'anyone'
  id: number | null
  name: string
  role: Role
  scopes: readonly Scope[]
  /** Right per group. The system and admins have full right everywhere and need no rows here. */
  rights: ReadonlyMap<number, Right>
  language: Language
  zone: string
  sessionId: number | null
  /** When the person behind the session last proved who they are. */
  confirmedAt?: Date | null
  /** A second factor is overdue: the session is good for one's own account only. */
  confined?: boolean
}

/** The desk itself. */
export const system = (zone: string): Actor => ({
  kind: 'system',
  id: null,
  name: 'Ventanilla',
  role: 'admin',
  scopes: ['read', 'write', 'admin'],
  rights: new Map(),
  language: 'es',
  zone,
  sessionId: null,
})
