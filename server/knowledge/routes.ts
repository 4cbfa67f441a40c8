import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import * as contract from './contract.ts'
import { likelySolutions } from './queries.ts'

export function knowledgeRoutes(app: FastifyInstance) {
  serve(app, contract.likelySolutions, async (ctx, { query }) => ({
    items: await likelySolutions(ctx, query.q ?? '', query.categoryId),
  }))
}
