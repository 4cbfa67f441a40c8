import type { Static } from 'typebox'
import { demandFactors, securitySettings } from '../auth/demanding.ts'
import type { Context } from '../context.ts'
import { saveSetting } from './company.ts'
import type { editSecurity } from './contract.ts'

/** Of whom a second factor is asked; whoever has none yet learns at once until when. */
export async function editSecurityAs(ctx: Context, edit: Static<(typeof editSecurity)['body']>) {
  await saveSetting(ctx, 'security', { ...(await securitySettings(ctx)), ...edit })
  await demandFactors(ctx, null)
  return securitySettings(ctx)
}
