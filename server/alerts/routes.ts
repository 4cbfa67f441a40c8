import type { FastifyInstance } from 'fastify'
import { idCursor } from '../platform/cursor.ts'
import { serve } from '../platform/http.ts'
import { markRead } from './alerts.ts'
import { listAlerts, readAlerts } from './contract.ts'
import { myAlerts } from './queries.ts'

export function alertRoutes(app: FastifyInstance) {
  serve(app, listAlerts, (ctx, { query }) => myAlerts(ctx, query.limit ?? 50, idCursor(query.cursor)))
  serve(app, readAlerts, async (ctx, { body }) => {
    await markRead(ctx, body)
    return {}
  })
}
