import { sql } from 'kysely'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { sendingMailbox } from '../../conversations/mailing.queries.ts'
import { notFound } from '../../platform/errors.ts'
import { type Completeness, completenessOf } from '../../tickets/completeness.queries.ts'
import { write } from '../templates/templates.ts'
import { momentFor, type Reader, valuesOf } from '../templates/values.ts'
import { askedBefore } from './asked.queries.ts'
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
  const since = await lastTold(ctx, ticketId)
  const { values, reader } = await valuesOf(ctx, ticketId, await languageOf(ctx, ticketId))
  const done = await doneSince(ctx, ticketId, since, reader)
  const next = await planned(ctx, ticketId, reader)
  const written = await write(ctx, { kind: 'update', language: reader.language }, { ...values, done, next })
  return { since, done, next, ...proposal(reader, written) }
}

async function lastTold({ db, actor }: Context, ticketId: number): Promise<Date | null> {
  const { rows } = await sql<{ told: Date | null }>`select t.customer_told_at as told from tickets t
    where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0].told
}

async function doneSince({ db }: Context, ticketId: number, since: Date | null, reader: Reader): Promise<string[]> {
  const { done } = WORDING[reader.language]
  const { rows } = await sql<{ what: keyof typeof done | 'activity'; title: string | null; at: Date }>`
    select what, title, at from (
      select case when type = 'ticket.handed_over' then 'handed_over' when type = 'ticket.reopened' then 'reopened'
          when detail->>'to' = 'in_progress' then 'worked' when detail->>'to' = 'third_party_action' then 'third_party' end as what, null as title, at
        from facts where ticket_id = ${ticketId} and type in ('ticket.moved', 'ticket.handed_over', 'ticket.reopened')
      union all
      select 'called', null, started_at from calls where ticket_id = ${ticketId} and direction = 'out' and result = 'answered' and customer_id is not null
      union all
      select 'activity', title, done_at from activities where ticket_id = ${ticketId} and done_at is not null and kind in ('visit', 'appointment')
    ) done where what is not null and (${since}::timestamptz is null or at > ${since}) order by at limit 50`.execute(db)
  const lines = rows.map(({ what, title, at }) =>
    what === 'activity' ? `${title} (${momentFor(at, reader)})` : done[what],
  )
  return [...new Set(lines)]
}

/** Visits and appointments that were agreed; other tasks are our own business. */
async function planned({ db, now }: Context, ticketId: number, reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ title: string; due_at: Date }>`
    select title, due_at from activities where ticket_id = ${ticketId} and done_at is null and kind in ('visit', 'appointment') and due_at > ${now}
    order by due_at limit 20`.execute(db)
  return rows.map(({ title, due_at }) => `${title} (${momentFor(due_at, reader)})`)
}
