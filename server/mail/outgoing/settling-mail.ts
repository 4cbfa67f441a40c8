import { sql } from 'kysely'
import { alertAdmins, raiseAlert } from '../../alerts/alerts.ts'
import type { Context } from '../../context.ts'
import { leftFrom } from '../../conversations/saying.ts'
import { markEmailFailing } from '../../customers/emails.ts'
import type { FactOf } from '../../facts.ts'
import { customerAwaitsAnswer } from '../../tickets/attending.queries.ts'
import { lockOnly } from '../../tickets/locking.ts'
import { markNew, recountOurWords } from '../../tickets/replying.ts'
import type { Claim } from './claiming.ts'
import { type Attempt, type Outcome, outcomeOf, refusesAddress } from './outcome.rules.ts'
import type { Parcel } from './parcel.queries.ts'

/** Writes down what came of a try: for each recipient, for the mail, and for the mailbox where it was the mailbox's trouble. */
export async function settleMail(ctx: Context, claim: Claim, parcel: Parcel, attempt: Attempt) {
  const { id, ticketId, interactionId, waiting, mailbox } = parcel
  if (ticketId) await lockOnly(ctx, ticketId)
  if (!(await stillOurs(ctx, claim))) return
  const { reached, doubt } = parcel
  const outcome = outcomeOf(inWords(ctx, attempt, mailbox), waiting, {
    tries: claim.attempts,
    age: claim.age,
    reached,
    doubt,
  })
  const about = { outgoingId: id, ...(ticketId && interactionId && { ticketId, interactionId }) }
  const refused = outcome.deliveries.filter(({ state }) => state === 'refused')
  const failed = {
    recipients: refused.map(({ recipient }) => recipient),
    // why these were refused, and not why others still wait
    detail: refused[0]?.detail ?? null,
    whole: outcome.state === 'failed',
  }
  const [first, second] = [
    ...(outcome.state === 'sent' ? [{ type: 'mail.sent' as const, ...about }] : []),
    ...(refused.length ? [{ type: 'mail.failed' as const, ...about, ...failed }] : []),
  ]
  const write = async () => {
    await writeOutcome(ctx, id, outcome, claim.lost)
    if (outcome.state === 'sent' && interactionId) await leftFrom(ctx, interactionId, mailbox)
  }
  await (first ? ctx.record(first, write) : write())
  if (second) await ctx.record(second, async () => {})
  await markRefused(ctx, attempt)
  if (attempt.failure?.of === 'mailbox') await noteTrouble(ctx, parcel, attempt.failure.text, outcome.wait)
  else if (mailbox.trouble !== null) await noteWorking(ctx, mailbox.id)
  if (ticketId) await tellBrowsers(ctx, ticketId)
}

/** E5: an address refused at once is marked like one that a mail came back from, whatever mail of ours it was. */
async function markRefused(ctx: Context, { refused }: Attempt) {
  for (const one of refused.filter(refusesAddress)) await markEmailFailing(ctx, one.address.toLowerCase(), one.text)
}

/** A silence behind the mail, and what we never asked, is told in our own words; whatever a server says, in its own. */
function inWords({ voice }: Context, attempt: Attempt, { language }: Parcel['mailbox']): Attempt {
  const { failure } = attempt
  if (!failure?.doubt && !failure?.unsayable) return attempt
  const say = voice(language)
  const { unsayable: address } = failure
  if (address) return { ...attempt, failure: { ...failure, text: say('delivery.unsayable', { address }) } }
  const text = failure.text ? say('delivery.in_doubt', { why: failure.text }) : say('delivery.sender_lost')
  return { ...attempt, failure: { ...failure, text } }
}

/** Nobody else took it up meanwhile. Who was given up for lost with a mail that is not sent again yet may still say what came of it. */
async function stillOurs({ db }: Context, { id, attempts, lost }: Claim): Promise<boolean> {
  const row = await db
    .selectFrom('outgoing_mails')
    .select(['state', 'attempts', 'handed_over'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const late = row.state === 'queued' && row.handed_over && !lost
  return (row.state === 'sending' || late) && row.attempts === attempts
}

async function writeOutcome(
  { db, now }: Context,
  id: number,
  { state, deliveries, wait, detail, doubt }: Outcome,
  lost: boolean,
) {
  await db
    .updateTable('outgoing_mails')
    .set({
      ...{
        state,
        detail,
        in_doubt: doubt,
        handed_over: lost,
        try_at: wait === null ? null : new Date(now.getTime() + wait),
      },
      ...(state === 'sent' && { sent_at: now }),
    })
    .where('id', '=', id)
    .execute()
  await sql`update deliveries d set state = r.state, detail = r.detail, at = ${now}
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as r(recipient text, state text, detail text)
    where d.outgoing_id = ${id} and d.recipient = r.recipient and d.state = 'queued'`.execute(db)
}

/** Trouble of a mailbox is told to the admins once; what else is due by it waits as long, so that no mail is tried in vain. */
async function noteTrouble(ctx: Context, { mailbox }: Parcel, trouble: string, wait: number | null) {
  if (wait !== null)
    await sql`update outgoing_mails set try_at = ${new Date(ctx.now.getTime() + wait)}
      where mailbox_id = ${mailbox.id} and state = 'queued' and try_at <= ${ctx.now}`.execute(ctx.db)
  const { sending_trouble } = await ctx.db
    .selectFrom('mailboxes')
    .select('sending_trouble')
    .where('id', '=', mailbox.id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (sending_trouble !== null) return
  await ctx.record({ type: 'mailbox.failing', mailboxId: mailbox.id, trouble }, () =>
    ctx.db
      .updateTable('mailboxes')
      .set({ sending_trouble: trouble, sending_trouble_since: ctx.now })
      .where('id', '=', mailbox.id)
      .execute(),
  )
  await alertAdmins(ctx, { kind: 'mailbox_failing', detail: { address: mailbox.address, trouble } })
}

const noteWorking = (ctx: Context, mailboxId: number) =>
  ctx.record({ type: 'mailbox.working', mailboxId }, () =>
    ctx.db
      .updateTable('mailboxes')
      .set({ sending_trouble: null, sending_trouble_since: null })
      .where('id', '=', mailboxId)
      .execute(),
  )

async function tellBrowsers(ctx: Context, ticketId: number) {
  const { group_id } = await ctx.db
    .selectFrom('tickets')
    .select('group_id')
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow()
  ctx.announced.push({ topic: 'ticket', ticketId, groupIds: [group_id] })
}

/** A mail that did not reach whom it should is told to who answers for the ticket and to who wrote it; and it told the customer nothing. */
export async function alertOfFailure(ctx: Context, fact: FactOf<'mail.failed'>) {
  const { ticketId, interactionId, recipients, detail } = fact
  if (!ticketId) return
  await recountOurWords(ctx, { ticketId })
  if (fact.whole || (await customerAwaitsAnswer(ctx, ticketId))) await markNew(ctx, ticketId)
  const { rows } = await sql<{ id: number }>`
    select a.id from tickets t join interactions i on i.id = ${interactionId}
      join agents a on a.active and (a.id = t.owner_id or (a.id = i.author_id and i.author_kind = 'agent')
        or (t.owner_id is null and i.author_kind <> 'agent' and exists (select 1 from memberships m
          where m.agent_id = a.id and m.group_id = t.group_id and m."right" in ('change', 'full'))))
    where t.id = ${ticketId} order by a.id`.execute(ctx.db)
  for (const { id } of rows)
    await raiseAlert(ctx, {
      agentId: id,
      ticketId,
      kind: 'mail_failed',
      detail: { recipients: recipients.join(', '), why: detail ?? '' },
    })
}
