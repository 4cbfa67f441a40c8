import type { Static } from 'typebox'
import { requireAdmin, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { addToLibrary } from './library.contract.ts'
import { libraryFile } from './library.queries.ts'

type Adding = Static<(typeof addToLibrary)['body']>

/** S11: a file agents attach often, kept once: a lead keeps those of their group, admins everybody's. */
export async function addToLibraryAs(ctx: Context, { fileId, title, groupId }: Adding): Promise<number> {
  requireKeeper(ctx, groupId)
  const own = await ctx.db
    .selectFrom('files')
    .select('id')
    .where('id', '=', fileId)
    .where('created_by', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!own) throw invalid('fileId', 'no_such_file', { id: fileId })
  const id = await nextId(ctx, 'library_files')
  await ctx.record({ type: 'library.added', libraryFileId: id, groupId }, () =>
    ctx.db
      .insertInto('library_files')
      .values({
        ...{ id, group_id: groupId, file_id: fileId, title: title.trim() },
        ...{ added_by: ctx.actor.id!, added_at: ctx.now },
      })
      .execute(),
  )
  return id
}

export async function removeFromLibraryAs(ctx: Context, id: number) {
  const { group } = await libraryFile(ctx, id)
  requireKeeper(ctx, group?.id ?? null)
  const gone = await ctx.db.selectFrom('library_files').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!gone) throw notFound()
  await ctx.record({ type: 'library.removed', libraryFileId: id, groupId: group?.id ?? null }, () =>
    ctx.db.deleteFrom('library_files').where('id', '=', id).execute(),
  )
}

function requireKeeper({ actor }: Context, groupId: number | null) {
  if (groupId === null) requireAdmin(actor)
  else requireRight(actor, groupId, 'full')
}
