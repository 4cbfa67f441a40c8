import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { DB } from '../platform/db.types.ts'
import { unawaited } from '../platform/pipeline.ts'
import { type Actor, system } from './actor.ts'

/** What the desk does by itself within somebody's request: facts and changes then name the desk, not the person. */
export const asDesk = <T>(ctx: Context, work: () => Promise<T>): Promise<T> =>
  actAs(ctx, { ...system(ctx.actor.zone), language: ctx.actor.language }, work)

/** Somebody's words that came in by another door than their own session: facts and changes name who said them. */
export async function actAs<T>(ctx: Context, who: Context['actor'], work: () => Promise<T>): Promise<T> {
  const { actor } = ctx
  act(ctx, who)
  const result = await work()
  act(ctx, actor)
  return result
}

function act(ctx: Context, actor: Actor) {
  ctx.actor = actor
  nameActor(ctx.db, actor)
}

/** From here on the record's triggers say that it was they. */
export function nameActor(db: Kysely<DB>, actor: Actor) {
  unawaited(sql`select set_config('app.actor', ${nameOf(actor)}, true)`.execute(db))
}

/** As the record's triggers read it. */
export const nameOf = ({ kind, id }: Actor) => `${kind}:${id ?? ''}`
