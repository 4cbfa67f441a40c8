import { sql } from 'kysely'
import { alertLeadsHourly } from '../../alerts/alerts.ts'
import type { AsDesk, Context } from '../../context.ts'
import { isOwn, type Recipient, recipientFrom } from '../../conversations/addresses.rules.ts'
import { ownAddresses, type SendingMailbox, sendingMailbox } from '../../conversations/mailing.queries.ts'
import { say } from '../../conversations/saying.ts'
import type { FactOf } from '../../facts.ts'
import { unawaited } from '../../platform/pipeline.ts'
import { mailSettings } from '../../platform/settings.ts'
import { lockOnly } from '../../tickets/locking.ts'
import { UNDO_SECONDS } from '../../tickets/undoing.rules.ts'
import type { Desk } from '../../transaction.ts'
import { noteBroken, write } from '../templates/templates.ts'
import { valuesOf } from '../templates/values.ts'
import { dueNotices, lastHour, type Notice, type Standing, standing, takeNotice } from './notices.queries.ts'
import { type NoticeKind, whyNotWrite } from './notices.rules.ts'

/**
 * T8, E3: who wrote, called or registered by the portal gets their number by mail; a machine that used the API asked for none, nor did
 * anybody whose words we moved to a ticket of their own, or passed on to the desk.
 */
const CONFIRMED = new Set(['email', 'portal', 'phone'])

export async function noticeOpening(
  ctx: Context,
  { ticketId, channel, firstContact, splitOff, brought }: FactOf<'ticket.opened'>,
) {
  if (CONFIRMED.has(channel) && !firstContact && !splitOff && !brought) await notice(ctx, ticketId, 'confirmation', 0)
}

/** E6: told once the time to take it back is over. */
export const noticeSolved = (ctx: Context, { ticketId }: FactOf<'ticket.completed'>) =>
  notice(ctx, ticketId, 'solved', UNDO_SECONDS)

/** E7. Merged and discarded tickets end without a word to anybody. */
export async function noticeClosed(ctx: Context, { ticketId, reason }: FactOf<'ticket.closed'>) {
  if (reason !== 'merged' && reason !== 'discarded') await notice(ctx, ticketId, 'closed', UNDO_SECONDS)
}

/**
 * Only noted here, where tickets are opened by the hundred: written in a transaction of its own, when every date is known. The latest
 * of a kind replaces one that still waits: completed, taken back and completed again is told once, and can be taken back as long again.
 */
const notice = async ({ db, now }: Context, ticketId: number, kind: NoticeKind, seconds: number) =>
  unawaited(
    sql`with replaced as (
      update mail_notices set outcome = 'changed', decided_at = ${now} where ticket_id = ${ticketId} and kind = ${kind} and outcome is null)
    insert into mail_notices (ticket_id, kind, due_at)
    select ${ticketId}, ${kind}, ${new Date(now.getTime() + seconds * 1000)}::timestamptz
    where exists (select 1 from mailboxes where active and outgoing is not null)`.execute(db),
  )

/** Writes what is due, each in a transaction of its own: one that fails is logged and holds up none of the others. */
export async function writeNotices(desk: Desk, asDesk: AsDesk) {
  let after = 0
  while (true) {
    const due = await dueNotices(desk.db, after)
    if (!due.length) return
    for (const { id, ticketId } of due)
      await asDesk((ctx) => decide(ctx, id, ticketId)).catch((err) =>
        desk.log.error({ err, ticketId }, 'a mail of the desk’s own could not be written; the next round tries again'),
      )
    after = due.at(-1)!.id
  }
}

async function decide(ctx: Context, id: number, ticketId: number) {
  const ticket = await lockOnly(ctx, ticketId)
  const due = await takeNotice(ctx, id)
  if (!due) return
  const known = await standing(ctx, due)
  const mailbox = await sendingMailbox(ctx, ticket, known.began?.mailboxId ?? null)
  const to = await addressee(ctx, known)
  const asked = await question(ctx, due, known, to)
  const why = whyNotWrite({ ...asked, sends: mailbox !== null, confirms: await confirms(ctx, mailbox) })
  if (why === 'ceiling') await tellOfCeiling(ctx, known.groupId, asked.limits.confirmationsPerHour)
  const interactionId = why === null ? await writeIt(ctx, ticketId, due.kind, mailbox!, to!, known) : null
  await ctx.db
    .updateTable('mail_notices')
    .set({ outcome: why ?? 'written', interaction_id: interactionId, decided_at: ctx.now })
    .where('id', '=', id)
    .execute()
}

/** E3: whom the ceiling leaves without their number somebody has to tell. A ceiling of none is somebody's will, and no news. */
async function tellOfCeiling(ctx: Context, groupId: number, limit: number) {
  if (limit > 0) await alertLeadsHourly(ctx, groupId, 'mail_unconfirmed', { limit: String(limit) })
}

/** Whoever wrote the mail the ticket began with, and nobody who was copied on it; otherwise the customer's address. Never ourselves. */
export async function addressee(ctx: Context, { began, contact }: Standing): Promise<Recipient | null> {
  const wrote = began?.address ? { name: began.name, address: began.address } : contact
  const to = wrote && recipientFrom({ name: wrote.name, address: wrote.address.toLowerCase() })
  return to && !isOwn(to.address, await ownAddresses(ctx)) ? to : null
}

export async function question(ctx: Context, { kind, due_at }: Notice, known: Standing, to: Recipient | null) {
  const { status, closedReason, tellsSolved, tellsClosed, began, contact, asked } = known
  return {
    ...{ kind, status, closedReason, tellsSolved, tellsClosed, asked, address: to?.address ?? null },
    silent: began?.silent ?? false,
    byAnother: known.byAnother,
    forged: began?.forged ?? false,
    failing: !!contact?.failing && contact.address === to?.address,
    toldByAgent: kind === 'confirmation' ? known.answeredByAgent : known.toldInThatSave,
    hoursLate: (ctx.now.getTime() - newsSince(kind, due_at, began).getTime()) / 3_600_000,
    lastHour: to
      ? await lastHour(ctx, to.address)
      : { confirmationsToAddress: 0, automaticToAddress: 0, confirmations: 0 },
    limits: await mailSettings(ctx),
  }
}

/** A mailbox may be connected long after its mails came in: whoever wrote then is not told now that it arrived. */
function newsSince(kind: NoticeKind, dueAt: Date, began: Standing['began']): Date {
  const sentAt = kind === 'confirmation' && began?.sentAt ? new Date(began.sentAt) : dueAt
  return sentAt < dueAt ? sentAt : dueAt
}

async function confirms({ db }: Context, mailbox: SendingMailbox | null): Promise<boolean> {
  if (!mailbox) return false
  const row = await db.selectFrom('mailboxes').select('confirms').where('id', '=', mailbox.id).executeTakeFirstOrThrow()
  return row.confirms
}

/** An interaction of the ticket like any other, written by the desk: it meets no first response and answers nobody's question. */
async function writeIt(
  ctx: Context,
  ticketId: number,
  kind: NoticeKind,
  mailbox: SendingMailbox,
  to: Recipient,
  { began }: Standing,
): Promise<number> {
  const { values, reader, byStranger } = await valuesOf(ctx, ticketId, mailbox.language)
  const { subject, html, text, fault } = await write(ctx, { kind, language: reader.language }, values)
  if (fault !== null) await noteBroken(ctx, { kind, language: reader.language }, fault)
  return say(ctx, await lockOnly(ctx, ticketId), {
    ...{ kind: 'email', direction: 'out', party: 'customer', partyId: null, internal: false, automatic: true },
    ...{ subject, words: { text, html, visibleText: text } },
    from: { name: mailbox.name, address: mailbox.address },
    ...{ to: [byStranger ? { ...to, name: null } : to], cc: [], replyToId: began?.id ?? null, attachments: [] },
    ...{ fromCustomer: false, fromThirdParty: false, missed: false, outward: true },
    mail: { mailboxId: mailbox.id, kind, quotedId: null, asks: false },
  })
}
