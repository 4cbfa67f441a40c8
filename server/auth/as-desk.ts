import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { DB } from '../platform/db.types.ts'
import { unawaited } from '../platform/pipeline.ts'
import { type Actor, system } from './actor.ts'

/** What the desk does by itself within somebody's request: facts and changes then name the desk, not the person. */
export async function asDesk<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const { actor } = ctx
  act(ctx, { ...system(actor.zone), language: actor.language })
  const result = await work()
  act(ctx, actor)
  return result
}

function act(ctx: Context, actor: Actor) {
  ctx.actor = actor
  nameActor(ctx.db, actor)
}

/** From here on the record's triggers say that it was they. */
export function nameActor(db: Kysely<DB>, { kind, id }: Actor) {
  unawaited(sql`select set_config('app.actor', ${`${kind}:${id ?? ''}`}, true)`.execute(db))
}
