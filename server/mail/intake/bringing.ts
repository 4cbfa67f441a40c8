import { sql } from 'kysely'
import { hasRight } from '../../auth/access.ts'
import { actAs } from '../../auth/as-desk.ts'
import { agentById } from '../../auth/identify.ts'
import type { Context } from '../../context.ts'
import { type FirstWords, openTicketWith } from '../../conversations/opening.ts'
import { wordsOf } from '../../conversations/words.ts'
import { spellings } from '../../platform/addresses.ts'
import { unawaited } from '../../platform/pipeline.ts'
import { type NewTicket, openTicket } from '../../tickets/opening.ts'
import { saysSomething } from '../../tickets/subject.rules.ts'
import { type Brought, broughtIn } from './bringing.rules.ts'
import type { Held, Placed } from './placing.ts'
import { nameOf } from './sender.rules.ts'
import { sayOnTicket } from './speaking.ts'

/**
 * E1: an agent who passes a customer's mail on to the desk, or writes to a customer with the desk in copy, opens a ticket of that customer
 * with what they bring; the customer wrote nothing to the desk, and is told nothing. Null: no proven agent's mail, or about nobody outside.
 */
export async function openFromAgent(ctx: Context, held: Held): Promise<Placed | null> {
  const { mailbox, understood } = held
  const brought = broughtIn(understood, mailbox.ownAddresses)
  if (!brought || !mailbox.groupActive) return null
  const agentIds = await agentsAmong(ctx, [understood.sender!.address, ...brought.map(({ whose }) => whose.address)])
  const [agentId, ...others] = agentIds
  const outside = brought.filter((_, n) => !others[n])
  if (!agentId || outside.length !== 1) return null
  const actor = await agentById(ctx.db, agentId, ctx.config.companyZone)
  if (!hasRight(actor, mailbox.groupId, 'change')) return null
  const ticketId = await actAs(ctx, actor, () => openFor(ctx, held, outside[0]!))
  const tied = { tie: 'token', ticketId, groupId: mailbox.groupId, interactionId: null, addressee: NOBODY } as const
  const interactionId = await sayOnTicket(ctx, besides(held, outside[0]!), tied, { as: 'agent', agentId })
  return { outcome: 'ticket_created', reason: null, ticketId, interactionId }
}

const NOBODY = { is: 'stranger' } as const

async function openFor(ctx: Context, held: Held, { whose, subject, text, remarks }: Brought): Promise<number> {
  const { mailbox, say } = held
  const { mail, enclosed } = held.understood
  const title = saysSomething(mail.subject) && mail.subject.trim()
  const description = (text || mail.text.trim() || title || say('mail.no_words')).slice(0, 200_000)
  const input = {
    description,
    subject: (subject || mail.subject.trim()).slice(0, 500).toWellFormed() || undefined,
    customer: { name: nameOf(whose), email: whose.address },
    groupId: mailbox.groupId,
    channel: 'email' as const,
    brought: true as const,
  }
  if (remarks === null) return openTicket(ctx, input)
  return passOn(ctx, mailbox.mailboxId, input, { words: wordsOf({ text }), subject, from: whose, enclosed })
}

/**
 * The customer's words lie on the ticket as theirs, to be answered and passed on; but for who passed them on nobody vouches that they wrote them, and
 * the mail they came in is that agent's: nothing of who that is, and no answer to it, is of these words.
 */
async function passOn(ctx: Context, mailbox_id: number, input: NewTicket, words: FirstWords): Promise<number> {
  const { ticketId, interactionId } = await openTicketWith(ctx, input, words)
  const row = { interaction_id: interactionId, ticket_id: ticketId, mailbox_id, doubted: true }
  unawaited(ctx.db.insertInto('mail_messages').values(row).execute())
  return ticketId
}

/** What is left of the mail once the customer's words lie beside it: their files are with them, and its text is there for whoever unfolds it. */
function besides(held: Held, { remarks }: Brought): Held {
  if (remarks === null) return held
  const { mail, ...understood } = held.understood
  const visibleText = remarks || held.say('mail.passed_on')
  return { ...held, understood: { ...understood, enclosed: [], mail: { ...mail, html: null, visibleText } } }
}

/** Which agent each address is of, whether or not they still work here; only the writer has to. */
async function agentsAmong({ db }: Context, addresses: string[]): Promise<(number | null)[]> {
  const { rows } = await sql<{ id: number; email: string }>`
    select id, email from agents where email = any(${addresses.flatMap(spellings)})`.execute(db)
  return addresses.map((address) => rows.find(({ email }) => spellings(address).includes(email))?.id ?? null)
}
