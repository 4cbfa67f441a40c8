import type { FastifyInstance } from 'fastify'
import { idCursor } from '../platform/cursor.ts'
import { serve } from '../platform/http.ts'
import * as contract from './calls.contract.ts'
import { callFigures, callForReply, callRecord, calls, missedCalls } from './calls.queries.ts'
import { keepCallAs, startCallAs } from './calls.ts'
import { endCallAs } from './ending-calls.ts'
import { callScript, listScripts, previewScript, saveScript } from './scripts.contract.ts'
import { scriptOfCall, scripts } from './scripts.queries.ts'
import { previewScriptAs, saveScriptAs } from './scripts.ts'

export function callRoutes(app: FastifyInstance) {
  serve(app, contract.listCalls, (ctx, { query }) => calls(ctx, query, query.limit ?? 50, idCursor(query.cursor)))
  serve(app, contract.listMissedCalls, async (ctx) => ({ items: await missedCalls(ctx), nextCursor: null }))
  serve(app, contract.startCall, async (ctx, { body }) => callForReply(ctx, await startCallAs(ctx, body)))
  serve(app, contract.getCall, (ctx, { params }) => callRecord(ctx, params.id))
  serve(app, contract.keepCall, async (ctx, { params, body }) => {
    await keepCallAs(ctx, params.id, body)
    return callForReply(ctx, params.id)
  })
  serve(app, contract.endCall, async (ctx, { params, body }) => {
    await endCallAs(ctx, params.id, body)
    return callForReply(ctx, params.id)
  })
  serve(app, contract.countCalls, async (ctx, { query }) => ({
    items: await callFigures(ctx, query.since, query.groupId),
  }))
  serve(app, callScript, (ctx, { params }) => scriptOfCall(ctx, params.id))
  serve(app, listScripts, (ctx) => scripts(ctx))
  serve(app, saveScript, async (ctx, { body }) => {
    await saveScriptAs(ctx, body)
    return {}
  })
  serve(app, previewScript, (ctx, { body }) => previewScriptAs(ctx, body))
}
