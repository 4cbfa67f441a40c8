import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { createOrganization } from './contract.ts'
import { zoneOf } from './customers.ts'

export async function createOrganizationAs(
  ctx: Context,
  input: Static<(typeof createOrganization)['body']>,
): Promise<number> {
  const id = await nextId(ctx, 'organizations')
  await ctx.record({ type: 'organization.created', organizationId: id }, () =>
    ctx.db
      .insertInto('organizations')
      .values({
        id,
        name: input.name.trim(),
        tax_id: input.taxId?.trim() || null,
        language: input.language ?? null,
        zone: zoneOf(input.zone),
        notes: input.notes ?? '',
      })
      .execute(),
  )
  return id
}

const organizationRows = ({ db }: Context) =>
  db.selectFrom('organizations').select(['id', 'name', 'tax_id as taxId', 'language', 'zone', 'notes', 'version'])

export async function organization(ctx: Context, id: number) {
  const row = await organizationRows(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export const organizations = (ctx: Context, q: string | undefined, limit: number) =>
  organizationRows(ctx)
    .$if(!!q?.trim(), (query) =>
      query.where((eb) =>
        eb.or([
          sql<boolean>`fold(name) like '%' || fold(${q!.trim().replace(/[\\%_]/g, '\\$&')}) || '%'`,
          eb('tax_id', '=', q!.trim()),
        ]),
      ),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
