import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Endpoint } from './contract.ts'
import { invalid, Refusal } from './errors.ts'
import { unawaited } from './pipeline.ts'
import { seal, unseal } from './secrets.ts'

type Answer = { status: number; text: string }

/**
 * A POST with an Idempotency-Key is carried out once: its row is inserted first, in the effect's own transaction, so that a
 * twin waits for it and gets the same reply. A refusal rolls the row back: refusals are not kept. Rows live 24 hours. `body` stands for
 * what was sent, where that is not JSON.
 */
export async function answerOnce(
  ctx: Context,
  e: Endpoint,
  request: FastifyRequest,
  work: () => Promise<Answer>,
  body = JSON.stringify(request.body ?? null),
): Promise<Answer> {
  if (e.method !== 'POST' || e.access === 'anyone') return work()
  const claimed = await claimKey(ctx, e, request, body)
  if (!claimed) return work()
  const { actor, key } = claimed
  if (!claimed.fresh) return earlierAnswer(ctx, e, claimed)

  const answer = await work()
  const kept = ctx.db
    .updateTable('idempotency')
    .set({ status: answer.status, reply: e.secret ? sealed(ctx, key, answer.text) : answer.text })
    .where('actor', '=', actor)
    .where('key', '=', key)
  unawaited(kept.execute())
  return answer
}

/**
 * Binds a key to what came with it; who brings it with something else is refused. By itself it is enough where the same bytes come to the
 * same anyway, and nothing may happen before they are known to be the same.
 */
export async function claimKey(ctx: Context, e: Endpoint, request: FastifyRequest, body: string) {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) throw invalid('Idempotency-Key', 'idempotency_key')
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`
  const route = `${e.method} ${request.url}`
  const hash = createHash('sha256').update(body).digest()
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('idempotency')
    .values({ actor, key, route, body_hash: hash, at: ctx.now })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) await refuseReused(ctx, { actor, key, route, hash })
  return { actor, key, fresh: Boolean(numInsertedOrUpdatedRows) }
}

async function refuseReused(
  { db }: Context,
  { actor, key, route, hash }: { actor: string; key: string; route: string; hash: Buffer },
) {
  const row = await db
    .selectFrom('idempotency')
    .select(['route', 'body_hash'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (row.route !== route || !hash.equals(row.body_hash)) throw new Refusal(422, 'key_reused')
}

/** Forgets answers older than a day. */
export const forgetOldAnswers = (ctx: Context) =>
  sql`delete from idempotency where at < (select desk_now()) - interval '24 hours'`.execute(ctx.db)

async function earlierAnswer(
  ctx: Context,
  e: Endpoint,
  { actor, key }: { actor: string; key: string },
): Promise<Answer> {
  const row = await ctx.db
    .selectFrom('idempotency')
    .select(['status', 'reply'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return { status: row.status!, text: e.secret ? unsealed(ctx, key, row.reply!) : row.reply! }
}

// What is shown only once must not lie about for a day.
const sealed = ({ config }: Context, key: string, text: string) =>
  seal(config.secretKey, `answer:${key}`, text).toString('base64')
const unsealed = ({ config }: Context, key: string, reply: string) =>
  unseal(config.secretKey, `answer:${key}`, Buffer.from(reply, 'base64'))
