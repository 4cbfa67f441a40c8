import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import type { createPolicy, editPolicy, Policy } from './contract.ts'

type Row = Static<typeof Policy>
type Targets = Row['targets']

export async function policies({ db }: Context, id?: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.calendar_id as "calendarId", p.is_default as "isDefault", p.pause_on_third_party as "pauseOnThirdParty", p.version,
      coalesce((select json_agg(json_build_object('priority', priority, 'kind', kind, 'amount', amount, 'unit', unit) order by priority, kind)
        from policy_targets where policy_id = p.id), '[]') as targets
    from policies p ${id === undefined ? sql`` : sql`where p.id = ${id}`} order by p.is_default desc, p.name collate "es-x-icu"`.execute(
    db,
  )
  return rows
}

export async function policy(ctx: Context, id: number): Promise<Row> {
  const [row] = await policies(ctx, id)
  if (!row) throw notFound()
  return row
}

export async function createPolicyAs(ctx: Context, input: Static<(typeof createPolicy)['body']>): Promise<number> {
  await requireCalendar(ctx, input.calendarId)
  requireOnce(input.targets)
  const id = await nextId(ctx, 'policies')
  await ctx.record({ type: 'policy.saved', policyId: id }, async () => {
    if (input.isDefault) await noOtherDefault(ctx, id)
    await ctx.db
      .insertInto('policies')
      .values({
        ...{ id, name: input.name.trim(), calendar_id: input.calendarId, is_default: input.isDefault ?? false },
        pause_on_third_party: input.pauseOnThirdParty ?? false,
      })
      .execute()
    await writeTargets(ctx, id, [], input.targets)
  })
  return id
}

/** Running targets are counted anew; what was met stands (decision 3). */
export async function editPolicyAs(ctx: Context, id: number, edit: Static<(typeof editPolicy)['body']>) {
  await sql`select from policies where id = ${id} for no key update`.execute(ctx.db)
  const held = await policy(ctx, id)
  if (held.version !== edit.version) throw new Refusal(409, 'stale', { extra: { policy: held } })
  if (edit.calendarId) await requireCalendar(ctx, edit.calendarId)
  if (edit.targets) requireOnce(edit.targets)
  await ctx.record({ type: 'policy.saved', policyId: id }, async () => {
    if (edit.isDefault) await noOtherDefault(ctx, id)
    await ctx.db
      .updateTable('policies')
      .set({
        version: held.version + 1,
        ...(edit.name !== undefined && { name: edit.name.trim() }),
        ...(edit.calendarId !== undefined && { calendar_id: edit.calendarId }),
        ...(edit.isDefault && { is_default: true }),
        ...(edit.pauseOnThirdParty !== undefined && { pause_on_third_party: edit.pauseOnThirdParty }),
      })
      .where('id', '=', id)
      .execute()
    if (edit.targets) await writeTargets(ctx, id, held.targets, edit.targets)
  })
}

/** Writes only what differs, so that the record shows the targets that really changed. */
async function writeTargets({ db }: Context, policy_id: number, held: Targets, wanted: Targets) {
  const same = (a: Targets[number], b: Targets[number]) => a.priority === b.priority && a.kind === b.kind
  for (const gone of held.filter((one) => !wanted.some((other) => same(one, other))))
    await db
      .deleteFrom('policy_targets')
      .where('policy_id', '=', policy_id)
      .where('priority', '=', gone.priority)
      .where('kind', '=', gone.kind)
      .execute()
  for (const { priority, kind, amount, unit } of wanted)
    await db
      .insertInto('policy_targets')
      .values({ policy_id, priority, kind, amount, unit })
      .onConflict((conflict) => conflict.columns(['policy_id', 'priority', 'kind']).doUpdateSet({ amount, unit }))
      .execute()
}

function requireOnce(targets: Targets) {
  const keys = targets.map(({ priority, kind }) => `${priority} ${kind}`)
  if (new Set(keys).size < keys.length) throw invalid('targets', 'target_twice')
}

async function requireCalendar({ db }: Context, id: number) {
  if (!(await db.selectFrom('calendars').select('id').where('id', '=', id).forKeyShare().executeTakeFirst()))
    throw invalid('calendarId', 'no_such')
}

const noOtherDefault = ({ db }: Context, id: number) =>
  db.updateTable('policies').set({ is_default: false }).where('is_default', '=', true).where('id', '!=', id).execute()
