import { sql } from 'kysely'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { sendingMailbox } from '../../conversations/mailing.queries.ts'
import { notFound } from '../../platform/errors.ts'
import { type Completeness, completenessOf } from '../../tickets/completeness.queries.ts'
import type { TicketStatus } from '../../tickets/contract.ts'
import { nextUpdateAfter } from '../../tickets/settling.ts'
import { write } from '../templates/templates.ts'
import { type Reader, type Says, valuesOf } from '../templates/values.ts'
import { askedBefore } from './asked.queries.ts'
import { doneOf, type Happened, type Next, standsAt } from './proposing.rules.ts'
import { WORDING } from './wording.ts'

/** E2: whether the details suffice; if not, one message that asks for the rest in the customer's language. */
export async function completenessFor(ctx: Context, ticketId: number) {
  const { answered, missing } = await completenessOf(ctx, ticketId, ctx.language)
  const complete = missing.length === 0
  const { askedAt, heardAt } = await askedBefore(
    ctx,
    ticketId,
    missing.map(({ id }) => id),
  )
  return {
    ...{ complete, answered, heardAt },
    missing: missing.map((question) => ({ ...question, askedAt: askedAt.get(question.id) ?? null })),
    message: complete ? null : await questionFor(ctx, ticketId),
  }
}

async function questionFor(ctx: Context, ticketId: number) {
  const { values, reader } = await valuesOf(ctx, ticketId, await languageOf(ctx, ticketId))
  const { missing }: Completeness = await completenessOf(ctx, ticketId, reader.language)
  return proposal(
    reader,
    await write(ctx, { kind: 'question', language: reader.language }, { ...values, questions: missing }),
  )
}

const proposal = ({ language }: Reader, { subject, html, text }: { subject: string; html: string; text: string }) => ({
  ...{ language, subject, html, text },
})

/** Where nobody knows the customer's language, the mailbox's. */
async function languageOf(ctx: Context, ticketId: number) {
  const { rows } = await sql<{
    id: number
    group_id: number
  }>`select id, group_id from tickets where id = ${ticketId}`.execute(ctx.db)
  return (await sendingMailbox(ctx, rows[0]!, null))?.language ?? 'es'
}

/** E5: what was done since the customer last heard from us, and what comes next. Only what concerns them: notes and names stay inside. */
export async function updateFor(ctx: Context, ticketId: number) {
  const ticket = await seenTicket(ctx, ticketId)
  const { values, reader, says } = await valuesOf(ctx, ticketId, await languageOf(ctx, ticketId))
  const { done: words, next: coming } = WORDING[reader.language]
  const did = doneOf(await happenedSince(ctx, ticketId, ticket.since, says), ticket.status)
  const done = did.map((each) => (typeof each === 'object' ? each.told : words[each]))
  const next = await comesNext(ctx, ticketId, ticket, standsAt(ticket.status, did), { words: coming, says })
  const written = await write(ctx, { kind: 'update', language: reader.language }, { ...values, done, next })
  return { since: ticket.since, done, next, ...proposal(reader, written) }
}

type Seen = { status: TicketStatus; since: Date | null; callbackAt: Date | null; chaseAt: Date | null }

async function seenTicket({ db, actor }: Context, ticketId: number): Promise<Seen> {
  const { rows } = await sql<Seen>`select t.status, t.customer_told_at as since, t.callback_at as "callbackAt",
      (select min(chase_at) from parties where ticket_id = t.id and awaited) as "chaseAt"
    from tickets t where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

type Row = { what: string; title: string | null; from: TicketStatus; to: TicketStatus; at: Date }

/** What was taken back did not happen. */
async function happenedSince({ db }: Context, ticketId: number, since: Date | null, says: Says): Promise<Happened[]> {
  const { rows } = await sql<Row>`
    select what, title, "from", "to", at from (
      select case type when 'ticket.moved' then 'moved' when 'ticket.handed_over' then 'handed_over' when 'ticket.reopened' then 'reopened' else 'answered' end as what,
          null as title, detail->>'from' as "from", detail->>'to' as "to", at, id
        from facts f where ticket_id = ${ticketId} and type in ('ticket.moved', 'ticket.handed_over', 'ticket.reopened', 'third_party.replied')
          and not exists (select 1 from facts u where u.ticket_id = f.ticket_id and u.type = 'ticket.undone' and u.detail->>'request' = f.request and u.detail->'mailOnly' is null)
      union all
      select 'called', null, null, null, started_at, 0 from calls where ticket_id = ${ticketId} and direction = 'out' and result = 'answered' and customer_id is not null
      union all
      select 'activity', title, null, null, done_at, 0 from activities where ticket_id = ${ticketId} and done_at is not null and kind in ('visit', 'appointment')
    ) done where ${since}::timestamptz is null or at > ${since} order by at, id limit 200`.execute(db)
  return rows.map(({ what, title, from, to, at }) => {
    if (what === 'moved') return { what, from, to }
    if (what === 'activity') return { what, told: `${title} (${says(at)})` }
    return { what: what as 'answered' }
  })
}

/** Where it stands, what was agreed, whom we ask or call next, and by when the customer hears from us again once they have this. */
async function comesNext(
  ctx: Context,
  ticketId: number,
  { status, callbackAt, chaseAt }: Seen,
  stands: Next | null,
  { words, says }: { words: (typeof WORDING)[Reader['language']]['next']; says: Says },
): Promise<string[]> {
  const coming = (date: Date | null, say: (when: string) => string) => (date && date > ctx.now ? [say(says(date))] : [])
  return [
    ...(stands ? [words[stands]] : []),
    ...(await planned(ctx, ticketId, says)),
    ...coming(callbackAt, words.call),
    ...coming(status === 'third_party_action' ? chaseAt : null, words.chase),
    ...coming(await nextUpdateAfter(ctx, ticketId), words.update),
  ]
}

/** Visits and appointments that were agreed; other tasks are our own business. */
async function planned({ db, now }: Context, ticketId: number, says: Says): Promise<string[]> {
  const { rows } = await sql<{ title: string; due_at: Date }>`
    select title, due_at from activities where ticket_id = ${ticketId} and done_at is null and kind in ('visit', 'appointment') and due_at > ${now}
    order by due_at limit 20`.execute(db)
  return rows.map(({ title, due_at }) => `${title} (${says(due_at)})`)
}
