import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { requireSeen } from '../platform/seen.ts'
import { companyRecord, companySettings } from '../platform/settings.ts'
import type { editCompany } from './contract.ts'

type Edit = Static<(typeof editCompany)['body']> & { zone?: string; logo?: string | null }

/** What scripts, mails and the portal say of the company. */
export async function editCompanyAs(
  ctx: Context,
  { channels, seen: { channels: seenChannels, ...seen } = {}, ...edit }: Edit,
) {
  await saveSetting(ctx, 'company', async () => {
    const held = await companyRecord(ctx)
    requireSeen(held, seen)
    requireSeen(held.channels, seenChannels)
    return { ...held, ...edit, channels: { ...held.channels, ...channels } }
  })
  return companySettings(ctx)
}

/** Decided under its lock. One that nobody has saved yet has no row: of two who save it first, the key makes the second look again. */
export async function saveSetting(ctx: Context, id: string, decide: () => Promise<object>) {
  const held = await ctx.db.selectFrom('settings').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  const value = JSON.stringify(await decide())
  await ctx.record({ type: 'settings.saved', setting: id }, async () => {
    if (held) await ctx.db.updateTable('settings').set({ value, updated_at: ctx.now }).where('id', '=', id).execute()
    else await ctx.db.insertInto('settings').values({ id, value }).execute()
  })
}
