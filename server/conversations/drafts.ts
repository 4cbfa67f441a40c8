import type { Context } from '../context.ts'

/** Drafts survive anything: kept per agent and place, not recorded, seen by nobody else. An empty one is forgotten. */
export async function keepDraft({ db, actor, now }: Context, place: string, draft: object | null) {
  if (draft === null) {
    await db.deleteFrom('drafts').where('agent_id', '=', actor.id!).where('place', '=', place).execute()
    return
  }
  const body = JSON.stringify(draft)
  await db
    .insertInto('drafts')
    .values({ agent_id: actor.id!, place, body, updated_at: now })
    .onConflict((conflict) => conflict.columns(['agent_id', 'place']).doUpdateSet({ body, updated_at: now }))
    .execute()
}

export async function draft({ db, actor }: Context, place: string) {
  const row = await db
    .selectFrom('drafts')
    .select(['body', 'updated_at'])
    .where('agent_id', '=', actor.id!)
    .where('place', '=', place)
    .executeTakeFirst()
  return { draft: (row?.body as Record<string, unknown> | undefined) ?? null, updatedAt: row?.updated_at ?? null }
}
