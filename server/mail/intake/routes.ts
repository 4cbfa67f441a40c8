import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireAdmin } from '../../auth/access.ts'
import { credentials } from '../../auth/identify.ts'
import { filesFolder } from '../../conversations/files.ts'
import { idCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { readFileStream } from '../../platform/files.ts'
import { serve } from '../../platform/http.ts'
import { claimKey } from '../../platform/idempotency.ts'
import * as contract from '../contract.ts'
import { mailboxFor } from '../mailboxes.queries.ts'
import { type Kept, MAIL_LIMIT } from './entering.ts'
import { gathering } from './gathering.ts'
import { ledger, ledgerLine, original } from './ledger.queries.ts'
import { retryMailAs } from './retrying.ts'
import { receiveAndTakeIn } from './taking-in.ts'

export function intakeRoutes(app: FastifyInstance) {
  serve(app, contract.listMails, (ctx, { query }) => ledger(ctx, query, query.limit ?? 50, idCursor(query.cursor)))
  serve(app, contract.getMail, (ctx, { params }) => ledgerLine(ctx, params.id))
  serve(app, contract.retryMail, async (ctx, { params }) => {
    await retryMailAs(ctx, params.id)
    return ledgerLine(ctx, params.id)
  })
  handOver(app)
  download(app)
}

/**
 * A mail travels as raw bytes, and is received and decided in transactions of its own, by the desk: whoever hands it over only carries
 * it. They could write anything into it, so they must be trusted like a mail server: admins only.
 */
function handOver(app: FastifyInstance) {
  const e = contract.receiveMail
  const asDesk = app.asDesk('mail')
  app.endpoints.push(e)
  app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    raw.post(e.path, { bodyLimit: MAIL_LIMIT, schema: { querystring: e.query } }, async (request, reply) => {
      const { mailbox } = request.query as { mailbox?: string }
      const mailboxId = await admit(app, { request, mailbox })
      if (!/^(?:identity)?$/i.test(request.headers['content-encoding'] ?? '')) throw new Refusal(415, 'packed_mail')
      const body = (request.body as Readable | undefined) ?? Buffer.alloc(0)
      const mail = { to: [{ mailboxId }], source: 'api' as const, raw: body }
      const admitted = async ({ size, sha256 }: Kept) => {
        if (!size) throw new Refusal(400, 'empty_mail')
        if (request.headers['idempotency-key'] === undefined) return
        await app.inTransaction(request, e, (ctx) => claimKey(ctx, e, request, sha256.toString('hex')))
      }
      const fate = await receiveAndTakeIn(app.desk, asDesk, mail, admitted).catch((error) => {
        throw request.raw.readableAborted ? hungUp(request) : error
      })
      return reply
        .code(fate.outcome ? 200 : 202)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(fate))
    })
  })
}

/** Nobody is left to hear an answer, and nothing of ours went wrong. */
function hungUp(request: FastifyRequest): Refusal {
  request.log.info('who handed a mail over hung up in its middle; nothing of it is kept')
  return new Refusal(400, 'malformed')
}

type Coming = { request: FastifyRequest; mailbox: string | undefined }

/**
 * Whether they may, and into which mailbox; asking changes nothing. A mail server hands over many at a time: those who show the same and
 * ask the same at the same moment are asked once, after all of them have come.
 */
const admit = gathering({ most: 16, hands: 2 }, (app: FastifyInstance, coming: Coming[]) => {
  const asked = new Map<string, Promise<number>>()
  return coming.map(({ request, mailbox }) => {
    const shown = JSON.stringify([credentials(request), request.headers['accept-language'], mailbox])
    const answer = asked.get(shown) ?? ask(app, request, mailbox)
    asked.set(shown, answer)
    return answer
  })
})

const ask = (app: FastifyInstance, request: FastifyRequest, mailbox: string | undefined) =>
  app.inTransaction(request, { ...contract.receiveMail, method: 'GET' }, async (ctx) => {
    requireAdmin(ctx.actor)
    return mailboxFor(ctx, mailbox)
  })

/** As it came, byte for byte: a download that no browser opens. */
function download(app: FastifyInstance) {
  const e = contract.rawMail
  app.endpoints.push(e)
  app.get(e.path, { schema: { params: e.params } }, async (request, reply) => {
    const { id } = request.params as { id: number }
    const { raw, storage, size } = await app.inTransaction(request, e, (ctx) => original(ctx, id))
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="mail-${id}.eml"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(raw ?? readFileStream(filesFolder(app.desk.config.dataDir), storage!))
  })
}
