import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http.ts'
import * as contract from './contract.ts'
import { resetTemplateAs, saveTemplateAs, templates } from './templates.ts'
import { previewOf, sendTestAs } from './trying.ts'

export function templateRoutes(app: FastifyInstance) {
  serve(app, contract.listTemplates, async (ctx) => ({ items: await templates(ctx), nextCursor: null }))
  serve(app, contract.saveTemplate, (ctx, { params, body }) => saveTemplateAs(ctx, params, body))
  serve(app, contract.resetTemplate, (ctx, { params }) => resetTemplateAs(ctx, params))
  serve(app, contract.previewTemplate, (ctx, { body }) => previewOf(ctx, body))
  serve(app, contract.testTemplate, async (ctx, { body }) => {
    await sendTestAs(ctx, body)
    return {}
  })
}
