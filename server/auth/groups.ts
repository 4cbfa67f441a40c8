import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { invalid, notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { requireSeen } from '../platform/seen.ts'
import { requireAdmin, requireRight } from './access.ts'
import type { createGroup, editGroup } from './contract.ts'
import { group } from './queries.ts'

type Edit = Static<(typeof editGroup)['body']>
type Fields = Omit<Edit, 'seen'>

export async function createGroupAs(ctx: Context, input: Static<(typeof createGroup)['body']>): Promise<number> {
  if (input.isDefault && input.active === false) throw invalid('isDefault', 'default_inactive')
  const id = await nextId(ctx, 'groups')
  await requireFreeName(ctx, input.name, id)
  await ctx.record({ type: 'group.created', groupId: id }, async () => {
    if (input.isDefault) await noOtherDefault(ctx, id)
    await ctx.db
      .insertInto('groups')
      .values({ id, ...columns(input), name: input.name.trim() })
      .execute()
  })
  return id
}

export async function editGroupAs(ctx: Context, id: number, { seen, ...edit }: Edit) {
  requireRight(ctx.actor, id, 'full')
  // Which group takes what nobody addressed is the company's to say: another group loses it.
  if (edit.isDefault) requireAdmin(ctx.actor)
  const held = await ctx.db
    .selectFrom('groups')
    .select(['id', 'is_default', 'active'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (seen) requireSeen(await group(ctx, id), seen)
  if (held.is_default && (edit.active === false || edit.isDefault === false)) throw new Refusal(422, 'default_group')
  if (edit.isDefault && !(edit.active ?? held.active)) throw invalid('isDefault', 'default_inactive')
  if (edit.name) await requireFreeName(ctx, edit.name, id)
  const set = columns(edit)
  if (!Object.keys(set).length) return
  await ctx.record({ type: 'group.edited', groupId: id }, async () => {
    if (edit.isDefault) await noOtherDefault(ctx, id)
    await ctx.db.updateTable('groups').set(set).where('id', '=', id).execute()
  })
}

const COLUMNS = {
  name: 'name',
  triage: 'triage',
  active: 'active',
  isDefault: 'is_default',
  autoCloseDays: 'auto_close_days',
  thanksReopens: 'thanks_reopens',
  agentsClose: 'agents_close',
  needsVerification: 'needs_verification',
  callRecordOnly: 'call_record_only',
  reviewMinutes: 'review_minutes',
  followUpDays: 'follow_up_days',
  tellsSolved: 'tells_solved',
  tellsClosed: 'tells_closed',
} as const

function columns(fields: Fields): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      COLUMNS[field as keyof typeof COLUMNS],
      typeof value === 'string' ? value.trim() : value,
    ]),
  )
}

const noOtherDefault = (ctx: Context, id: number) =>
  ctx.db.updateTable('groups').set({ is_default: false }).where('is_default', '=', true).where('id', '!=', id).execute()

async function requireFreeName({ db }: Context, name: string, id: number) {
  const taken = await db
    .selectFrom('groups')
    .select('id')
    .where((eb) => eb(eb.fn('fold', ['name']), '=', eb.fn<string>('fold', [eb.val(name.trim())])))
    .where('id', '!=', id)
    .executeTakeFirst()
  if (taken) throw invalid('name', 'taken')
}
