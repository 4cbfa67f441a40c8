import type { FastifyInstance } from 'fastify'
import { filesFolder } from '../../conversations/files.ts'
import { serve, serveAfter } from '../../platform/http.ts'
import { original } from '../intake/ledger.queries.ts'
import * as contract from './contract.ts'
import { forwardedOn } from './forwarded.queries.ts'
import { authenticationOf, fileNamed } from './queries.ts'
import { enclosedIn, headIn, invitationAt } from './showing.ts'

/** Who asks, and for what, is decided first; a mail is read while no transaction is open, for that takes as long as it takes. */
export function showingMailRoutes(app: FastifyInstance) {
  const folder = filesFolder(app.desk.config.dataDir)
  serve(app, contract.readForwarded, async (ctx, { params }) => ({ forwarded: await forwardedOn(ctx, params.id) }))
  serveAfter(
    app,
    contract.readHead,
    async ({ params: { id }, request }) => {
      const asked = await app.inTransaction(request, contract.readHead, async (ctx) => ({
        mail: await original(ctx, id),
        authentication: await authenticationOf(ctx, id),
      }))
      return { ...(await headIn(folder, asked.mail)), authentication: asked.authentication }
    },
    async (_ctx, { prepared }) => prepared,
  )
  serveAfter(
    app,
    contract.readEnclosed,
    async ({ params: { token }, request }) =>
      enclosedIn(folder, await app.inTransaction(request, contract.readEnclosed, (ctx) => fileNamed(ctx, token, MAIL))),
    async (_ctx, { prepared }) => prepared,
  )
  serveAfter(
    app,
    contract.readInvitation,
    async ({ params: { token }, request }) =>
      invitationAt(
        folder,
        await app.inTransaction(request, contract.readInvitation, (ctx) => fileNamed(ctx, token, CALENDAR)),
      ),
    async (_ctx, { prepared }) => prepared,
  )
}

/** What a file says it is, by its type or its name. */
const MAIL = { types: ['message/rfc822'], ending: '.eml' }
const CALENDAR = { types: ['text/calendar', 'application/ics'], ending: '.ics' }
