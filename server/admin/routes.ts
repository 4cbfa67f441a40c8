import type { FastifyInstance } from 'fastify'
import { brake } from '../auth/throttle.ts'
import { serve, serveAfter } from '../platform/http.ts'
import { companySettings } from '../platform/settings.ts'
import { editCompanyAs } from './company.ts'
import { editCompany, getCompany, getSetup, setUp } from './contract.ts'
import { setUpAs, setupNeeded } from './setting-up.ts'

export function adminRoutes(app: FastifyInstance) {
  serve(app, getCompany, (ctx) => companySettings(ctx))
  serve(app, editCompany, (ctx, { body }) => editCompanyAs(ctx, body))
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
