import type { Static } from 'typebox'
import { requireAdmin, requireRight } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { fillIn, refuseTemplate } from '../platform/liquid.ts'
import { requireSeen } from '../platform/seen.ts'
import type { previewScript, saveScript } from './scripts.contract.ts'
import { exampleCall } from './scripts.queries.ts'

type Save = Static<(typeof saveScript)['body']>

/** T2: greeting and closing per group and language; a lead writes their group's, admins everybody's. */
export async function saveScriptAs(ctx: Context, { groupId, language, greeting, closing, seen }: Save) {
  if (groupId === null) requireAdmin(ctx.actor)
  else requireRight(ctx.actor, groupId, 'full')
  await previewScriptAs(ctx, { language, greeting, closing })
  const held = await lockScript(ctx, groupId, language)
  requireSeen(held ?? { greeting: '', closing: '' }, seen)
  const texts = { greeting: greeting.trim(), closing: closing.trim() }
  await ctx.record({ type: 'script.saved', groupId, language }, async () => {
    if (!texts.greeting && !texts.closing) {
      if (held) await ctx.db.deleteFrom('call_scripts').where('id', '=', held.id).execute()
    } else if (held) await ctx.db.updateTable('call_scripts').set(texts).where('id', '=', held.id).execute()
    // Of two who write it first, the key makes the second look again.
    else
      await ctx.db
        .insertInto('call_scripts')
        .values({ group_id: groupId, language, ...texts })
        .execute()
  })
}

const lockScript = ({ db }: Context, groupId: number | null, language: string) =>
  db
    .selectFrom('call_scripts')
    .select(['id', 'greeting', 'closing'])
    .where('group_id', groupId === null ? 'is' : '=', groupId)
    .where('language', '=', language)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** What it will sound like on a made-up call, which has every name there is: what fails does so before the eyes of who wrote it. */
export async function previewScriptAs(
  ctx: Context,
  { language, greeting, closing }: Static<(typeof previewScript)['body']>,
) {
  const example = await exampleCall(ctx, language)
  const part = async (field: string, template: string) =>
    (await fillIn(template, example, 'text').catch(refuseTemplate(field))).trim()
  return { greeting: await part('greeting', greeting), closing: await part('closing', closing) }
}
