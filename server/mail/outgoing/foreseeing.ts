import { sql } from 'kysely'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { sendingMailbox } from '../../conversations/mailing.queries.ts'
import { notFound } from '../../platform/errors.ts'
import { tells } from '../templates/templates.ts'
import { valuesOf } from '../templates/values.ts'
import { standing } from './notices.queries.ts'
import { whyNotWrite } from './notices.rules.ts'
import { addressee, question } from './notices.ts'

/** E6: whom the desk would tell by mail that the ticket is solved, were it completed now, and whether that mail tells its solution. */
export async function solvedNoticeOf(ctx: Context, ticketId: number): Promise<{ to: string | null; tells: boolean }> {
  await requireSeen(ctx, ticketId)
  const notice = { id: 0, ticket_id: ticketId, kind: 'solved' as const, due_at: ctx.now }
  const known = await standing(ctx, notice)
  const completed = { ...known, status: 'completed', closedReason: null, toldInThatSave: false }
  const mailbox = await sendingMailbox(ctx, { id: ticketId, group_id: known.groupId }, known.began?.mailboxId ?? null)
  const to = await addressee(ctx, known)
  const asked = await question(ctx, notice, completed, to)
  if (!mailbox || !to || whyNotWrite({ ...asked, sends: true, confirms: false }) !== null)
    return { to: null, tells: false }
  const { reader } = await valuesOf(ctx, ticketId, mailbox.language)
  return { to: to.address, tells: await tells(ctx, { kind: 'solved', language: reader.language }, 'ticket.solution') }
}

async function requireSeen(ctx: Context, ticketId: number) {
  const { rows } =
    await sql`select from tickets t where t.id = ${ticketId} and ${seen(ctx.actor, 't.group_id')}`.execute(ctx.db)
  if (!rows.length) throw notFound()
}
