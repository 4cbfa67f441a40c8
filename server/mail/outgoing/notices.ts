import { sql } from 'kysely'
import { alertLeadsHourly } from '../../alerts/alerts.ts'
import type { AsDesk, Context } from '../../context.ts'
import { isOwn, nameFrom, type Recipient, recipientFrom } from '../../conversations/addresses.rules.ts'
import { ownAddresses, type SendingMailbox, sendingMailbox } from '../../conversations/mailing.queries.ts'
import { say } from '../../conversations/saying.ts'
import type { FactOf } from '../../facts.ts'
import { Refusal } from '../../platform/errors.ts'
import { unawaited } from '../../platform/pipeline.ts'
import { mailSettings } from '../../platform/settings.ts'
import { type LockedTicket, lockOnly, lockTicket } from '../../tickets/locking.ts'
import { UNDO_SECONDS } from '../../tickets/undoing.rules.ts'
import type { Desk } from '../../transaction.ts'
import { noteBroken, write } from '../templates/templates.ts'
import { valuesOf } from '../templates/values.ts'
import { dueNotices, heldBack, lastHour, type Notice, type Standing, standing, takeNotice } from './notices.queries.ts'
import { type NoticeKind, type Question, whyNotWrite, whyUntold } from './notices.rules.ts'

/**
 * T8, E3: who wrote, called or registered by the portal gets their number by mail; a machine that used the API asked for none, nor did
 * anybody whose words we moved to a ticket of their own, or passed on to the desk.
 */
export const CONFIRMED = new Set(['email', 'portal', 'phone'])

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
async function notice(ctx: Context, ticketId: number, kind: NoticeKind, seconds: number) {
  const { db, now } = ctx
  unawaited(
    db
      .updateTable('mail_notices')
      .set({ outcome: 'changed', decided_at: now })
      .where('ticket_id', '=', ticketId)
      .where('kind', '=', kind)
      .where('outcome', 'is', null)
      .execute(),
  )
  unawaited(
    sql`insert into mail_notices (ticket_id, kind, due_at)
      select ${ticketId}, ${kind}, ${new Date(now.getTime() + seconds * 1000)}::timestamptz
      where exists (select 1 from mailboxes where active and outgoing is not null)`.execute(db),
  )
}

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
  const found = await lookedAt(ctx, ticket, due)
  const why = whyNotWrite(found.asked)
  if (why === 'ceiling') await tellOfCeiling(ctx, found.known.groupId, found.asked.limits.confirmationsPerHour)
  await settle(ctx, due, why ?? 'written', why === null ? await writeIt(ctx, due, found) : null)
  if (why !== null) ctx.announced.push({ topic: 'ticket', ticketId, groupIds: [ticket.group_id] })
}

/** E3: what only a brake held back, and the ticket's feed says so, leaves because somebody who reads that wants it to. */
export async function confirmAs(ctx: Context, ticketId: number): Promise<number> {
  const ticket = await lockTicket(ctx, ticketId, 'change')
  const held = await heldBack(ctx, ticketId)
  const found = held && (await lookedAt(ctx, ticket, held))
  if (!found || whyUntold({ ...found.asked, hoursLate: 0 }) !== null) throw new Refusal(422, 'nothing_to_confirm')
  const interactionId = await writeIt(ctx, held, found)
  await settle(ctx, held, 'written', interactionId)
  return interactionId
}

type Found = { known: Standing; mailbox: SendingMailbox | null; to: Recipient | null; asked: Question }

/** What a notice depends on, as it is now. */
export async function lookedAt(
  ctx: Context,
  ticket: Pick<LockedTicket, 'id' | 'group_id'>,
  due: Notice,
): Promise<Found> {
  return judged(ctx, ticket, due, await standing(ctx, due))
}

export async function judged(
  ctx: Context,
  ticket: Pick<LockedTicket, 'id' | 'group_id'>,
  due: Notice,
  known: Standing,
): Promise<Found> {
  const mailbox = await sendingMailbox(ctx, ticket, known.began?.mailboxId ?? null)
  const to = await addressee(ctx, known)
  const asked = { ...(await question(ctx, due, known, to)), sends: mailbox !== null }
  const confirming = known.began?.mailboxId ?? mailbox?.id ?? null
  return { known, mailbox, to, asked: { ...asked, confirms: await confirms(ctx, confirming) } }
}

const settle = ({ db, now }: Context, { id }: Notice, outcome: string, interactionId: number | null) =>
  db
    .updateTable('mail_notices')
    .set({ outcome, interaction_id: interactionId, decided_at: now })
    .where('id', '=', id)
    .execute()

/** E3: whom the ceiling leaves without their number somebody has to tell. */
const tellOfCeiling = (ctx: Context, groupId: number, limit: number) =>
  alertLeadsHourly(ctx, groupId, 'mail_unconfirmed', { limit: String(limit) })

/** Whoever wrote the mail the ticket began with, and nobody who was copied on it; otherwise the customer's address. Never ourselves. */
async function addressee(ctx: Context, { began, contact }: Standing): Promise<Recipient | null> {
  const wrote = began?.address ? { name: began.name, address: began.address } : contact
  const to = wrote && recipientFrom({ name: nameFrom(wrote.name), address: wrote.address.toLowerCase() })
  return to && !isOwn(to.address, await ownAddresses(ctx)) ? to : null
}

async function question(ctx: Context, { kind, due_at }: Notice, known: Standing, to: Recipient | null) {
  const { status, closedReason, tellsSolved, tellsClosed, began, contact, asked } = known
  return {
    ...{ kind, status, closedReason, tellsSolved, tellsClosed, asked, address: to?.address ?? null },
    silent: began?.silent ?? false,
    byAnother: known.byAnother,
    forged: began?.forged ?? false,
    behind: (began?.address ? began : contact)?.behind ?? 'nothing',
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

/** Asked of the mailbox the ticket came by, whichever sends; of the one that sends, where it came by none. */
async function confirms({ db }: Context, mailboxId: number | null): Promise<boolean> {
  if (mailboxId === null) return false
  const row = await db.selectFrom('mailboxes').select('confirms').where('id', '=', mailboxId).executeTakeFirstOrThrow()
  return row.confirms
}

/** An interaction of the ticket like any other, written by the desk: it meets no first response and answers nobody's question. */
async function writeIt(
  ctx: Context,
  { ticket_id: ticketId, kind }: Notice,
  { known: { began }, ...found }: Found,
): Promise<number> {
  const [mailbox, to] = [found.mailbox!, found.to!]
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
