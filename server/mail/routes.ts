import type { FastifyInstance } from 'fastify'
import { serve } from '../platform/http.ts'
import { connectionRoutes } from './connections.routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import * as boxes from './mailboxes.contract.ts'
import { mailbox, mailboxes } from './mailboxes.queries.ts'
import { createMailboxAs, editMailboxAs } from './mailboxes.ts'
import { showingMailRoutes } from './showing/routes.ts'

export function mailRoutes(app: FastifyInstance) {
  intakeRoutes(app)
  connectionRoutes(app)
  showingMailRoutes(app)
  serve(app, boxes.listMailboxes, async (ctx) => ({ items: await mailboxes(ctx), nextCursor: null }))
  serve(app, boxes.createMailbox, async (ctx, { body }) => mailbox(ctx, await createMailboxAs(ctx, body)))
  serve(app, boxes.editMailbox, async (ctx, { params, body }) => {
    await editMailboxAs(ctx, params.id, body)
    return mailbox(ctx, params.id)
  })
}
