import type { Context } from '../context.ts'
import { questionCount } from './list.queries.ts'
import { views } from './views.queries.ts'

/** How many tickets each saved question finds: of the first twenty, as many as a navigation shows. */
export async function viewCounts(ctx: Context) {
  const counts = []
  for (const { id, question } of (await views(ctx)).slice(0, 20))
    counts.push({ id, ...(await questionCount(ctx, [question])) })
  return counts
}
