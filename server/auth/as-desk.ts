import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { system } from './actor.ts'

/** What the desk does by itself within somebody's request: facts and changes then name the desk, not the person. */
export async function asDesk<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const { actor } = ctx
  await act(ctx, { ...system(actor.zone), language: actor.language })
  const result = await work()
  await act(ctx, actor)
  return result
}

async function act(ctx: Context, actor: Context['actor']) {
  ctx.actor = actor
  await sql`select set_config('app.actor', ${`${actor.kind}:${actor.id ?? ''}`}, true)`.execute(ctx.db)
}
