import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { requireSeen } from '../platform/seen.ts'
import { zoneNamed } from '../platform/zones.contract.ts'
import { closeDoorsOf } from './closing.ts'
import type { createAgent, editAgent, editMe } from './contract.ts'
import { demandFactors } from './demanding.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { agent } from './queries.ts'
import { endSessionsOf } from './sessions.ts'

type New = Static<(typeof createAgent)['body']>
type Edit = Static<(typeof editAgent)['body']>

export async function createAgentAs(ctx: Context, input: New, { active = true } = {}): Promise<number> {
  const email = input.email.trim().toLowerCase()
  requireZone(input.zone)
  await requireFreeEmail(ctx, email)
  const password_hash = input.password ? await hashPassword(input.password) : null
  const id = await nextId(ctx, 'agents')
  await ctx.record({ type: 'agent.created', agentId: id, role: input.role ?? 'agent' }, async () => {
    await ctx.db
      .insertInto('agents')
      .values({
        id,
        name: input.name.trim(),
        email,
        password_hash,
        role: input.role ?? 'agent',
        language: input.language ?? 'es',
        zone: input.zone ?? null,
        active,
      })
      .execute()
    await setMemberships(ctx, id, input.memberships ?? [])
    await demandFactors(ctx, id)
  })
  return id
}

/** Another password, address, role or way in: whoever changes these can become the agent, or an admin. */
export async function touchesDoor({ db }: Context, id: number, { password, onlyProvider, email, role }: Edit) {
  if (password !== undefined || onlyProvider !== undefined) return true
  const held = await db.selectFrom('agents').select(['email', 'role']).where('id', '=', id).executeTakeFirst()
  if (!held) throw notFound()
  return (email?.trim().toLowerCase() ?? held.email) !== held.email || (role ?? held.role) !== held.role
}

export async function editAgentAs(ctx: Context, id: number, edit: Edit) {
  const held = await lockAgent(ctx, id)
  const { memberships, password, heirId, onlyProvider, seen, ...fields } = edit
  if (seen) requireSeen(await agent(ctx, id), seen)
  requireZone(fields.zone)
  if (fields.email && fields.email.trim().toLowerCase() !== held.email)
    await requireFreeEmail(ctx, fields.email.trim().toLowerCase())
  if (fields.active && !held.active && !held.password_hash) throw new Refusal(422, 'not_accepted')
  await keepAnAdmin(ctx, held, edit)
  if (onlyProvider) await requireIdentity(ctx, id)
  await requireHeir(ctx, id, edit)
  const set = {
    ...fields,
    ...(fields.email && { email: fields.email.trim().toLowerCase() }),
    ...(onlyProvider !== undefined && { only_provider: onlyProvider }),
    ...(password && { password_hash: await hashPassword(password) }),
  }
  await ctx.record({ type: 'agent.edited', agentId: id }, async () => {
    if (Object.keys(set).length) await ctx.db.updateTable('agents').set(set).where('id', '=', id).execute()
    if (memberships) await setMemberships(ctx, id, memberships)
    if (password) await endSessionsOf(ctx, id)
    await demandFactors(ctx, id)
    if (fields.active === false) await leave(ctx, id, heirId ?? null)
  })
}

/** What follows for the agent's tickets is a reaction (tickets/leaving.ts). */
const leave = (ctx: Context, agentId: number, heirId: number | null) =>
  ctx.record({ type: 'agent.left', agentId, heirId }, () => closeDoorsOf(ctx, agentId))

async function requireHeir({ db }: Context, id: number, { heirId, active }: Edit) {
  if (!heirId) return
  const heir = await db.selectFrom('agents').select('active').where('id', '=', heirId).executeTakeFirst()
  if (active !== false || heirId === id || !heir?.active) throw invalid('heirId', 'no_such')
}

/** Otherwise the agent could come in by no door at all. */
async function requireIdentity({ db }: Context, id: number) {
  if (!(await db.selectFrom('identities').select('id').where('agent_id', '=', id).limit(1).executeTakeFirst()))
    throw invalid('onlyProvider', 'no_identity')
}

export async function editMyself(ctx: Context, edit: Static<(typeof editMe)['body']>) {
  requireZone(edit.zone)
  if (!Object.keys(edit).length) return
  await ctx.record({ type: 'agent.edited', agentId: ctx.actor.id! }, () =>
    ctx.db.updateTable('agents').set(edit).where('id', '=', ctx.actor.id!).execute(),
  )
}

export async function changeMyPassword(ctx: Context, current: string, next: string) {
  const agent = await ctx.db
    .selectFrom('agents')
    .select('password_hash')
    .where('id', '=', ctx.actor.id!)
    .executeTakeFirstOrThrow()
  if (!(await passwordMatches(current, agent.password_hash))) throw invalid('current', 'wrong_password')
  const password_hash = await hashPassword(next)
  await ctx.record({ type: 'agent.edited', agentId: ctx.actor.id! }, async () => {
    await ctx.db.updateTable('agents').set({ password_hash }).where('id', '=', ctx.actor.id!).execute()
    await endSessionsOf(ctx, ctx.actor.id!, ctx.actor.sessionId)
  })
}

/** Writes only what differs, so that the record shows the memberships that really changed. */
async function setMemberships(ctx: Context, agentId: number, wanted: NonNullable<New['memberships']>) {
  const held = await ctx.db
    .selectFrom('memberships')
    .select(['group_id', 'right'])
    .where('agent_id', '=', agentId)
    .execute()
  const groups = await ctx.db.selectFrom('groups').select('id').execute()
  for (const { groupId } of wanted)
    if (!groups.some(({ id }) => id === groupId)) throw invalid('memberships', 'no_such_group', { id: groupId })
  const gone = held.filter(({ group_id }) => !wanted.some(({ groupId }) => groupId === group_id))
  for (const { group_id } of gone)
    await ctx.record({ type: 'membership.changed', agentId, groupId: group_id, right: null }, () =>
      ctx.db.deleteFrom('memberships').where('agent_id', '=', agentId).where('group_id', '=', group_id).execute(),
    )
  for (const { groupId, right } of wanted.filter(
    (w) => !held.some((h) => h.group_id === w.groupId && h.right === w.right),
  ))
    await ctx.record({ type: 'membership.changed', agentId, groupId, right }, () =>
      ctx.db
        .insertInto('memberships')
        .values({ agent_id: agentId, group_id: groupId, right })
        .onConflict((conflict) => conflict.columns(['agent_id', 'group_id']).doUpdateSet({ right }))
        .execute(),
    )
}

/**
 * A desk without an active admin could never be administered again; nor one whose admins all hang on a provider that may be down: one at
 * least keeps a password.
 */
async function keepAnAdmin(ctx: Context, agent: { id: number; role: string }, edit: Edit) {
  const leaves = edit.active === false || (edit.role && edit.role !== 'admin') || edit.onlyProvider
  if (agent.role !== 'admin' || !leaves) return
  const others = await ctx.db
    .selectFrom('agents')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .where('only_provider', '=', false)
    .where('password_hash', 'is not', null)
    .where('id', '!=', agent.id)
    .forNoKeyUpdate()
    .execute()
  if (!others.length) throw new Refusal(422, edit.onlyProvider ? 'last_password_admin' : 'last_admin')
}

async function lockAgent({ db }: Context, id: number) {
  const agent = await db
    .selectFrom('agents')
    .select(['id', 'email', 'role', 'active', 'password_hash'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!agent) throw notFound()
  return agent
}

async function requireFreeEmail({ db }: Context, email: string) {
  if (await db.selectFrom('agents').select('id').where('email', '=', email).executeTakeFirst())
    throw invalid('email', 'taken')
}

function requireZone(zone: string | null | undefined) {
  if (zone !== null && zone !== undefined && !zoneNamed(zone)) throw invalid('zone', 'zone')
}
