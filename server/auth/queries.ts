import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { Agent, Group } from './contract.ts'

const MEMBERSHIPS = sql<
  Agent['memberships']
>`coalesce((select json_agg(json_build_object('groupId', m.group_id, 'right', m.right) order by m.group_id)
  from memberships m where m.agent_id = agents.id), '[]')`

const agentRows = ({ db }: Context) =>
  db
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'role', 'zone', 'active', MEMBERSHIPS.as('memberships')])
    .select((eb) => eb.ref('language').$castTo<Agent['language']>().as('language'))

export async function agents(ctx: Context) {
  return agentRows(ctx).orderBy('active', 'desc').orderBy(sql`name collate "es-x-icu"`).execute()
}

export async function agent(ctx: Context, id: number): Promise<Agent> {
  const row = await agentRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

const groupRows = ({ db }: Context) =>
  db
    .selectFrom('groups')
    .select([
      'id',
      'name',
      'triage',
      'active',
      'is_default as isDefault',
      'auto_close_days as autoCloseDays',
      'thanks_reopens as thanksReopens',
      'agents_close as agentsClose',
      'needs_verification as needsVerification',
      'call_record_only as callRecordOnly',
      'review_minutes as reviewMinutes',
      'follow_up_days as followUpDays',
      'tells_solved as tellsSolved',
      'tells_closed as tellsClosed',
    ])

export const groups = (ctx: Context): Promise<Group[]> =>
  groupRows(ctx).orderBy('active', 'desc').orderBy(sql`name collate "es-x-icu"`).execute()

export async function group(ctx: Context, id: number): Promise<Group> {
  const row = await groupRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export const mySessions = (ctx: Context) =>
  ctx.db
    .selectFrom('sessions')
    .select(['id', 'device', 'address', 'created_at as createdAt', 'seen_at as seenAt'])
    .select((eb) =>
      eb(eb.ref('id'), '=', ctx.actor.sessionId ?? 0)
        .$castTo<boolean>()
        .as('current'),
    )
    .where('agent_id', '=', ctx.actor.id!)
    .where('expires_at', '>', ctx.now)
    .orderBy('seen_at', 'desc')
    .execute()

export const tokens = (ctx: Context) =>
  ctx.db
    .selectFrom('tokens')
    .select([
      'id',
      'name',
      'agent_id as agentId',
      'scopes',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'revoked_at as revokedAt',
    ])
    .$if(ctx.actor.role !== 'admin', (query) => query.where('agent_id', '=', ctx.actor.id!))
    .orderBy('id', 'desc')
    .execute()
