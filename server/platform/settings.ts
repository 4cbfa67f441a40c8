import type { Context } from '../context.ts'
import type { Language } from './i18n.ts'

/** E7: how customers reach support. */
export type SupportChannels = { portal: string; email: string; phone: string; hours: string; note: string }
export type CompanyRecord = {
  name: string
  zone: string
  country: string
  /** Where it works besides: offered first where a country is chosen. */
  countries: string[]
  language: Language
  channels: SupportChannels
  /** Where the logo is served, or null. */
  logo: string | null
}
export type CompanySettings = CompanyRecord & {
  /** The channels in one line, as scripts and mails say them. */
  supportChannels: string
}

/** The company as its admins describe it; before that, what the environment says. */
export async function companySettings(ctx: Pick<Context, 'db' | 'config'>): Promise<CompanySettings> {
  const company = await companyRecord(ctx)
  const { phone, email, portal, hours, note } = company.channels
  return { ...company, supportChannels: [phone, email, portal, hours, note].filter(Boolean).join(' · ') }
}

/** What is stored, whole: to be changed and stored again. */
export async function companyRecord({ db, config }: Pick<Context, 'db' | 'config'>): Promise<CompanyRecord> {
  const row = await db.selectFrom('settings').select('value').where('id', '=', 'company').executeTakeFirst()
  const stored = (row?.value ?? {}) as Partial<CompanyRecord>
  return {
    name: stored.name ?? 'Ventanilla',
    zone: stored.zone ?? config.companyZone,
    country: stored.country ?? 'CL',
    countries: stored.countries ?? [],
    language: stored.language ?? 'es',
    channels: { portal: '', email: '', phone: '', hours: '', note: '', ...stored.channels },
    logo: stored.logo ?? null,
  }
}

/** Brakes on what the desk writes by itself. */
export type MailSettings = { confirmationsPerHour: number; automaticPerAddress: number }

export async function mailSettings({ db }: Pick<Context, 'db'>): Promise<MailSettings> {
  const row = await db.selectFrom('settings').select('value').where('id', '=', 'mail').executeTakeFirst()
  return { confirmationsPerHour: 300, automaticPerAddress: 30, ...(row?.value as Partial<MailSettings> | undefined) }
}
