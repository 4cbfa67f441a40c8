import type { FastifyInstance } from 'fastify'
import { requireAdmin } from '../auth/access.ts'
import { requireFresh } from '../auth/confirming.ts'
import { securitySettings } from '../auth/demanding.ts'
import { brake } from '../auth/throttle.ts'
import { serve, serveAfter } from '../platform/http.ts'
import { companySettings } from '../platform/settings.ts'
import { editCompanyAs } from './company.ts'
import { editCompany, editSecurity, getCompany, getSecurity, getSetup, setUp } from './contract.ts'
import { editSecurityAs } from './security.ts'
import { setUpAs, setupNeeded } from './setting-up.ts'

export function adminRoutes(app: FastifyInstance) {
  serve(app, getCompany, (ctx) => companySettings(ctx))
  serve(app, editCompany, (ctx, { body }) => editCompanyAs(ctx, body))
  serve(app, getSecurity, (ctx) => securitySettings(ctx))
  serve(app, editSecurity, (ctx, { body }) => {
    requireAdmin(ctx.actor)
    requireFresh(ctx)
    return editSecurityAs(ctx, body)
  })
  serve(app, getSetup, async (ctx) => ({ needed: await setupNeeded(ctx) }))
  serveAfter(
    app,
    setUp,
    ({ request }) => brake(app.desk.db, `set-up:${request.ip}`, 10, 15 * 60),
    async (ctx, { body }) => {
      await setUpAs(ctx, body)
      return {}
    },
  )
}
