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

/** Brakes on what the desk writes by itself. */
export type MailSettings = { confirmationsPerHour: number; automaticPerAddress: number }

export async function mailSettings({ db }: Pick<Context, 'db'>): Promise<MailSettings> {
  const row = await db.selectFrom('settings').select('value').where('id', '=', 'mail').executeTakeFirst()
  return { confirmationsPerHour: 300, automaticPerAddress: 6, ...(row?.value as Partial<MailSettings> | undefined) }
}
