import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { LockedTicket } from '../tickets/locking.ts'
import { confirmsByPhone } from './calling.rules.ts'
import type { Saying } from './saying.ts'
import { readCourtesy } from './thanks.rules.ts'

/** E7: what would have confirmed the solution, had somebody vouched that the customer wrote it, is told as such. */
export async function courtesyOn(ctx: Context, { status, accepted_at }: LockedTicket, said: Saying) {
  const { lacksProof, ...courtesy } = await courtesyOf(ctx, said)
  return { ...courtesy, ...(lacksProof && status === 'completed' && !accepted_at && { lacksProof }) }
}

/**
 * E7: who confirms has said no more than thanks: by phone in whatever words the agent noted it down, by mail in words that say so, or by a
 * yes to a mail that asked for it.
 */
export async function courtesyOf(ctx: Context, said: Saying) {
  const { call, words, from, attachments, enclosed = [], unproven } = said
  if (call && confirmsByPhone(call)) return { bareThanks: true, confirms: true, lacksProof: false }
  const shown = attachments.length + enclosed.filter(({ inline }) => !inline).length
  const { bareThanks, confirms, agrees } = readCourtesy(words.visibleText, shown, from?.name)
  const solved = confirms || (agrees && (await asksWhetherSolved(ctx, said.replyToId)))
  return { bareThanks: bareThanks || solved, confirms: solved && !unproven, lacksProof: solved && unproven === true }
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
