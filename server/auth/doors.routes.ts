import type { FastifyInstance } from 'fastify'
import { forbidden } from '../platform/errors.ts'
import { serve, serveAfter, whoAsks } from '../platform/http.ts'
import { requireAdmin } from './access.ts'
import { confirmByPassword, confirmSession, requireFresh, requireFreshInBrowser } from './confirming.ts'
import * as doors from './doors.contract.ts'
import { agentDoors, myDoors, waysIn } from './doors.queries.ts'
import * as contract from './factors.contract.ts'
import * as factors from './factors.ts'
import { inviteAs, makeLinkFor, readLinkAs, revokeLinkOf, useLinkAs } from './links.ts'
import * as passkeys from './passkeys.ts'
import { startSession } from './sessions.ts'
import { brake } from './throttle.ts'

const MINUTES_15 = 15 * 60

/** The other ways in: links, second factors, passkeys. What changes how somebody comes in asks for the person again (requireFresh). */
export function doorRoutes(app: FastifyInstance) {
  serve(app, doors.signInWays, (ctx) => waysIn(ctx))
  serve(app, contract.myDoors, (ctx) => myDoors(ctx))
  serveAfter(
    app,
    doors.confirmMyself,
    async ({ request }) => {
      const { id } = await whoAsks(app, request, doors.confirmMyself)
      await brake(app.desk.db, `confirm:${id}`, 10, MINUTES_15)
    },
    async (ctx, { body }) => {
      await confirmByPassword(ctx, body)
      return {}
    },
  )
  linkRoutes(app)
  totpRoutes(app)
  passkeyRoutes(app)
}

function linkRoutes(app: FastifyInstance) {
  serve(app, doors.inviteAgent, (ctx, { body }) => {
    requireFreshInBrowser(ctx)
    return inviteAs(ctx, body)
  })
  serve(app, doors.makeAgentLink, (ctx, { params }) => {
    requireAdmin(ctx.actor)
    requireFresh(ctx)
    return makeLinkFor(ctx, params.id)
  })
  serve(app, doors.revokeAgentLink, async (ctx, { params }) => {
    await revokeLinkOf(ctx, params.id)
    return {}
  })
  serve(app, doors.listAgentDoors, async (ctx) => ({ items: await agentDoors(ctx), nextCursor: null }))
  serve(app, doors.resetFactors, async (ctx, { params }) => {
    requireAdmin(ctx.actor)
    requireFresh(ctx)
    await factors.resetFactorsOf(ctx, params.id)
    return {}
  })
  const slow = ({ request }: { request: { ip: string } }) =>
    brake(app.desk.db, `link:address:${request.ip}`, 30, MINUTES_15)
  serveAfter(app, doors.readLink, slow, (ctx, { body }) => readLinkAs(ctx, body.token))
  serveAfter(app, doors.useLink, slow, async (ctx, { body, request, reply }) => {
    const { agentId, needsFactor } = await useLinkAs(ctx, body)
    if (!needsFactor) await startSession(ctx, agentId, { request, reply }, 'link')
    return { signedIn: !needsFactor }
  })
}

function totpRoutes(app: FastifyInstance) {
  serve(app, contract.startTotp, (ctx) => {
    requireFresh(ctx)
    return factors.startTotpAs(ctx)
  })
  serveAfter(
    app,
    contract.confirmTotp,
    async ({ request }) => {
      const { id } = await whoAsks(app, request, contract.confirmTotp, requireFresh)
      await brake(app.desk.db, `confirm:${id}`, 10, MINUTES_15)
    },
    async (ctx, { params, body }) => ({ recoveryCodes: await factors.confirmTotpAs(ctx, params.id, body.code) }),
  )
  serve(app, contract.removeTotp, async (ctx) => {
    requireFresh(ctx)
    await factors.removeTotpAs(ctx)
    return {}
  })
  serve(app, contract.makeRecoveryCodes, async (ctx) => {
    requireFresh(ctx)
    return { recoveryCodes: await factors.makeRecoveryCodesAs(ctx) }
  })
}

function passkeyRoutes(app: FastifyInstance) {
  const { db } = app.desk
  serve(app, contract.passkeyOptions, (ctx) => {
    requireFresh(ctx)
    return passkeys.passkeyOptionsFor(ctx)
  })
  serveAfter(
    app,
    contract.addPasskey,
    ({ body }) => passkeys.takePasskeyChallenge(db, 'passkey_new', body.credential),
    (ctx, { body, prepared: challenge }) => {
      requireFresh(ctx)
      return passkeys.addPasskeyAs(ctx, body.name, body.credential, challenge)
    },
  )
  serve(app, contract.renamePasskey, async (ctx, { params, body }) => {
    await passkeys.renamePasskeyAs(ctx, params.id, body.name)
    return {}
  })
  serve(app, contract.removePasskey, async (ctx, { params }) => {
    requireFresh(ctx)
    await passkeys.removePasskeyAs(ctx, params.id)
    return {}
  })
  serveAfter(
    app,
    contract.passkeySignInOptions,
    ({ request }) => brake(db, `passkey:address:${request.ip}`, 100, MINUTES_15),
    (ctx) => passkeys.signInOptions(ctx),
  )
  serveAfter(
    app,
    contract.signInWithPasskey,
    async ({ body, request }) => {
      await brake(db, `sign-in:address:${request.ip}`, 50, MINUTES_15)
      return passkeys.takePasskeyChallenge(db, 'passkey', body.credential)
    },
    async (ctx, { body, prepared: challenge, request, reply }) => {
      const agentId = await passkeys.agentByPasskey(ctx, body.credential, challenge)
      await startSession(ctx, agentId, { request, reply }, 'passkey')
      return {}
    },
  )
  serveAfter(
    app,
    contract.confirmWithPasskey,
    ({ body }) => passkeys.takePasskeyChallenge(db, 'passkey', body.credential),
    async (ctx, { body, prepared: challenge }) => {
      if ((await passkeys.agentByPasskey(ctx, body.credential, challenge, 422)) !== ctx.actor.id)
        throw forbidden('not_yours')
      await confirmSession(ctx)
      return {}
    },
  )
}
