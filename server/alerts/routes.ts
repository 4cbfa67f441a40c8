import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import { markRead } from './alerts.ts'
import { listAlerts, readAlerts } from './contract.ts'
import { myAlerts } from './queries.ts'

export function alertRoutes(app: FastifyInstance) {
  serve(app, listAlerts, (ctx, { query }) =>
    myAlerts(ctx, query.limit ?? 50, query.cursor ? Number(query.cursor) || 0 : null),
  )
  serve(app, readAlerts, async (ctx, { body }) => {
    await markRead(ctx, body.upTo)
    return {}
  })
}
