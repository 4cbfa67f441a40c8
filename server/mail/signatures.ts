import type { Context } from '../context.ts'
import type { Language } from '../platform/i18n.ts'
import { fillIn, refuseTemplate } from '../platform/liquid.ts'
import { companySettings } from '../platform/settings.ts'
import { companyIn, exampleValues, type Values } from './templates/values.ts'

type Mailbox = { name: string; address: string; signature: string }

export const isRich = (signature: string) => /<[a-z][^>]*>/i.test(signature)

/** A signature is text or HTML, and may name the agent, the mailbox and what templates name. */
export const fillSignature = ({ signature, name, address }: Mailbox, values: Values): Promise<string> =>
  fillIn(signature, { ...values, mailbox: { name, address } }, isRich(signature) ? 'html' : 'text')

/** One that cannot be filled in is refused where it is written: customers would read it as it was typed. */
export async function requireFillable(ctx: Context, mailbox: Mailbox, language: Language) {
  const company = await companySettings(ctx)
  const values = exampleValues({ language, zone: company.zone }, companyIn(company))
  await fillSignature(mailbox, values).catch(refuseTemplate('signature'))
}
