import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { seenGroups } from './auth/access.ts'
import type { Actor } from './auth/actor.ts'
import { endpoint } from './platform/contract.ts'
import { type Feed, type FeedEvent, replay, startFeed } from './platform/live-feed.ts'

const live = endpoint({
  method: 'GET',
  path: '/api/live',
  access: 'read',
  summary:
    'Server-sent events: ids of what changed among what I may see. `Last-Event-ID` replays up to an hour; `refetch` means too much was missed.',
  reply: Type.Unsafe<string>({ type: 'string', description: 'text/event-stream' }),
})
/** Proxies drop silent connections; at each beat the rights are looked up anew, so that a removed agent stops hearing. */
const BEAT_MS = 20_000

/** What happened elsewhere reaches every browser that may see it, without reload. One feed per process serves all its connections. */
export function liveRoute(app: FastifyInstance) {
  let feed: Feed | undefined
  app.endpoints.push(live)
  app.addHook('onReady', async () => {
    feed = await startFeed(app.desk.db, app.desk.config.databaseDirectUrl!, app.desk.log)
  })
  app.addHook('preClose', async () => {
    for (const end of connections) end()
    await feed?.stop()
  })
  const connections = new Set<() => void>()

  app.get(live.path, async (request, reply) => {
    let actor = await actorOf(app, request)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('retry: 2000\n\n')
    const tell = (events: FeedEvent[]) => {
      const lines = events.filter((event) => concerns(actor, event)).map(message)
      if (lines.length) raw.write(lines.join(''))
    }
    // Hears first and looks back then: what happens in between is told twice rather than not at all.
    const unsubscribe = feed!.subscribe(tell)
    const missed = await missedBy(app, request)
    if (missed === null) raw.write('event: refetch\ndata: {}\n\n')
    else tell(missed)
    const beat = setInterval(async () => {
      try {
        actor = await actorOf(app, request)
        raw.write(': beat\n\n')
      } catch {
        end()
      }
    }, BEAT_MS)
    const end = () => {
      clearInterval(beat)
      unsubscribe()
      connections.delete(end)
      raw.end()
    }
    connections.add(end)
    raw.on('close', end)
  })
}

const actorOf = (app: FastifyInstance, request: FastifyRequest): Promise<Actor> =>
  app.inTransaction(request, live, async (ctx) => ctx.actor)

/** The same rule as in queries: an event for an agent is theirs alone, one with groups is for those who see a group. */
function concerns(actor: Actor, { agentId, groupIds }: FeedEvent): boolean {
  if (agentId !== null) return agentId === actor.id
  const groups = seenGroups(actor)
  return !groupIds.length || groups === 'all' || groupIds.some((id) => groups.includes(id))
}

const message = ({ xid, id, topic, ticketId }: FeedEvent) =>
  `id: ${xid}-${id}\nevent: change\ndata: ${JSON.stringify({ topic, ...(ticketId && { ticketId }) })}\n\n`

async function missedBy(app: FastifyInstance, request: FastifyRequest): Promise<FeedEvent[] | null> {
  const last = request.headers['last-event-id']
  const known = /^(\d{1,20})-(\d{1,15})$/.exec(typeof last === 'string' ? last : '')
  if (!known) return last ? null : []
  return replay(app.desk.db, { xid: known[1]!, id: Number(known[2]) })
}
