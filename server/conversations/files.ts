import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { newSecret } from '../auth/secrets.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import { forgetBytes, readFileStream, type Stored, storeFile } from '../platform/files.ts'
import { answerOnce } from '../platform/idempotency.ts'
import { nextId } from '../platform/ids.ts'
import { UNSEEN } from './addresses.rules.ts'
import { downloadFile, LARGEST_FILE, storeFile as storeFileContract } from './files.contract.ts'
import { contentTypeOf, previewOf } from './previews.rules.ts'

export const filesFolder = (dataDir: string) => join(dataDir, 'files')

/**
 * Files travel as raw bytes: taken in before any transaction is open, given out under a secret name, as a download, from a path
 * that reads no cookie.
 */
export function fileRoutes(app: FastifyInstance) {
  app.endpoints.push(storeFileContract, downloadFile)
  app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    raw.post(
      storeFileContract.path,
      { bodyLimit: LARGEST_FILE, schema: { querystring: storeFileContract.query } },
      async (request, reply) => {
        await app.inTransaction(request, storeFileContract, async () => {})
        const stored = await storeFile(filesFolder(app.desk.config.dataDir), request.body as Readable, LARGEST_FILE)
        const { name } = request.query as { name: string }
        const { status, text } = await app.inTransaction(request, storeFileContract, (ctx) =>
          answerOnce(
            ctx,
            storeFileContract,
            request,
            async () => {
              const file = await registerFile(ctx, name, request.headers['content-type'], stored)
              return { status: 201, text: JSON.stringify(file) }
            },
            stored.sha256,
          ),
        )
        return reply.code(status).type('application/json; charset=utf-8').send(text)
      },
    )
  })
  app.get(downloadFile.path, { schema: { params: downloadFile.params } }, async (request, reply) => {
    const { token } = request.params as { token: string }
    const file = await app.desk.db
      .selectFrom('files')
      .select(['name', 'type', 'size', 'storage'])
      .where('token', '=', token)
      .executeTakeFirst()
    if (!file) throw notFound()
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=3600')
      .send(readFileStream(filesFolder(app.desk.config.dataDir), file.storage))
  })
}

/** A file's row, once its bytes are stored. */
export async function registerFile(ctx: Context, name: string, type: string | undefined, stored: Stored) {
  const id = await nextId(ctx, 'files')
  const [filename, token] = [safeName(name), newSecret()]
  const { size, sha256, storage, head } = stored
  const content_type = contentTypeOf(head, size)
  const row = { id, name: filename, type: typeOf(type, content_type), content_type, size, sha256, storage, token }
  await ctx.record({ type: 'file.stored', fileId: id }, () =>
    ctx.db
      .insertInto('files')
      .values({ ...row, created_by: ctx.actor.id, created_at: ctx.now })
      .execute(),
  )
  const preview = previewOf(content_type)
  return { fileId: id, filename, type: row.type, size, sha256, url: `/files/${token}`, preview }
}

/**
 * Files nobody attached within a day, unless the library keeps them or an unsent draft of whoever brought them names them; their bytes
 * go later, unless another row has the same content.
 */
export async function forgetLooseFiles(ctx: Context) {
  await sql`delete from files f where f.created_at < (select desk_now()) - interval '24 hours'
    and not exists (select 1 from attachments a where a.file_id = f.id)
    and not exists (select 1 from library_files l where l.file_id = f.id)
    and not exists (select 1 from drafts d where d.agent_id = f.created_by
      and jsonb_path_exists(d.body, '$.**.fileId ? (@ == $id)', jsonb_build_object('id', f.id)))`.execute(ctx.db)
}

const SUBFOLDERS = 256

const LOCK = 20_611
/** Bytes no row names any more: one subfolder at a time, by the clock, so that each has its turn within two days. */
export async function forgetLooseBytes({ db, config }: Context) {
  const { rows } = await sql<{ alone: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as alone`.execute(db)
  if (!rows[0]!.alone) return
  const place = Math.floor(Date.now() / 600_000) % SUBFOLDERS
  const named = async (storages: string[]) => {
    const { rows } = await sql<{ storage: string }>`select storage from files where storage = any(${storages})
      union select storage from mails where storage = any(${storages})`.execute(db)
    return new Set(rows.map(({ storage }) => storage))
  }
  for (const sub of [place.toString(16).padStart(2, '0'), 'incoming'])
    await forgetBytes(filesFolder(config.dataDir), sub, named)
}

/** A file name for people: no path, nothing unseen, never empty. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!.replace(UNSEEN, '').trim()
  return last === '' || last === '.' || last === '..' ? 'archivo' : last.slice(0, 255)
}

/** As it was declared; whoever declared nothing, as a browser that uploads, is helped by what the bytes say. */
function typeOf(declared: string | undefined, found: string | null): string {
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(declared ?? '')?.[0]?.toLowerCase() ?? NOTHING_SAID
  return type === NOTHING_SAID && found && found !== 'text/plain' ? found : type
}
const NOTHING_SAID = 'application/octet-stream'
