import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Endpoint } from '../platform/contract.ts'
import { serveAfter } from '../platform/http.ts'
import { tryMailbox } from './connections.ts'
import * as boxes from './mailboxes.contract.ts'
import { mailbox } from './mailboxes.queries.ts'
import { connectAs, hearReturn, leave, planConnecting } from './oauth/connecting.ts'
import * as oauth from './oauth/contract.ts'

/** Routes that speak with the outside world: first who may, then outside, while no transaction is open, then what came of it. */
export function connectionRoutes(app: FastifyInstance) {
  const { desk } = app
  const first = <T>(request: FastifyRequest, e: unknown, look: (ctx: Context) => Promise<T>) =>
    app.inTransaction(request, e as Endpoint, look)

  serveAfter(
    app,
    boxes.testMailbox,
    async ({ request, params }) => {
      const box = await first(request, boxes.testMailbox, (ctx) => mailbox(ctx, params.id))
      return tryMailbox(desk, app.asDesk('mail'), box)
    },
    async (ctx, { prepared }) => ({
      steps: prepared.map(({ fault, ...step }) => ({
        ...step,
        advice: fault && ctx.say([`mailTestFault.${fault}`, `mailFault.${fault}`]),
      })),
    }),
  )
  serveAfter(
    app,
    oauth.connectMailbox,
    async ({ request, params, body }) => {
      const box = await first(request, oauth.connectMailbox, (ctx) => mailbox(ctx, params.id))
      return planConnecting(desk, box, body)
    },
    (ctx, { prepared }) => leave(ctx, prepared),
  )
  serveAfter(
    app,
    oauth.finishConnecting,
    async ({ request, body }) => {
      await first(request, oauth.finishConnecting, async () => {})
      return hearReturn(desk, app.asDesk('mail'), body.query)
    },
    async (ctx, { prepared }) => mailbox(ctx, await connectAs(ctx, prepared)),
  )
}
