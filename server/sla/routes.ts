import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import { calendar, calendars, createCalendarAs, editCalendarAs, previewAs, removeCalendarAs } from './calendar-admin.ts'
import * as contract from './contract.ts'
import { holidaysOf } from './holidays.ts'
import { createPolicyAs, editPolicyAs, policies, policy } from './policy-admin.ts'

export function slaRoutes(app: FastifyInstance) {
  serve(app, contract.listCalendars, async (ctx) => ({ items: await calendars(ctx), nextCursor: null }))
  serve(app, contract.createCalendar, async (ctx, { body }) => calendar(ctx, await createCalendarAs(ctx, body)))
  serve(app, contract.editCalendar, async (ctx, { params, body }) => {
    await editCalendarAs(ctx, params.id, body)
    return calendar(ctx, params.id)
  })
  serve(app, contract.removeCalendar, async (ctx, { params }) => {
    await removeCalendarAs(ctx, params.id)
    return {}
  })
  serve(app, contract.previewCalendar, async (ctx, { body }) => previewAs(ctx, body))
  serve(app, contract.listHolidays, async (_ctx, { query }) => holidaysOf(query.country, query.region))
  serve(app, contract.listPolicies, async (ctx) => ({ items: await policies(ctx), nextCursor: null }))
  serve(app, contract.createPolicy, async (ctx, { body }) => policy(ctx, await createPolicyAs(ctx, body)))
  serve(app, contract.editPolicy, async (ctx, { params, body }) => {
    await editPolicyAs(ctx, params.id, body)
    return policy(ctx, params.id)
  })
}
