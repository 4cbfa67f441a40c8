import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import type { Stored } from '../platform/files.ts'
import { shownWith } from '../tickets/merged.queries.ts'
import { registerFile } from './files.ts'

type Wanted = { fileId: number; contentId?: string }

/** S11: binds stored files to what was said. Only one's own unattached files, those shown on this ticket already, and the library's. */
export async function attach(ctx: Context, ticketId: number, interactionId: number, wanted: Wanted[]) {
  if (!wanted.length) return
  const ids = [...new Set(wanted.map(({ fileId }) => fileId))]
  const shown = await shownWith(ctx, ticketId)
  const allowed = await ctx.db
    .selectFrom('files as f')
    .select('f.id')
    .where('f.id', 'in', ids)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('f.created_by', '=', ctx.actor.id),
          eb.not(eb.exists(eb.selectFrom('attachments as a').select('a.id').whereRef('a.file_id', '=', 'f.id'))),
        ]),
        eb.exists(
          eb
            .selectFrom('attachments as a')
            .select('a.id')
            .whereRef('a.file_id', '=', 'f.id')
            .where('a.ticket_id', 'in', shown),
        ),
        eb.exists(
          eb
            .selectFrom('library_files as l')
            .select('l.id')
            .whereRef('l.file_id', '=', 'f.id')
            .where((l) => l.or([l('l.group_id', 'is', null), seen(ctx.actor, 'l.group_id')])),
        ),
      ]),
    )
    .execute()
  const stranger = ids.find((id) => !allowed.some((file) => file.id === id))
  if (stranger) throw invalid('attachments', 'no_such_file', { id: stranger })
  await ctx.db
    .insertInto('attachments')
    .values(
      ids.map((file_id) => ({
        ...{ interaction_id: interactionId, ticket_id: ticketId, file_id },
        content_id: wanted.find(({ fileId }) => fileId === file_id)?.contentId ?? null,
      })),
    )
    .execute()
}

/** A file that came along with a mail: its bytes are stored already, its row is not. */
export type Enclosed = { name: string; type: string; stored: Stored; contentId: string | null; inline: boolean }

/** S11: what the customer sent along, in the order it came; pictures within the text keep the name by which the text calls them. */
export async function enclose(ctx: Context, ticketId: number, interactionId: number, enclosed: Enclosed[]) {
  for (const { name, type, stored, contentId } of enclosed) {
    const { fileId } = await registerFile(ctx, name, type, stored)
    await ctx.db
      .insertInto('attachments')
      .values({ interaction_id: interactionId, ticket_id: ticketId, file_id: fileId, content_id: contentId })
      .execute()
  }
}
