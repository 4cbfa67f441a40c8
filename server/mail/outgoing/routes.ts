import type { FastifyInstance } from 'fastify'
import { idCursor } from '../../platform/cursor.ts'
import { serve } from '../../platform/http.ts'
import * as contract from './contract.ts'
import { draftOf } from './drafting.ts'
import { openingNoticeOf, solvedNoticeOf } from './foreseeing.ts'
import { confirmAs } from './notices.ts'
import { completenessFor, updateFor } from './proposing.ts'
import { delivery, outgoingMails } from './queries.ts'
import { retryAs } from './retrying.ts'

export function outgoingRoutes(app: FastifyInstance) {
  serve(app, contract.mailDraft, (ctx, { params, query }) => draftOf(ctx, params.id, query))
  serve(app, contract.updateDraft, (ctx, { params }) => updateFor(ctx, params.id))
  serve(app, contract.confirmByHand, async (ctx, { params }) => ({ interactionId: await confirmAs(ctx, params.id) }))
  serve(app, contract.completeness, (ctx, { params }) => completenessFor(ctx, params.id))
  serve(app, contract.solvedNotice, (ctx, { params }) => solvedNoticeOf(ctx, params.id))
  serve(app, contract.openingNotice, (ctx, { query }) => openingNoticeOf(ctx, query))
  serve(app, contract.listOutgoing, (ctx, { query }) =>
    outgoingMails(ctx, query, query.limit ?? 50, idCursor(query.cursor)),
  )
  serve(app, contract.retryOutgoing, async (ctx, { params }) => {
    await retryAs(ctx, params.id)
    return delivery(ctx, params.id)
  })
}
