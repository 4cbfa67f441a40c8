import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { Refusal } from '../platform/errors.ts'
import { serve, serveAfter, whoAsks } from '../platform/http.ts'
import { requireAdmin } from './access.ts'
import { confirmSession, requireFresh } from './confirming.ts'
import * as contract from './providers.contract.ts'
import { checkIssuer, createProviderAs, editProviderAs, provider, providers, redirectUri } from './providers.ts'
import { startSession } from './sessions.ts'
import { brake } from './throttle.ts'
import * as visiting from './visiting.ts'

const MINUTES_15 = 15 * 60

/** Sign-in by the company's identity server: set up by admins, used at the door, linked by each agent. */
export function providerRoutes(app: FastifyInstance) {
  const { desk } = app
  serve(app, contract.listProviders, async (ctx) => ({
    items: await providers(ctx),
    nextCursor: null,
    redirectUri: redirectUri(ctx.config),
  }))
  serveAfter(
    app,
    contract.createProvider,
    async ({ body, request }) => {
      await whoAsks(app, request, contract.createProvider, requireFreshAdmin)
      await checkIssuer(desk.config, body.issuer)
    },
    async (ctx, { body }) => {
      requireFreshAdmin(ctx)
      return provider(ctx, await createProviderAs(ctx, body))
    },
  )
  serveAfter(
    app,
    contract.editProvider,
    async ({ body, request }) => {
      await whoAsks(app, request, contract.editProvider, requireFreshAdmin)
      await checkIssuer(desk.config, body.issuer)
    },
    async (ctx, { params, body }) => {
      requireFreshAdmin(ctx)
      await editProviderAs(ctx, params.id, body)
      return provider(ctx, params.id)
    },
  )
  serve(app, contract.linkAgentIdentity, async (ctx, { params, body }) => {
    requireFreshAdmin(ctx)
    await visiting.linkAgentAs(ctx, params.id, body.providerId, body.subject)
    return {}
  })

  serveAfter(
    app,
    contract.visitProvider,
    async ({ params, body, request }) => {
      await brake(desk.db, `sign-in:address:${request.ip}`, 50, MINUTES_15)
      return visiting.planVisit(desk, params.id, 'sign_in', body.back)
    },
    (ctx, { prepared: visit, reply }) => visiting.leaveFor(ctx, visit, reply),
  )
  serveAfter(
    app,
    contract.linkIdentity,
    async ({ body: { providerId, purpose }, request }) => {
      const { id } = await whoAsks(app, request, contract.linkIdentity, purpose === 'link' ? requireFresh : undefined)
      await brake(desk.db, `confirm:${id}`, 20, MINUTES_15)
      return visiting.planVisit(desk, providerId, purpose)
    },
    (ctx, { prepared: visit, reply }) => visiting.leaveFor(ctx, visit, reply),
  )
  serve(app, contract.unlinkIdentity, async (ctx, { params }) => {
    requireFresh(ctx)
    await visiting.unlinkMineAs(ctx, params.id)
    return {}
  })
  serveAfter(
    app,
    contract.returnFromProvider,
    async ({ body, request }) => {
      await brake(desk.db, `sign-in:address:${request.ip}`, 50, MINUTES_15)
      return visiting.hearReturn(desk, request, body.query)
    },
    async (ctx, { prepared: heard, request, reply }) => {
      const { purpose, back } = heard.visit.detail as { purpose: 'sign_in' | 'link' | 'confirm'; back: string | null }
      if (purpose === 'link') await visiting.linkByReturn(ctx, heard)
      else {
        const agentId = await visiting.agentByIdentity(ctx, heard)
        if (purpose === 'sign_in')
          await startSession(ctx, agentId, { request, reply }, 'provider', heard.told.shownAt ?? ctx.now)
        else if (agentId === ctx.actor.id && heard.visit.session_id === ctx.actor.sessionId) {
          visiting.requireAskedNow(ctx, heard)
          await confirmSession(ctx)
        } else throw new Refusal(403, 'provider_refused')
      }
      return { purpose, back }
    },
  )
}

function requireFreshAdmin(ctx: Context) {
  requireAdmin(ctx.actor)
  requireFresh(ctx)
}
