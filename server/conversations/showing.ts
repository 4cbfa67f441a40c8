import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import { shownTo } from '../tickets/merged.queries.ts'
import { showBody } from './contract.ts'
import { tellTargets } from './links.rules.ts'

type Body = { html: string | null; text: string; pictures: { contentId: string; url: string }[] }

/**
 * S10: a mail as its writer laid it out, for a frame in which no script can run. It was cleaned when it came in; here it gets a page of
 * its own whose policy lets nothing be fetched from elsewhere, unless the reader asks for the pictures.
 */
export function showingRoutes(app: FastifyInstance) {
  const e = showBody
  app.endpoints.push(e)
  app.get(e.path, { schema: { params: e.params, querystring: e.query } }, async (request, reply) => {
    const { id } = request.params as { id: number }
    const { pictures = false } = request.query as { pictures?: boolean }
    const body = await app.inTransaction(request, e, (ctx) => bodyOf(ctx, id))
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy(pictures))
      .header('cache-control', 'private, no-store')
      .send(page(body, pictures))
  })
}

async function bodyOf({ db, actor }: Context, id: number): Promise<Body> {
  const { rows } = await sql<Body>`
    select i.html, i.text, coalesce((select json_agg(json_build_object('contentId', a.content_id, 'url', '/files/' || f.token || '/preview')) from attachments a
        join files f on f.id = a.file_id where a.interaction_id = i.id and a.content_id is not null and f.content_type like 'image/%'), '[]') as pictures
      from interactions i where i.id = ${id} and ${shownTo(actor, 'i.ticket_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

const policy = (pictures: boolean) =>
  `default-src 'none'; img-src 'self' data:${pictures ? ' https: http:' : ''}; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'`

function page({ html, text, pictures }: Body, remote: boolean): string {
  const named = new Map(pictures.map(({ contentId, url }) => [contentId, url]))
  const laidOut = html ?? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
  const own = laidOut.replaceAll(/src="cid:([^"]+)"/g, (_all, id: string) => `src="${named.get(decode(id)) ?? ''}"`)
  const shown = remote ? own.replaceAll('data-remote="', 'src="') : own
  return `<!doctype html><html><head><meta charset="utf-8"><base target="_blank"><style>${LOOKS}</style></head><body>${tellTargets(shown)}</body></html>`
}

/** On white, as mails are written, also where the console is dark. */
const LOOKS = `body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
pre{font:inherit;white-space:pre-wrap}img{max-width:100%;height:auto}table{max-width:100%}
a[data-goes]:hover::after,a[data-goes]:focus-visible::after{content:attr(data-goes);position:absolute;z-index:1;left:8px;max-width:calc(100% - 32px);margin-top:1.6em;padding:2px 8px;border-radius:4px;background:#222;color:#fff;font:12px/1.5 system-ui,sans-serif}
[data-elsewhere]{margin-left:4px;padding:0 5px;border-radius:4px;background:#b3261e;color:#fff;font:12px/1.5 system-ui,sans-serif;white-space:nowrap}
[data-elsewhere]::before{content:"\u26a0\ufe0e \u2192 "}`

function decode(id: string): string {
  try {
    return decodeURIComponent(id).replaceAll('&amp;', '&')
  } catch {
    return id
  }
}
