import { type RawBuilder, sql } from 'kysely'
import { forbidden, notFound } from '../platform/errors.ts'
import type { Actor, Right } from './actor.ts'

// The one place that decides who may see and do what (domain.md §1, "Rights"). Queries apply `seen`, commands `requireRight`.

const LADDER: readonly Right[] = ['read', 'create', 'change', 'full']

/** The groups whose tickets an actor sees: every one, or the listed. */
export function seenGroups(actor: Actor): 'all' | number[] {
  return actor.role === 'admin' ? 'all' : [...actor.rights.keys()]
}

/** SQL condition: rows of this group may be shown to the actor. The same rule filters live events. */
export function seen(actor: Actor, groupColumn: string): RawBuilder<boolean> {
  const groups = seenGroups(actor)
  return groups === 'all' ? sql<boolean>`true` : sql<boolean>`${sql.ref(groupColumn)} = any(${groups}::bigint[])`
}

/** SQL condition: rows of this group are the actor's to answer for: of every one for admins, of those led for agents. */
export function led(actor: Actor, groupColumn: string): RawBuilder<boolean> {
  if (actor.role === 'admin') return sql<boolean>`true`
  const groups = [...actor.rights.keys()].filter((group) => hasRight(actor, group, 'full'))
  return sql<boolean>`${sql.ref(groupColumn)} = any(${groups}::bigint[])`
}

/** An operator registers calls and tickets and writes notes, whatever the membership says; everything beyond needs an agent. */
export function hasRight(actor: Actor, groupId: number, right: Right): boolean {
  if (actor.role === 'admin') return true
  const held = actor.rights.get(groupId)
  if (!held) return false
  const level =
    actor.role === 'operator' ? Math.min(LADDER.indexOf(held), LADDER.indexOf('create')) : LADDER.indexOf(held)
  return level >= LADDER.indexOf(right)
}

/** Unseen → 404; seen but not allowed → 403 with the right that is missing. */
export function requireRight(actor: Actor, groupId: number, right: Right) {
  if (!hasRight(actor, groupId, 'read')) throw notFound()
  if (!hasRight(actor, groupId, right)) throw forbidden(`right_${right}`)
}

export function requireAdmin(actor: Actor) {
  if (actor.role !== 'admin') throw forbidden('role_admin')
}
