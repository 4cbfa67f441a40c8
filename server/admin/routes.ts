import type { FastifyInstance } from 'fastify'
import { requireAdmin } from '../auth/access.ts'
import { requireFresh } from '../auth/confirming.ts'
import { securitySettings } from '../auth/demanding.ts'
import { brake } from '../auth/throttle.ts'
import { Refusal } from '../platform/errors.ts'
import { serve, serveAfter } from '../platform/http.ts'
import { companySettings, mailSettings } from '../platform/settings.ts'
import { holidaysOf } from '../sla/holidays.ts'
import { priorities } from '../tickets/priority-names.ts'
import { editCompanyAs, saveSetting } from './company.ts'
import {
  checkSetupKey,
  editCompany,
  editMailLimits,
  editSecurity,
  getCompany,
  getMailLimits,
  getSecurity,
  getSetup,
  listSettingChanges,
  setLogo,
  setUp,
} from './contract.ts'
import { logoRoute, setLogoAs } from './logo.ts'
import { listPriorities, namePriorities } from './priorities.contract.ts'
import { namePrioritiesAs } from './priorities.ts'
import { settingChanges } from './record.queries.ts'
import { editSecurityAs } from './security.ts'
import { requireSetupKey, setUpAs, setupNeeded } from './setting-up.ts'

export function adminRoutes(app: FastifyInstance) {
  serve(app, getCompany, (ctx) => companySettings(ctx))
  serve(app, editCompany, (ctx, { body }) => editCompanyAs(ctx, body))
  serve(app, setLogo, (ctx, { body }) => setLogoAs(ctx, body.picture))
  logoRoute(app)
  serve(app, listSettingChanges, (ctx, { query }) => settingChanges(ctx, query))
  serve(app, getMailLimits, (ctx) => mailSettings(ctx))
  serve(app, editMailLimits, async (ctx, { body }) => {
    await saveSetting(ctx, 'mail', async () => ({ ...(await mailSettings(ctx)), ...body }))
    return mailSettings(ctx)
  })
  serve(app, listPriorities, async (ctx) => ({ items: await priorities(ctx), nextCursor: null }))
  serve(app, namePriorities, async (ctx, { body }) => ({ items: await namePrioritiesAs(ctx, body), nextCursor: null }))
  serve(app, getSecurity, (ctx) => securitySettings(ctx))
  serve(app, editSecurity, (ctx, { body }) => {
    requireAdmin(ctx.actor)
    requireFresh(ctx)
    return editSecurityAs(ctx, body)
  })
  serve(app, getSetup, async (ctx) => ({ needed: await setupNeeded(ctx), countries: holidaysOf(undefined).countries }))
  const slowly = ({ request }: { request: { ip: string } }) => brake(app.desk.db, `set-up:${request.ip}`, 10, 15 * 60)
  serveAfter(app, checkSetupKey, slowly, async (ctx, { body }) => {
    if (!(await setupNeeded(ctx))) throw new Refusal(409, 'set_up_already')
    requireSetupKey(ctx, body.key)
    return {}
  })
  serveAfter(app, setUp, slowly, async (ctx, { body }) => {
    await setUpAs(ctx, body)
    return {}
  })
}
