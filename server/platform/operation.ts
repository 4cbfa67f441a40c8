import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import Type from 'typebox'
import { endpoint, strict } from './contract.ts'
import { storageWorks } from './files.ts'
import { migrated } from './migrate.ts'

const health = endpoint({
  method: 'GET',
  path: '/health',
  access: 'anyone',
  summary: 'The process is alive.',
  reply: strict({ ok: Type.Boolean() }),
})
const ready = endpoint({
  method: 'GET',
  path: '/ready',
  access: 'anyone',
  summary: 'Database, migrations and storage are in order: 200, else 503 with what is not.',
  reply: strict({ ok: Type.Boolean(), database: Type.Boolean(), migrations: Type.Boolean(), storage: Type.Boolean() }),
})
const metrics = endpoint({
  method: 'GET',
  path: '/metrics',
  access: 'anyone',
  summary: 'Prometheus metrics: counts and times, no names.',
  reply: Type.Unsafe<string>({ type: 'string' }),
})

/** What operators and their tools ask: alive, ready, and how it fares. */
export function operationRoutes(app: FastifyInstance) {
  app.endpoints.push(health, ready, metrics)
  app.get(health.path, async () => ({ ok: true }))
  app.get(ready.path, async (_request, reply) => {
    const state = await readiness(app)
    const ok = Object.values(state).every(Boolean)
    return reply.code(ok ? 200 : 503).send({ ok, ...state })
  })
  const registry = measure(app)
  app.get(metrics.path, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}

async function readiness({ desk }: FastifyInstance) {
  const migrations = await migrated((query) => sql.raw<{ name: string }>(query).execute(desk.db)).catch(() => null)
  return {
    database: migrations !== null,
    migrations: migrations === true,
    storage: await storageWorks(join(desk.config.dataDir, 'files')),
  }
}

function measure(app: FastifyInstance): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'ventanilla_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  const delay = monitorEventLoopDelay()
  delay.enable()
  new Gauge({
    name: 'ventanilla_event_loop_p99_seconds',
    help: 'Event loop delay, 99th percentile since the last reading.',
    registers: [registry],
    collect() {
      this.set(delay.percentile(99) / 1e9)
      delay.reset()
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  return registry
}
