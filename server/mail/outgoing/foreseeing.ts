import { sql } from 'kysely'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../platform/errors.ts'
import { tells } from '../templates/templates.ts'
import { valuesOf } from '../templates/values.ts'
import { whyNotWrite } from './notices.rules.ts'
import { lookedAt } from './notices.ts'

/** E6: whom the desk would tell by mail that the ticket is solved, were it completed now, and whether that mail tells its solution. */
export async function solvedNoticeOf(ctx: Context, ticketId: number): Promise<{ to: string | null; tells: boolean }> {
  const ticket = await seenTicket(ctx, ticketId)
  const notice = { id: 0, ticket_id: ticketId, kind: 'solved' as const, due_at: ctx.now }
  const { mailbox, to, asked } = await lookedAt(ctx, ticket, notice)
  const completed = { ...asked, status: 'completed', closedReason: null, toldByAgent: false }
  if (!mailbox || !to || whyNotWrite(completed) !== null) return { to: null, tells: false }
  const { reader } = await valuesOf(ctx, ticketId, mailbox.language)
  return { to: to.address, tells: await tells(ctx, { kind: 'solved', language: reader.language }, 'ticket.solution') }
}

async function seenTicket({ db, actor }: Context, ticketId: number) {
  const { rows } = await sql<{ id: number; group_id: number }>`select t.id, t.group_id from tickets t
    where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}
