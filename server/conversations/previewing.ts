import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { notFound } from '../platform/errors.ts'
import { readFileStream } from '../platform/files.ts'
import { previewFile } from './files.contract.ts'
import { filesFolder } from './files.ts'
import { textOf } from './previews.rules.ts'

/** Of a long text its beginning is shown; whoever wants the rest downloads it. */
const LONGEST_TEXT = 256 * 1024

/**
 * S11: a file to be looked at, never run: as what its bytes are, whatever its name, from a path that reads no cookie
 * (docs/decisions/0021-looking-at-files.md). A PDF goes without `sandbox`, in which no browser shows one.
 */
export function previewRoute(app: FastifyInstance) {
  app.endpoints.push(previewFile)
  app.get(previewFile.path, { schema: { params: previewFile.params } }, async (request, reply) => {
    const { token } = request.params as { token: string }
    const file = await app.desk.db
      .selectFrom('files')
      .select(['name', 'content_type', 'storage'])
      .where('token', '=', token)
      .where('content_type', 'is not', null)
      .executeTakeFirst()
    if (!file) throw notFound()
    const folder = filesFolder(app.desk.config.dataDir)
    const text = file.content_type === 'text/plain'
    const pdf = file.content_type === 'application/pdf'
    return reply
      .header('content-type', text ? 'text/plain; charset=utf-8' : file.content_type!)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('content-security-policy', pdf ? OF_A_PDF : OF_THE_REST)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=3600')
      .send(text ? await beginningOf(join(folder, file.storage)) : readFileStream(folder, file.storage))
  })
}

const OF_THE_REST = "default-src 'none'; sandbox"
/** The browser's own viewer brings its styles along; nothing else is let in, and no page may frame it. */
const OF_A_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"

async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_TEXT), 0, LONGEST_TEXT, 0)
    return textOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
