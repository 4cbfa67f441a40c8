import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { companyRecord, companySettings } from '../platform/settings.ts'
import type { editCompany } from './contract.ts'

type Edit = Static<(typeof editCompany)['body']> & { zone?: string; logo?: string | null }

/** What scripts, mails and the portal say of the company. */
export async function editCompanyAs(ctx: Context, { channels, ...edit }: Edit) {
  const held = await companyRecord(ctx)
  await saveSetting(ctx, 'company', { ...held, ...edit, channels: { ...held.channels, ...channels } })
  return companySettings(ctx)
}

export async function saveSetting(ctx: Context, id: string, setting: object) {
  const value = JSON.stringify(setting)
  await ctx.record({ type: 'settings.saved', setting: id }, () =>
    ctx.db
      .insertInto('settings')
      .values({ id, value })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ value, updated_at: ctx.now }))
      .execute(),
  )
}
