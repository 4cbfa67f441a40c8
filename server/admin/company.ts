import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { companySettings } from '../platform/settings.ts'
import type { editCompany } from './contract.ts'

/** What scripts, mails and the portal say of the company. */
export async function editCompanyAs(ctx: Context, edit: Static<(typeof editCompany)['body']> & { zone?: string }) {
  const value = JSON.stringify({ ...(await companySettings(ctx)), ...edit })
  await ctx.record({ type: 'settings.saved', setting: 'company' }, () =>
    ctx.db
      .insertInto('settings')
      .values({ id: 'company', value })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ value, updated_at: ctx.now }))
      .execute(),
  )
  return companySettings(ctx)
}
