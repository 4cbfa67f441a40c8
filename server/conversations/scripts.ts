import type { Static } from 'typebox'
import { requireAdmin, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { invalid } from '../platform/errors.ts'
import { faultOfTemplate, fillIn } from '../platform/templates.ts'
import type { previewScript, saveScript } from './scripts.contract.ts'
import { exampleCall } from './scripts.queries.ts'

type Save = Static<(typeof saveScript)['body']>

/** T2: greeting and closing per group and language; a lead writes their group's, admins everybody's. */
export async function saveScriptAs(ctx: Context, { groupId, language, greeting, closing }: Save) {
  if (groupId === null) requireAdmin(ctx.actor)
  else requireRight(ctx.actor, groupId, 'full')
  await requireGood(ctx, { language, greeting, closing })
  await ctx.record({ type: 'script.saved', groupId, language }, async () => {
    if (!greeting.trim() && !closing.trim()) {
      await ctx.db
        .deleteFrom('call_scripts')
        .where('group_id', groupId === null ? 'is' : '=', groupId)
        .where('language', '=', language)
        .execute()
      return
    }
    const texts = { greeting: greeting.trim(), closing: closing.trim() }
    await ctx.db
      .insertInto('call_scripts')
      .values({ group_id: groupId, language, ...texts })
      .onConflict((conflict) => conflict.columns(['group_id', 'language']).doUpdateSet(texts))
      .execute()
  })
}

/** What it will sound like, before it is saved. */
export async function previewScriptAs(ctx: Context, script: Static<(typeof previewScript)['body']>) {
  await requireGood(ctx, script)
  const example = await exampleCall(ctx, script.language)
  return { greeting: await fillIn(script.greeting, example), closing: await fillIn(script.closing, example) }
}

async function requireGood(ctx: Context, { language, greeting, closing }: Omit<Save, 'groupId'>) {
  const example = await exampleCall(ctx, language)
  for (const [field, template] of Object.entries({ greeting, closing })) {
    const why = await faultOfTemplate(template, example)
    if (why) throw invalid(field, 'template', { why })
  }
}
