import { type RawBuilder, sql } from 'kysely'
import { hasRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import type { LibraryFile } from './library.contract.ts'
import { previewOf } from './previews.rules.ts'

export const library = (ctx: Context) => select(ctx, sql`true`)

export async function libraryFile(ctx: Context, id: number): Promise<LibraryFile> {
  const [file] = await select(ctx, sql`l.id = ${id}`)
  if (!file) throw notFound()
  return file
}

async function select(ctx: Context, condition: RawBuilder<unknown>): Promise<LibraryFile[]> {
  type Row = Omit<LibraryFile, 'preview' | 'can'> & { contentType: string | null }
  const { rows } = await sql<Row>`
    select l.id, l.title, case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "group", l.file_id as "fileId",
      f.name as filename, f.type, f.size, f.content_type as "contentType", '/files/' || f.token as url, a.name as "addedBy", l.added_at as "addedAt"
    from library_files l join files f on f.id = l.file_id join agents a on a.id = l.added_by left join groups g on g.id = l.group_id
    where ${condition} and (l.group_id is null or ${seen(ctx.actor, 'l.group_id')})
    order by l.title collate "es-x-icu", l.id limit 500`.execute(ctx.db)
  return rows.map(({ contentType, ...file }) => ({
    ...file,
    preview: previewOf(contentType),
    can: { remove: mayRemove(ctx, file.group?.id ?? null) },
  }))
}

function mayRemove({ actor, say }: Context, groupId: number | null): true | string {
  if (groupId === null) return actor.role === 'admin' || say('reason.role_admin')
  return hasRight(actor, groupId, 'full') || say('reason.right_full')
}
