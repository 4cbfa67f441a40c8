import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { editCompanyAs } from './company.ts'
import { getLogo } from './contract.ts'

const LARGEST = 512 * 1024
/** Pictures that cannot carry a script; SVG can. */
const TYPES = ['image/png', 'image/jpeg', 'image/webp']

/** Takes the company's logo, by what its bytes are and not by what they are called; null takes it away. */
export async function setLogoAs(ctx: Context, picture: string | null) {
  if (picture === null) return editCompanyAs(ctx, { logo: null })
  const bytes = Buffer.from(picture, 'base64')
  if (bytes.length > LARGEST) throw invalid('picture', 'logo_size')
  const { fileTypeFromBuffer } = await import('file-type')
  const type = (await fileTypeFromBuffer(bytes))?.mime
  if (!type || !TYPES.includes(type)) throw invalid('picture', 'logo_type')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await ctx.record({ type: 'settings.saved', setting: 'logo' }, () =>
    ctx.db
      .insertInto('logos')
      .values({ sha256, type, bytes })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute(),
  )
  return editCompanyAs(ctx, { logo: `/api/company/logo?v=${sha256}` })
}

/** Shown to everybody, also before they sign in; a picture and nothing else. */
export function logoRoute(app: FastifyInstance) {
  app.endpoints.push(getLogo)
  app.get(getLogo.path, { schema: { querystring: getLogo.query } }, async (request, reply) => {
    const { v } = request.query as { v: string }
    const logo = await app.desk.db
      .selectFrom('logos')
      .select(['type', 'bytes'])
      .where('sha256', '=', v)
      .executeTakeFirst()
    if (!logo) throw notFound()
    return reply
      .type(logo.type)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(logo.bytes)
  })
}
