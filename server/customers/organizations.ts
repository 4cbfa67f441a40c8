import { type Selectable, sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import type { Organizations } from '../platform/db.types.ts'
import { notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { detailColumns, learnWords, saveAnswersAbout } from './details.ts'
import { mayMerge } from './merging.queries.ts'
import { nameWords } from './names.rules.ts'
import type { createOrganization, editOrganization, OrganizationInFull } from './organizations.contract.ts'
import { answersOf, mergedInto } from './person.queries.ts'
import { countryOf } from './reaching.ts'
import { compactTaxId, readTaxId } from './taxids.rules.ts'

export async function createOrganizationAs(
  ctx: Context,
  input: Static<(typeof createOrganization)['body']>,
  importId?: number,
): Promise<number> {
  const country = await countryOf(ctx, input)
  const columns = { ...nameColumns(input.name), ...detailColumns(input, country) }
  const id = await nextId(ctx, 'organizations')
  await ctx.record({ type: 'organization.created', organizationId: id, ...(importId && { importId }) }, async () => {
    await ctx.db
      .insertInto('organizations')
      .values({ id, ...columns, created_at: ctx.now })
      .execute()
    await saveAnswersAbout(ctx, 'organization', id, input.answers)
    await learnWords(ctx, columns.name_words)
  })
  return id
}

export async function editOrganizationAs(ctx: Context, id: number, edit: Static<(typeof editOrganization)['body']>) {
  const held = await lockOrganization(ctx, id)
  if (held.version !== edit.version)
    throw new Refusal(409, 'stale', { extra: { organization: await organizationInFull(ctx, id) } })
  if (held.merged_into_id) throw new Refusal(422, 'customer_merged')
  const country = await countryOf(ctx, { country: edit.country === undefined ? held.country : edit.country })
  const columns = { ...(edit.name && nameColumns(edit.name)), ...detailColumns(edit, country) }
  await ctx.record({ type: 'organization.edited', organizationId: id }, async () => {
    await ctx.db
      .updateTable('organizations')
      .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await saveAnswersAbout(ctx, 'organization', id, edit.answers)
    if (edit.name) await learnWords(ctx, nameWords(edit.name))
  })
}

const organizationRows = ({ db }: Context) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'tax_id as taxId', 'country', 'address', 'language', 'zone', 'tags', 'notes', 'version'])
    .select('merged_into_id as mergedIntoId')

export async function organizationInFull(ctx: Context, id: number): Promise<OrganizationInFull> {
  const row = await organizationRows(ctx).select('created_at as createdAt').where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  const { rows } = await sql<Pick<OrganizationInFull, 'people' | 'openTickets' | 'possibleDuplicates'>>`select
    (select count(*) from (select 1 from customers where organization_id = ${id} and merged_into_id is null limit 1000) n)::int as people,
    (select count(*) from (select 1 from tickets t where t.organization_id = ${id} and t.status not in ('completed', 'closed')
      and ${seen(ctx.actor, 't.group_id')} limit 1000) n)::int as "openTickets",
    coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.id) from (
      select o.id, o.name from organizations o join organizations me on me.id = ${id}
      where o.id <> me.id and o.merged_into_id is null and (fold(o.name) = fold(me.name) or o.tax_key = me.tax_key) limit 20) o), '[]')
      as "possibleDuplicates"`.execute(ctx.db)
  const country = await countryOf(ctx, row)
  return {
    ...row,
    ...rows[0]!,
    taxIdCheck: row.taxId === null ? null : readTaxId(row.taxId, country),
    answers: await answersOf(ctx, sql`a.organization_id = ${id}`),
    merged: await mergedInto(ctx, 'organization', id),
    can: { merge: await mayMerge(ctx, 'organization', [id]) },
  }
}

/** Newest first, page by page; or those whose name holds what is typed, or whose tax id begins with it. */
export async function organizations(ctx: Context, q: string | undefined, limit: number, before: number | null) {
  const typed = q?.trim()
  const part = typed?.replace(/[\\%_]/g, '\\$&')
  const key = typed && compactTaxId(typed)
  const rows = await organizationRows(ctx)
    .where('merged_into_id', 'is', null)
    .$if(!!typed, (query) =>
      query.where((eb) =>
        eb.or([
          sql<boolean>`fold(name) like '%' || fold(${part}) || '%'`,
          ...(key && /\d{3}/.test(key) ? [eb('tax_key', 'like', `${key}%`)] : []),
        ]),
      ),
    )
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return { items: page, nextCursor: rows.length > limit ? String(page.at(-1)!.id) : null }
}

const nameColumns = (name: string) => ({ name: name.trim(), name_words: nameWords(name) })

async function lockOrganization({ db }: Context, id: number): Promise<Selectable<Organizations>> {
  const held = await db.selectFrom('organizations').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!held) throw notFound()
  return held
}
