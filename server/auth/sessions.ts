import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/errors.ts'
import { COOKIE } from './identify.ts'
import { networkOf } from './network.rules.ts'
import { passwordMatches } from './passwords.ts'
import { hashOf, newSecret } from './secrets.ts'
import { brake, releaseBrake } from './throttle.ts'

const DAYS = 30
const MINUTES_15 = 15 * 60
const HOUR = 60 * 60

/** Wrong passwords from one network shut the door of that network alone: nobody can lock out others from afar. */
const bolts = (who: string, address: string) => ({
  near: `sign-in:agent:${who}:${networkOf(address)}`,
  anywhere: `sign-in:agent:${who}`,
})

/** Checks e-mail and password before any transaction is open: hashing takes long and failed attempts must be counted. */
export async function checkPassword(db: Database, email: string, password: string, address: string): Promise<number> {
  const who = email.trim().toLowerCase()
  await brake(db, `sign-in:address:${address}`, 50, MINUTES_15)
  const { near, anywhere } = bolts(who, address)
  await brake(db, near, 10, MINUTES_15)
  await brake(db, anywhere, 100, HOUR)
  const agent = await db
    .selectFrom('agents')
    .select(['id', 'password_hash', 'only_provider'])
    .where('email', '=', who)
    .where('active', '=', true)
    .executeTakeFirst()
  const right = await passwordMatches(password, agent?.password_hash ?? null)
  if (!right || agent!.only_provider) throw new Refusal(401, 'wrong_password')
  return agent!.id
}

/** Whoever is in has shown everything that was asked: what failed before is forgotten. */
export async function forgetFailures(ctx: Context, agentId: number, email: string, address: string) {
  const { near, anywhere } = bolts(email.trim().toLowerCase(), address)
  await releaseBrake(ctx, near)
  await releaseBrake(ctx, anywhere)
  await releaseBrake(ctx, `sign-in:code:${agentId}`)
}

/** A new secret at each sign-in; the session this browser had before ends. */
export async function startSession(
  ctx: Context,
  agentId: number,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  method: 'password' | 'passkey' | 'provider' | 'link' = 'password',
  confirmedAt = ctx.now,
) {
  const secret = newSecret()
  const expires = new Date(ctx.now.getTime() + DAYS * 86_400_000)
  await ctx.record({ type: 'session.started', agentId }, async () => {
    if (ctx.actor.sessionId) await ctx.db.deleteFrom('sessions').where('id', '=', ctx.actor.sessionId).execute()
    await ctx.db
      .insertInto('sessions')
      .values({
        agent_id: agentId,
        method,
        confirmed_at: confirmedAt,
        token_hash: hashOf(secret),
        created_at: ctx.now,
        seen_at: ctx.now,
        expires_at: expires,
        address: request.ip,
        device: deviceOf(request.headers['user-agent'] ?? ''),
      })
      .execute()
  })
  reply.setCookie(COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
    expires,
  })
}

/** Ends one of the actor's own sessions; somebody else's is not found. */
export async function endSession(ctx: Context, sessionId: number) {
  await ctx.record({ type: 'session.ended', agentId: ctx.actor.id! }, async () => {
    const { numDeletedRows } = await ctx.db
      .deleteFrom('sessions')
      .where('id', '=', sessionId)
      .where('agent_id', '=', ctx.actor.id!)
      .executeTakeFirstOrThrow()
    if (!numDeletedRows) throw notFound()
  })
}

/** Ends every session of an agent, but for the one named: after a password change, or when the agent leaves. */
export async function endSessionsOf(ctx: Context, agentId: number, except: number | null = null) {
  await ctx.db
    .deleteFrom('sessions')
    .where('agent_id', '=', agentId)
    .$if(except !== null, (query) => query.where('id', '!=', except))
    .execute()
}

/** A short human name for a browser: enough to recognise one's own sessions. */
function deviceOf(userAgent: string): string | null {
  const browser = /Edg|OPR|Firefox|Chrome|Safari|curl|node/i.exec(userAgent)?.[0]
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(userAgent)?.[0]
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' }
  const parts = [browser, system].filter((part) => part !== undefined).map((part) => names[part] ?? part)
  return parts.length ? parts.join(' · ') : null
}

const touched = new WeakMap<Database, Map<number, number>>()

/** Notes, at most once a minute and outside the request's transaction, that a session is in use. */
export function touchSession(
  { db, log }: { db: Database; log: { error(detail: object, message: string): void } },
  sessionId: number,
) {
  const minute = Math.floor(Date.now() / 60_000)
  const ofDesk = touched.get(db) ?? new Map<number, number>()
  if (ofDesk.get(sessionId) === minute) return
  if (ofDesk.size > 10_000) ofDesk.clear()
  touched.set(db, ofDesk.set(sessionId, minute))
  db.updateTable('sessions')
    .set({ seen_at: sql<Date>`desk_now()` })
    .where('id', '=', sessionId)
    .execute()
    .catch((err: unknown) => log.error({ err }, 'a session could not be marked as in use'))
}
