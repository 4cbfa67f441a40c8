import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { Refusal } from '../platform/errors.ts'

type Draft = Record<string, unknown>
/** What a window knows of a draft: its own words, and the version it has read. Who says neither knows of no other window. */
export type Known = { writer?: string; version?: number }

/**
 * T5: drafts survive anything: kept per agent and place, not recorded, seen by nobody else. What another window has written there since
 * is not replaced unseen: the writer gets it to look at, and decides.
 */
export async function keepDraft(ctx: Context, place: string, draft: Draft, known: Known) {
  if (!(await write(ctx, place, draft, known)))
    throw new Refusal(409, 'draft_elsewhere', { extra: await draftAt(ctx, place) })
}

/** T5: a draft has been said; what else was being written there stays. */
export async function sayDraft(ctx: Context, place: string, { left, ...known }: Known & { left?: Draft }) {
  await (left ? write(ctx, place, left, known) : forgetDraft(ctx, place, known))
}

/** Whether it could be written: not over what another window has written since. */
async function write(ctx: Context, place: string, draft: Draft, known: Known): Promise<boolean> {
  const written = { body: JSON.stringify(draft), writer: known.writer ?? null, updated_at: ctx.now }
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('drafts')
    .values({ agent_id: ctx.actor.id!, place, ...written })
    .onConflict((conflict) =>
      conflict
        .columns(['agent_id', 'place'])
        .doUpdateSet({ ...written, version: sql`default` })
        .where(isKnown(known)),
    )
    .executeTakeFirstOrThrow()
  return !!numInsertedOrUpdatedRows
}

/** It has been said, or thrown away; what another window has written since stays. */
export async function forgetDraft({ db, actor }: Context, place: string, known: Known) {
  await db
    .deleteFrom('drafts')
    .where('agent_id', '=', actor.id!)
    .where('place', '=', place)
    .where(isKnown(known))
    .execute()
}

const isKnown = ({ writer, version }: Known) =>
  writer === undefined && version === undefined
    ? sql<boolean>`true`
    : sql<boolean>`(drafts.writer = ${writer ?? null} or drafts.version = ${version ?? null})`

export async function draftAt({ db, actor }: Context, place: string) {
  const row = await db
    .selectFrom('drafts')
    .select(['body', 'version', 'updated_at'])
    .where('agent_id', '=', actor.id!)
    .where('place', '=', place)
    .executeTakeFirst()
  return {
    draft: (row?.body as Draft | undefined) ?? null,
    version: row?.version ?? null,
    updatedAt: row?.updated_at ?? null,
  }
}
