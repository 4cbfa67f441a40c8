import type { Static } from 'typebox'
import type { Context } from '../../context.ts'
import { invalid, Refusal } from '../../platform/errors.ts'
import { nextId } from '../../platform/ids.ts'
import { messageIdOf, newReplyToken } from '../outgoing/reply-tokens.ts'
import type { previewTemplate, testTemplate } from './contract.ts'
import { tryTemplate, type Written } from './templates.ts'
import { valuesOf } from './values.ts'

/** How a text reads, filled in from a real ticket or from an example. */
export async function previewOf(ctx: Context, trial: Static<(typeof previewTemplate)['body']>): Promise<Written> {
  const { language, subject, html, ticketId } = trial
  const real = ticketId === undefined ? undefined : (await valuesOf(ctx, ticketId, language)).values
  return tryTemplate(ctx, language, { subject, html }, real)
}

/** The same to one's own address: part of no ticket, and on the way out like every mail. */
export async function sendTestAs(ctx: Context, trial: Static<(typeof testTemplate)['body']>) {
  const written = await previewOf(ctx, trial)
  const mailbox = await mailboxOf(ctx, trial.mailboxId)
  const { name, email } = await ctx.db
    .selectFrom('agents')
    .select(['name', 'email'])
    .where('id', '=', ctx.actor.id)
    .executeTakeFirstOrThrow()
  const id = await nextId(ctx, 'outgoing_mails')
  const token = newReplyToken()
  await ctx.record({ type: 'mail.tested', outgoingId: id }, async () => {
    await ctx.db
      .insertInto('outgoing_mails')
      .values({
        ...{ id, mailbox_id: mailbox.id, kind: 'test', try_at: ctx.now, created_at: ctx.now },
        ...{ message_id: messageIdOf(token, mailbox.address), reply_token: token },
        test: JSON.stringify({ ...written, to: [{ name, address: email }] }),
      })
      .execute()
    await ctx.db
      .insertInto('deliveries')
      .values({ outgoing_id: id, recipient: email, role: 'to', at: ctx.now })
      .execute()
  })
}

async function mailboxOf({ db }: Context, id: number | undefined) {
  const row = await db
    .selectFrom('mailboxes')
    .select(['id', 'address'])
    .where('active', '=', true)
    .where('outgoing', 'is not', null)
    .where((eb) => (id === undefined ? eb('is_default', '=', true) : eb('id', '=', id)))
    .executeTakeFirst()
  if (row) return row
  throw id === undefined ? new Refusal(422, 'no_channel') : invalid('mailboxId', 'no_such')
}
