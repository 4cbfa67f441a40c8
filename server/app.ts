import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { adminRoutes } from './admin/routes.ts'
import { alertRoutes } from './alerts/routes.ts'
import { admit, credentials, identify } from './auth/identify.ts'
import { authRoutes } from './auth/routes.ts'
import { touchSession } from './auth/sessions.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { customerRoutes } from './customers/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { liveRoute } from './live.ts'
import { outgoingRoutes } from './mail/outgoing/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { templateRoutes } from './mail/templates/routes.ts'
import { Refusal } from './platform/errors.ts'
import { useContracts } from './platform/http.ts'
import { chooseLanguage } from './platform/i18n.ts'
import { documentRoutes } from './platform/openapi.ts'
import { operationRoutes } from './platform/operation.ts'
import { consoleRoutes } from './platform/pages.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { slaRoutes } from './sla/routes.ts'
import { ticketRoutes } from './tickets/routes.ts'
import { type Desk, deskAtWork, transact } from './transaction.ts'

declare module 'fastify' {
  interface FastifyInstance {
    desk: Desk
  }
}

/** The web application: every slice's routes, a line per slice. */
export async function buildApp(desk: Desk): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: desk.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: desk.log.level !== 'debug' }),
    genReqId: () => randomUUID(),
    trustProxy: desk.config.trustProxy,
    bodyLimit: 5 * 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
  })
  app.decorate('desk', desk)
  app.decorate('endpoints', [])
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_SECURITY },
    crossOriginEmbedderPolicy: false,
    hsts: desk.config.publicUrl.startsWith('https:'),
  })
  useContracts(app)
  everyRequest(app)
  transactions(app)

  authRoutes(app)
  customerRoutes(app)
  slaRoutes(app)
  ticketRoutes(app)
  conversationRoutes(app)
  mailRoutes(app)
  outgoingRoutes(app)
  templateRoutes(app)
  knowledgeRoutes(app)
  alertRoutes(app)
  preferenceRoutes(app)
  reportRoutes(app)
  adminRoutes(app)
  liveRoute(app)
  operationRoutes(app)
  await documentRoutes(app)
  await consoleRoutes(app)
  return app
}

const CONTENT_SECURITY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

function everyRequest(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    request.say = app.desk.voice(chooseLanguage(request.headers['accept-language']))
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseOtherSites(request)
  })
}

/**
 * A browser sends the session cookie along whoever wrote the page; so what changes anything must come from our own pages. Tokens are
 * sent on purpose and need no such check.
 */
function refuseOtherSites(request: FastifyRequest) {
  if (!credentials(request).cookie) return
  const { origin, 'sec-fetch-site': site } = request.headers
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && hostOf(origin) !== request.headers.host
  if (foreign) throw new Refusal(403, 'cross_site')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function transactions(app: FastifyInstance) {
  const { desk } = app
  app.decorate('asDesk', (source) => deskAtWork(desk, source))
  app.decorate('inTransaction', (request, e, work) => {
    const shown = credentials(request)
    return transact(
      desk,
      {
        who: (db) => identify(db, shown, desk.config.companyZone),
        source: shown.token ? 'api' : 'console',
        request: request.id,
        language: request.headers['accept-language'] ? chooseLanguage(request.headers['accept-language']) : undefined,
        readOnly: e.method === 'GET',
      },
      async (ctx) => {
        admit(ctx.actor, e.access)
        if (ctx.actor.sessionId) touchSession(desk, ctx.actor.sessionId)
        return work(ctx)
      },
    )
  })
}
