import type { FastifyInstance } from 'fastify'
import { idCursor } from '../platform/cursor.ts'
import { serve } from '../platform/http.ts'
import { openTicket } from '../tickets/contract.ts'
import { settled } from '../tickets/routes.ts'
import { callRoutes } from './calls.routes.ts'
import * as contract from './contract.ts'
import { draftAt, forgetDraft, keepDraft } from './drafts.ts'
import { fileRoutes } from './files.ts'
import { addInteractionAs } from './interactions.ts'
import { addToLibrary, listLibrary, removeFromLibrary } from './library.contract.ts'
import { library, libraryFile } from './library.queries.ts'
import { addToLibraryAs, removeFromLibraryAs } from './library.ts'
import { openTicketAs } from './opening.ts'
import { previewRoute } from './previewing.ts'
import { interaction, interactions } from './queries.ts'
import { showingRoutes } from './showing.ts'
import { moveInteractionAs, splitTicketAs } from './splitting.ts'

export function conversationRoutes(app: FastifyInstance) {
  serve(app, openTicket, async (ctx, { body }) => settled(ctx, await openTicketAs(ctx, body)))
  serve(app, contract.listInteractions, (ctx, { params, query }) =>
    interactions(ctx, params.id, query.limit ?? 200, idCursor(query.cursor) ?? 0),
  )
  serve(app, contract.addInteraction, async (ctx, { params, body }) => {
    const said = await addInteractionAs(ctx, params.id, body)
    const reply = [interaction(ctx, said.interactionId), settled(ctx, said.shownId)] as const
    const [words, ticket] = await Promise.all(reply)
    return { interaction: words, ticket }
  })
  serve(app, contract.moveInteraction, async (ctx, { params, body }) =>
    settled(ctx, await moveInteractionAs(ctx, params.id, body)),
  )
  serve(app, contract.splitTicket, async (ctx, { params, body }) =>
    settled(ctx, await splitTicketAs(ctx, params.id, body)),
  )
  serve(app, contract.saveDraft, async (ctx, { params, body }) => {
    const { draft, ...known } = body
    await (draft ? keepDraft(ctx, params.place, draft, known) : forgetDraft(ctx, params.place, known))
    return {}
  })
  serve(app, contract.getDraft, (ctx, { params }) => draftAt(ctx, params.place))
  serve(app, listLibrary, async (ctx) => ({ items: await library(ctx) }))
  serve(app, addToLibrary, async (ctx, { body }) => libraryFile(ctx, await addToLibraryAs(ctx, body)))
  serve(app, removeFromLibrary, async (ctx, { params }) => {
    await removeFromLibraryAs(ctx, params.id)
    return {}
  })
  callRoutes(app)
  fileRoutes(app)
  previewRoute(app)
  showingRoutes(app)
}
