import type { Context } from '../context.ts'
import { moveReferences, returnReferences } from '../customers/merging.ts'
import type { FactOf } from '../facts.ts'

/** T4: calls follow a merged person to the survivor. */
export const moveCalls = (ctx: Context, fact: FactOf<'customer.merged'>) =>
  moveReferences(ctx, fact, 'calls', 'customer_id')

export const returnCalls = (ctx: Context, fact: FactOf<'customer.unmerged'>) => returnReferences(ctx, fact, ['calls'])
