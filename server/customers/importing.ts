import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Imports } from '../platform/db.types.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { readFileStream } from '../platform/files.ts'
import { nextId } from '../platform/ids.ts'
import { companySettings } from '../platform/settings.ts'
import { askedOfCustomers } from './answers.queries.ts'
import type { ImportField } from './imports.contract.ts'
import { guessMapping } from './mapping.rules.ts'
import { LIMITS, type TableFile } from './table-file.rules.ts'
import { readTableFile } from './table-file.ts'

type Received = { fileName: string; file: TableFile }

/** One's own upload, read as rows; outside of any transaction, for it may take a while. */
export async function readUpload(
  dataDir: string,
  found: { name: string; size: number; storage: string } | undefined,
): Promise<Received> {
  if (!found) throw invalid('fileId', 'no_such')
  if (found.size > LIMITS.bytes) throw new Refusal(413, 'too_large')
  const bytes = await buffer(readFileStream(join(dataDir, 'files'), found.storage))
  return { fileName: found.name, file: await readTableFile(bytes) }
}

export async function uploadOf({ db, actor }: Context, fileId: number) {
  return db
    .selectFrom('files')
    .select(['name', 'size', 'storage'])
    .where('id', '=', fileId)
    .where('created_by', '=', actor.id)
    .executeTakeFirst()
}

/** The rows of a file, with what their columns seem to hold: nothing goes to the book before a person has seen what would happen. */
export async function receiveImportAs(ctx: Context, { fileName, file }: Received): Promise<number> {
  const { format, headers, total, batches } = file
  const id = await nextId(ctx, 'imports')
  await ctx.record({ type: 'import.received', importId: id }, async () => {
    await ctx.db
      .insertInto('imports')
      .values({
        ...{ id, agent_id: ctx.actor.id!, file_name: fileName, format, total },
        headers: JSON.stringify(headers),
        mapping: JSON.stringify(guessMapping(headers, await askedOfCustomers(ctx))),
        country: (await companySettings(ctx)).country,
        state: 'mapping',
        created_at: ctx.now,
      })
      .execute()
    for (const batch of batches)
      await sql`insert into import_rows (import_id, number, cells)
        select ${id}, (row ->> 0)::int, row -> 1 from jsonb_array_elements(${batch}::jsonb) row`.execute(ctx.db)
  })
  return id
}

/** Begins the dry run with this mapping; a former one is forgotten. */
export async function checkImportAs(
  ctx: Context,
  id: number,
  { mapping, country }: { mapping: (ImportField | null)[]; country?: string },
) {
  const held = await lockImport(ctx, id, ['mapping', 'checking', 'checked'])
  if (mapping.length !== (held.headers as unknown[]).length) throw invalid('mapping', 'wrong')
  if (!['name', 'firstName', 'lastName'].some((field) => mapping.includes(field as ImportField)))
    throw invalid('mapping', 'name_unmapped')
  const asked = new Set<ImportField | null>((await askedOfCustomers(ctx)).map((each) => `question:${each.id}` as const))
  if (mapping.some((field) => field?.startsWith('question:') && !asked.has(field))) throw invalid('mapping', 'wrong')
  await ctx.record({ type: 'import.mapped', importId: id }, async () => {
    await ctx.db
      .updateTable('imports')
      .set({ mapping: JSON.stringify(mapping), state: 'checking', ...(country && { country }), checked_at: null })
      .where('id', '=', id)
      .execute()
    await sql`update import_rows set verdict = null, reason = null, warnings = '[]', keys = '{}', customer_id = null
      where import_id = ${id} and (verdict is not null or keys <> '{}')`.execute(ctx.db)
  })
}

/** What was checked is brought in, by a round of its own; whoever started it may close the page. */
export async function runImportAs(ctx: Context, id: number) {
  await lockImport(ctx, id, ['checked'])
  await ctx.record({ type: 'import.started', importId: id }, () => setState(ctx, id, 'running'))
}

export async function cancelImportAs(ctx: Context, id: number) {
  await lockImport(ctx, id, ['mapping', 'checking', 'checked', 'running'])
  await ctx.record({ type: 'import.cancelled', importId: id }, () =>
    setState(ctx, id, 'cancelled', { finished_at: ctx.now }),
  )
}

export async function setState(
  { db }: Context,
  id: number,
  state: string,
  more: { finished_at?: Date; checked_at?: Date } = {},
) {
  await db
    .updateTable('imports')
    .set({ state, ...more })
    .where('id', '=', id)
    .execute()
}

async function lockImport({ db }: Context, id: number, states: string[]): Promise<Selectable<Imports>> {
  const held = await db.selectFrom('imports').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!held) throw notFound()
  if (!states.includes(held.state)) throw new Refusal(422, 'import_state')
  return held
}
