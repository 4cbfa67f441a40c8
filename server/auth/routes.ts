import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Refusal } from '../platform/errors.ts'
import { serve, serveAfter, whoAsks } from '../platform/http.ts'
import { companySettings } from '../platform/settings.ts'
import { changeMyPassword, createAgentAs, editAgentAs, editMyself, touchesDoor } from './agents.ts'
import { requireFresh, requireFreshInBrowser } from './confirming.ts'
import * as contract from './contract.ts'
import { doorRoutes } from './doors.routes.ts'
import { passSecondFactor } from './factors.ts'
import { createGroupAs, editGroupAs } from './groups.ts'
import { COOKIE } from './identify.ts'
import { providerRoutes } from './providers.routes.ts'
import { agent, agents, group, groups, mySessions, tokens } from './queries.ts'
import { checkPassword, endSession, forgetFailures, startSession } from './sessions.ts'
import { brake } from './throttle.ts'
import { createTokenFor, revokeTokenAs } from './tokens.ts'

export function authRoutes(app: FastifyInstance) {
  sessionRoutes(app)
  serve(app, contract.me, (ctx) => myself(ctx))
  serve(app, contract.editMe, async (ctx, { body }) => {
    await editMyself(ctx, body)
    return myself(ctx)
  })
  serveAfter(
    app,
    contract.changePassword,
    async ({ request }) => {
      const { id } = await whoAsks(app, request, contract.changePassword)
      await brake(app.desk.db, `password:${id}`, 10, 15 * 60)
    },
    async (ctx, { body }) => {
      await changeMyPassword(ctx, body.current, body.next)
      return {}
    },
  )
  serve(app, contract.listAgents, async (ctx) => ({ items: await agents(ctx), nextCursor: null }))
  serve(app, contract.createAgent, async (ctx, { body }) => {
    if (body.password !== undefined || body.role === 'admin') requireFreshInBrowser(ctx)
    return agent(ctx, await createAgentAs(ctx, body))
  })
  serve(app, contract.editAgent, async (ctx, { params, body }) => {
    if (await touchesDoor(ctx, params.id, body)) requireFresh(ctx)
    await editAgentAs(ctx, params.id, body)
    return agent(ctx, params.id)
  })
  serve(app, contract.listGroups, async (ctx) => ({ items: await groups(ctx), nextCursor: null }))
  serve(app, contract.createGroup, async (ctx, { body }) => group(ctx, await createGroupAs(ctx, body)))
  serve(app, contract.editGroup, async (ctx, { params, body }) => {
    await editGroupAs(ctx, params.id, body)
    return group(ctx, params.id)
  })
  tokenRoutes(app)
  doorRoutes(app)
  providerRoutes(app)
}

function sessionRoutes(app: FastifyInstance) {
  serveAfter(
    app,
    contract.signIn,
    async ({ body, request }) => {
      const agentId = await checkPassword(app.desk.db, body.email, body.password, request.ip)
      if (body.code) await brake(app.desk.db, `sign-in:code:${agentId}`, 5, 15 * 60)
      return agentId
    },
    async (ctx, { prepared: agentId, body, request, reply }) => {
      await passSecondFactor(ctx, agentId, body.code)
      await startSession(ctx, agentId, { request, reply })
      await forgetFailures(ctx, agentId, body.email, request.ip)
      return {}
    },
  )
  serve(app, contract.signOut, async (ctx, { reply }) => {
    await endSession(ctx, ctx.actor.sessionId!)
    reply.clearCookie(COOKIE, { path: '/' })
    return {}
  })
  serve(app, contract.listSessions, async (ctx) => ({ items: await mySessions(ctx), nextCursor: null }))
  serve(app, contract.endSession, async (ctx, { params }) => {
    await endSession(ctx, params.id)
    return {}
  })
}

function tokenRoutes(app: FastifyInstance) {
  serve(app, contract.listTokens, async (ctx) => ({ items: await tokens(ctx), nextCursor: null }))
  serve(app, contract.createToken, (ctx, { body }) => {
    if (ctx.actor.confined) throw new Refusal(403, 'second_factor_due')
    requireFresh(ctx)
    const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
    return createTokenFor(ctx, { ...body, agentId: ctx.actor.id!, expiresAt })
  })
  serve(app, contract.revokeToken, async (ctx, { params }) => {
    await revokeTokenAs(ctx, params.id)
    return {}
  })
}

async function myself(ctx: Context) {
  const { name, email, role, language, zone, memberships } = await agent(ctx, ctx.actor.id!)
  const company = await companySettings(ctx)
  return {
    ...{ id: ctx.actor.id!, name, email, role, language },
    zone: zone ?? company.zone,
    rights: memberships,
    enrolBy: await enrolBy(ctx),
    confined: ctx.actor.confined ?? false,
    company: { name: company.name, zone: company.zone, logo: company.logo },
  }
}

const enrolBy = async ({ db, actor }: Context) =>
  (await db.selectFrom('agents').select('enrol_by').where('id', '=', actor.id!).executeTakeFirstOrThrow()).enrol_by
