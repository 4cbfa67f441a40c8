import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { LockedTicket } from '../tickets/locking.ts'
import { confirmsByPhone } from './calling.rules.ts'
import { isLogo } from './previews.rules.ts'
import type { Saying } from './saying.ts'
import { readCourtesy } from './thanks.rules.ts'

/** E7: what would have confirmed the solution, had somebody vouched that the customer wrote it, is told as such. */
export async function courtesyOn(ctx: Context, { id, status, accepted_at }: LockedTicket, said: Saying) {
  const { lacksProof, ...courtesy } = await courtesyOf(ctx, id, said)
  return { ...courtesy, ...(lacksProof && status === 'completed' && !accepted_at && { lacksProof }) }
}

/**
 * E7: who confirms has said no more than thanks: by phone in whatever words the agent noted it down, by mail in words that say so, or by a
 * yes to a mail that asked for it.
 */
export async function courtesyOf(ctx: Context, ticketId: number, said: Saying) {
  const { call, words, from, attachments, enclosed = [], unproven } = said
  if (call && confirmsByPhone(call)) return { bareThanks: true, confirms: true, lacksProof: false }
  const shown =
    attachments.length + enclosed.filter(({ inline }) => !inline).length + (await shownAnew(ctx, ticketId, said))
  const { bareThanks, confirms, agrees } = readCourtesy(words.visibleText, shown, from?.name)
  const solved = confirms || (agrees && (await asksWhetherSolved(ctx, said.replyToId)))
  return { bareThanks: bareThanks || solved, confirms: solved && !unproven, lacksProof: solved && unproven === true }
}

/** Pictures within the text are what phones make of photographs: they say something, but for logos, and what a quote brings along that lay there before. */
async function shownAnew({ db }: Context, ticketId: number, { enclosed = [], raises = 0 }: Saying): Promise<number> {
  const pictures = enclosed.filter(({ inline, stored }) => inline && !isLogo(stored.head, stored.size))
  if (!pictures.length) return 0
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from attachments a join files f on f.id = a.file_id
    where a.ticket_id = ${ticketId} and a.interaction_id <> ${raises} and f.sha256 = any(${pictures.map(({ stored }) => stored.sha256)})`.execute(
    db,
  )
  const known = new Set(rows.map(({ sha256 }) => sha256))
  return pictures.filter(({ stored }) => !known.has(stored.sha256)).length
}

/** The notice that a ticket is solved, or an answer that completed it, asks the customer to confirm (E6). */
async function asksWhetherSolved({ db }: Context, interactionId: number | null): Promise<boolean> {
  if (interactionId === null) return false
  const { rows } = await sql<{ asks: boolean }>`
    select i.direction = 'out' and (o.kind = 'solved' or exists (select 1 from facts f where f.ticket_id = i.ticket_id and f.type = 'agent.replied'
        and (f.detail->>'interactionId')::bigint = i.id and f.detail->'mail'->>'asks' = 'true')) as asks
    from interactions i join outgoing_mails o on o.interaction_id = i.id where i.id = ${interactionId}`.execute(db)
  return rows[0]?.asks ?? false
}
