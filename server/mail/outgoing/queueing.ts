import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { FactOf } from '../../facts.ts'
import { Refusal } from '../../platform/errors.ts'
import { nextId } from '../../platform/ids.ts'
import { lockOnly } from '../../tickets/locking.ts'
import { markNew, recountOurWords } from '../../tickets/replying.ts'
import { UNDO_SECONDS } from '../../tickets/undoing.rules.ts'
import { composeBelow } from './composing.ts'
import { messageIdOf, newReplyToken } from './reply-tokens.ts'

/**
 * Issue 4.6: words that leave by mail get their Message-ID, their place in the thread and their row on the way out in the transaction that
 * says them. An agent's wait the ten seconds in which they can be taken back; the desk's own leave at once.
 */
export async function queueMail(ctx: Context, fact: FactOf<'agent.replied'> | FactOf<'desk.wrote'>) {
  const { mail, interactionId, ticketId } = fact
  if (!mail) return
  const { address } = await ctx.db
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', mail.mailboxId)
    .executeTakeFirstOrThrow()
  const token = newReplyToken()
  const messageId = messageIdOf(token, address)
  const own = fact.type === 'desk.wrote'
  const below = own
    ? { text: '', html: '' }
    : await composeBelow(ctx, { ...mail, ticketId, forward: mail.kind === 'forward', asks: await asks(ctx, fact) })
  const id = await nextId(ctx, 'outgoing_mails')
  await ctx.db
    .insertInto('outgoing_mails')
    .values({
      ...{ id, interaction_id: interactionId, ticket_id: ticketId, mailbox_id: mail.mailboxId, kind: mail.kind },
      ...{ message_id: messageId, reply_token: token, quoted_id: mail.quotedId },
      ...{ below_text: below.text, below_html: below.html, created_at: ctx.now },
      try_at: own ? ctx.now : new Date(ctx.now.getTime() + UNDO_SECONDS * 1000),
    })
    .execute()
  await sql`insert into deliveries (outgoing_id, recipient, role, at)
    select ${id}, r->>'address', role, ${ctx.now} from interactions i,
      lateral (values ('to', i."to"), ('cc', i.cc), ('bcc', i.bcc)) as roles(role, list), lateral jsonb_array_elements(list) r
    where i.id = ${interactionId}`.execute(ctx.db)
  await placeInThread(ctx, { interactionId, ticketId, mailboxId: mail.mailboxId, messageId })
}

/** The group decides whether customers are asked to confirm (E6). */
async function asks(ctx: Context, { mail, ticketId }: FactOf<'agent.replied'>): Promise<boolean> {
  if (!mail?.asks) return false
  const { tells_solved } = await ctx.db
    .selectFrom('tickets as t')
    .innerJoin('groups as g', 'g.id', 't.group_id')
    .select('g.tells_solved')
    .where('t.id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return tells_solved
}

/**
 * Answers carry the chain of those before them, so that every client shows one conversation; its beginning and its latest are enough. What
 * answers a mail without a Message-ID carries that mail's own chain (RFC 5322, 3.6.4).
 */
const placeInThread = (
  { db }: Context,
  mail: { interactionId: number; ticketId: number; mailboxId: number; messageId: string },
) =>
  sql`insert into mail_messages (interaction_id, ticket_id, mailbox_id, message_id, in_reply_to, thread)
  select ${mail.interactionId}, ${mail.ticketId}, ${mail.mailboxId}, ${mail.messageId}, m.message_id,
    case when cardinality(chain) <= 20 then chain else chain[1:1] || chain[cardinality(chain) - 18:] end
  from interactions i left join mail_messages m on m.interaction_id = i.reply_to_id,
    lateral (select array_remove(m.thread || m.message_id, null) as chain) before where i.id = ${mail.interactionId}`.execute(
    db,
  )

type TakenBack = { id: number; state: string; ticketId: number; answersNew: boolean }

/**
 * Undo takes back what has not left yet, wherever it was moved since; what has is out of anybody's hands, and then nothing is undone.
 * What the mail answered is new again; where it answered nothing, there is nothing new to be told, least of all to its writer.
 */
export async function cancelMails(ctx: Context, { ticketId, request }: FactOf<'ticket.undone'>) {
  const { rows } = await sql<TakenBack>`
    select o.id, o.state, o.ticket_id as "ticketId", coalesce((f.detail->>'answersNew')::boolean, false) as "answersNew"
    from facts f join outgoing_mails o on o.interaction_id = (f.detail->>'interactionId')::bigint
    where f.request = ${request} and f.type = 'agent.replied' and f.ticket_id = ${ticketId}
    for update of o`.execute(ctx.db)
  if (!rows.length) return
  if (rows.some(({ state }) => state !== 'queued'))
    throw new Refusal(422, 'undo_refused', { params: { why: 'undo_sent' } })
  const ids = rows.map(({ id }) => id)
  await ctx.db.updateTable('outgoing_mails').set({ state: 'cancelled', try_at: null }).where('id', 'in', ids).execute()
  await ctx.db
    .updateTable('deliveries')
    .set({ state: 'cancelled', at: ctx.now })
    .where('outgoing_id', 'in', ids)
    .execute()
  for (const id of new Set(rows.map((row) => row.ticketId))) {
    await lockOnly(ctx, id)
    await recountOurWords(ctx, { ticketId: id })
    ctx.touched.add(id)
  }
  if (rows.some(({ answersNew }) => answersNew)) await markNew(ctx, ticketId)
}
