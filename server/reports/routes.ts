import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import { getTeam } from './contract.ts'
import { team } from './team.queries.ts'

export function reportRoutes(app: FastifyInstance) {
  serve(app, getTeam, (ctx, { query }) => team(ctx, query.groupId))
}
