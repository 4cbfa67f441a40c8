import type { FastifyInstance } from 'fastify'
import { brake } from '../auth/throttle.ts'
import { serve } from '../platform/http.ts'
import { companySettings } from '../platform/settings.ts'
import { editCompanyAs } from './company.ts'
import { editCompany, getCompany, getSetup, setUp } from './contract.ts'
import { setUpAs, setupNeeded } from './setting-up.ts'

export function adminRoutes(app: FastifyInstance) {
  serve(app, getCompany, (ctx) => companySettings(ctx))
  serve(app, editCompany, (ctx, { body }) => editCompanyAs(ctx, body))
  serve(app, getSetup, async (ctx) => ({ needed: await setupNeeded(ctx) }))
  serve(app, setUp, async (ctx, { body, request }) => {
    await brake(app.desk.db, `set-up:${request.ip}`, 10, 15 * 60)
    await setUpAs(ctx, body)
    return {}
  })
}
