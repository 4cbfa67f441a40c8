import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './errors.ts'
import { answerProblem } from './http.ts'

const FOLDER = join(import.meta.dirname, '../../dist/web')

/** The console's files; every address that is no file and no API is one of its pages. */
export async function consoleRoutes(app: FastifyInstance) {
  const built = existsSync(join(FOLDER, 'index.html'))
  app.setNotFoundHandler((request, reply) => {
    const page = built && request.method === 'GET' && !/^\/(api|files|assets)(\/|$)/.test(request.url)
    return page ? reply.sendFile('index.html') : answerProblem(new Refusal(404, 'no_such_route'), request, reply)
  })
  if (!built) return
  await app.register(statics, {
    root: FOLDER,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      // Built names carry a hash of their content; the page that names them is always asked anew.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
