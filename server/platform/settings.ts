import type { Context } from '../context.ts'

export type CompanySettings = { name: string; zone: string; country: string; supportChannels: string }

/** The company as its admins describe it; before that, what the environment says. */
export async function companySettings(ctx: Pick<Context, 'db' | 'config'>): Promise<CompanySettings> {
  const row = await ctx.db.selectFrom('settings').select('value').where('id', '=', 'company').executeTakeFirst()
  return {
    name: 'Ventanilla',
    zone: ctx.config.companyZone,
    country: 'CL',
    supportChannels: '',
    ...(row?.value as Partial<CompanySettings> | undefined),
  }
}
