import { sql } from 'kysely'
import type { Static } from 'typebox'
import { seen } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import { knownBy, survivorSeen } from '../../customers/customers.ts'
import { addresses } from '../../customers/reaching.ts'
import { notFound } from '../../platform/errors.ts'
import { groupFor } from '../../tickets/opening.ts'
import { tells } from '../templates/templates.ts'
import { valuesOf } from '../templates/values.ts'
import type { openingNotice } from './contract.ts'
import { standingIfOpened } from './notices.queries.ts'
import { whyNotWrite } from './notices.rules.ts'
import { CONFIRMED, judged, lookedAt } from './notices.ts'

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

type Opening = Static<(typeof openingNotice)['query']>

/** T8, E6: whom the desk would confirm a ticket to by mail, were it registered now; or tell that it is solved, where it is by then. */
export async function openingNoticeOf(ctx: Context, opening: Opening): Promise<{ to: string | null }> {
  const { channel = 'phone', resolved, customerId, ...who } = opening
  const { id: groupId } = await groupFor(ctx, opening.groupId)
  if (!resolved && !CONFIRMED.has(channel)) return { to: null }
  const named = customerId ?? (await knownBy(ctx, who))
  const id = named ? ((await survivorSeen(ctx, named))?.id ?? null) : null
  const known = await standingIfOpened(ctx, { groupId, customerId: id, channel })
  const [email] = id === null && who.email ? addresses([who.email]) : []
  const fresh = email ? { name: who.name ?? '', address: email, failing: false, behind: 'known' as const } : null
  const kind = resolved ? ('solved' as const) : ('confirmation' as const)
  const notice = { id: 0, ticket_id: 0, kind, due_at: ctx.now }
  const { to, asked } = await judged(ctx, { id: 0, group_id: groupId }, notice, {
    ...known,
    contact: known.contact ?? fresh,
  })
  const why = whyNotWrite({ ...asked, status: resolved ? 'completed' : 'pending' })
  return { to: why === null && to ? to.address : null }
}

async function seenTicket({ db, actor }: Context, ticketId: number) {
  const { rows } = await sql<{ id: number; group_id: number }>`select t.id, t.group_id from tickets t
    where t.id = ${ticketId} and ${seen(actor, 't.group_id')}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}
