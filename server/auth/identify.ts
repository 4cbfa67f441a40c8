import type { FastifyRequest } from 'fastify'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../platform/contract.ts'
import type { DB } from '../platform/db.types.ts'
import { forbidden, Refusal } from '../platform/errors.ts'
import type { Language } from '../platform/i18n.ts'
import type { Actor, Right, Role, Scope } from './actor.ts'
import { hashOf } from './secrets.ts'

export const COOKIE = 'ventanilla_session'
/** A session ends 12 hours after its last use, and 30 days after its start. */
const IDLE = '12 hours'

const ANYONE: Omit<Actor, 'language' | 'zone'> = {
  kind: 'anyone',
  id: null,
  name: '',
  role: 'operator',
  scopes: [],
  rights: new Map(),
  sessionId: null,
}

/** What a request shows of itself: a bearer token wins over a cookie. */
export function credentials(request: FastifyRequest): { token: string | null; cookie: string | null } {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  return { token, cookie: token ? null : (request.cookies[COOKIE] ?? null) }
}

/** Who is calling, with their rights as they stand in this transaction. Unknown or expired credentials are nobody's. */
export async function identify(
  db: Transaction<DB>,
  shown: ReturnType<typeof credentials>,
  zone: string,
): Promise<Actor> {
  const row = shown.token
    ? await byToken(db, shown.token)
    : shown.cookie
      ? await bySession(db, shown.cookie)
      : undefined
  return row ? actorOf(row, zone) : { ...ANYONE, language: 'es', zone }
}

function actorOf(row: Found, zone: string): Actor {
  const rights = new Map(row.rights.map(({ group_id, right }) => [group_id, right]))
  const held: Scope[] = row.role === 'admin' ? ['read', 'write', 'admin'] : ['read', 'write']
  return {
    kind: 'agent',
    id: row.id,
    name: row.name,
    role: row.role,
    scopes: row.scopes ? held.filter((scope) => row.scopes!.includes(scope)) : held,
    rights,
    language: row.language,
    zone: row.zone ?? zone,
    sessionId: row.session_id,
    confirmedAt: row.confirmed_at,
    confined: row.confined,
  }
}

/** What somebody asked for earlier is done with the rights they have now; who has left is nobody. */
export async function agentById(db: Transaction<DB>, id: number, zone: string): Promise<Actor> {
  const { rows } = await sql<Found>`select ${AGENT}, null as scopes, null::bigint as session_id
    from agents a where a.id = ${id} and a.active`.execute(db)
  return rows[0] ? actorOf(rows[0], zone) : { ...ANYONE, language: 'es', zone }
}

/** The gate in front of every endpoint: 401 without a session or token, 403 without the scope or role. */
export function admit(actor: Actor, access: Access) {
  if (access === 'anyone') return
  if (actor.kind !== 'agent') throw new Refusal(401, 'signed_out')
  if (access === 'signed_in') return
  if (actor.confined && access !== 'session') throw new Refusal(403, 'second_factor_due')
  if (access === 'session') {
    if (!actor.sessionId) throw forbidden('session_only')
    return
  }
  if (access === 'admin' && actor.role !== 'admin') throw forbidden('role_admin')
  if (!actor.scopes.includes(access)) throw forbidden('scope', { scope: access })
}

type Found = {
  id: number
  name: string
  role: Role
  language: Language
  zone: string | null
  rights: { group_id: number; right: Right }[]
  scopes: string[] | null
  session_id: number | null
  confirmed_at: Date | null
  confined: boolean
}

const AGENT = sql`a.id, a.name, a.role, a.language, a.zone,
  coalesce((select json_agg(json_build_object('group_id', m.group_id, 'right', m.right)) from memberships m where m.agent_id = a.id), '[]') as rights`

async function bySession(db: Transaction<DB>, cookie: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`select ${AGENT}, null as scopes, s.id as session_id, s.confirmed_at,
      coalesce(a.enrol_by <= (select desk_now()), false) and s.method <> 'provider' as confined
    from sessions s join agents a on a.id = s.agent_id
    where s.token_hash = ${hashOf(cookie)} and a.active and s.expires_at > (select desk_now())
      and s.seen_at > (select desk_now()) - ${IDLE}::interval`.execute(db)
  return rows[0]
}

async function byToken(db: Transaction<DB>, token: string): Promise<Found | undefined> {
  const { rows } =
    await sql<Found>`select ${AGENT}, t.scopes, null::bigint as session_id, null as confirmed_at, false as confined
    from tokens t join agents a on a.id = t.agent_id
    where t.token_hash = ${hashOf(token)} and a.active and t.revoked_at is null
      and (t.expires_at is null or t.expires_at > (select desk_now()))`.execute(db)
  return rows[0]
}
