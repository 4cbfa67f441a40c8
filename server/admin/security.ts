import type { Static } from 'typebox'
import { demandFactors, securitySettings } from '../auth/demanding.ts'
import type { Context } from '../context.ts'
import { requireSeen } from '../platform/seen.ts'
import { saveSetting } from './company.ts'
import type { editSecurity } from './contract.ts'

/** Of whom a second factor is asked; whoever has none yet learns at once until when. */
export async function editSecurityAs(ctx: Context, { seen, ...edit }: Static<(typeof editSecurity)['body']>) {
  await saveSetting(ctx, 'security', async () => {
    const held = await securitySettings(ctx)
    requireSeen(held, seen)
    return { ...held, ...edit }
  })
  await demandFactors(ctx, null)
  return securitySettings(ctx)
}
