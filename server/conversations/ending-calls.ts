import type { Static } from 'typebox'
import type { Context } from '../context.ts'
import { isWithheld } from '../customers/phones.rules.ts'
import { Refusal } from '../platform/errors.ts'
import { groupOf, lockOnly } from '../tickets/locking.ts'
import { noteCallback } from '../tickets/replying.ts'
import type { endCall } from './calls.contract.ts'
import { callRecord } from './calls.queries.ts'
import { announce, type LockedCall, lockCall, takeNotes, together } from './calls.ts'
import { faultOfEnding, lacksTicket } from './ending-calls.rules.ts'
import { type Saying, say } from './saying.ts'
import { wordsOf } from './words.ts'

type End = Static<(typeof endCall)['body']>

/** T8, Z8: a call ends with one outcome, always; what was noted after its ticket was made goes there as a note. */
export async function endCallAs(ctx: Context, id: number, end: End) {
  const { ticketId } = await callRecord(ctx, id)
  const ticket = ticketId ? await lockOnly(ctx, ticketId) : null
  const call = await lockCall(ctx, id)
  // Made into a ticket while we waited: the end is decided anew, with it before one's eyes.
  if (call.ticket_id !== ticketId) throw new Refusal(409, 'stale', { extra: { call: await callRecord(ctx, id) } })
  const callbackAt = end.callbackAt ? new Date(end.callbackAt) : null
  await refuseEnding(ctx, call, end, callbackAt)
  const fact = { callId: id, outcome: end.outcome, callbackAt, ...(ticketId && { ticketId }), ...whose(call) }
  await ctx.record({ type: 'call.ended', ...fact }, async () => {
    const written = await takeNotes(ctx, id)
    await writeEnd(ctx, call, end, callbackAt, written)
    if (call.result !== 'answered') await settleMissed(ctx, call, end)
    if (ticket && callbackAt) await noteCallback(ctx, ticket.id, callbackAt)
    if (ticket && written) await say(ctx, ticket, noteOf(written))
  })
  announce(ctx, call.group_id)
}

const whose = (call: LockedCall) => (call.customer_id ? { customerId: call.customer_id } : {})

async function refuseEnding(ctx: Context, call: LockedCall, end: End, callbackAt: Date | null) {
  const group = call.group_id ? await groupOf(ctx, call.group_id) : null
  const ending = {
    ...{ outcome: end.outcome, callbackAt, now: ctx.now, hasTicket: call.ticket_id !== null },
    reachable: call.ticket_id !== null || call.customer_id !== null || call.e164 !== null,
    callRecordOnly: group?.call_record_only ?? false,
  }
  if (lacksTicket(ending)) throw new Refusal(422, 'call_needs_ticket')
  const fields = faultOfEnding(ending)
  if (fields) throw new Refusal(400, 'invalid', { fields })
}

async function writeEnd(ctx: Context, call: LockedCall, end: End, callbackAt: Date | null, written: string) {
  const lasted = Math.max(0, Math.min(86_400, Math.round((+ctx.now - +call.started_at) / 1000)))
  await ctx.db
    .updateTable('calls')
    .set({
      ...{ outcome: end.outcome, under_way: false, callback_at: callbackAt, callback_rung_at: null },
      notes: together(call.notes, written),
      seconds: call.under_way ? (end.seconds ?? lasted) : call.seconds,
    })
    .where('id', '=', call.id)
    .execute()
  await ctx.db.deleteFrom('call_notes').where('call_id', '=', call.id).execute()
}

/** Who rang five times in vain is one matter: what is decided for the last of them is decided for all. */
async function settleMissed(ctx: Context, call: LockedCall, { outcome }: End) {
  const [column, number] = call.e164 ? (['e164', call.e164] as const) : (['number', call.number] as const)
  if (!number || isWithheld(number)) return
  await ctx.db
    .updateTable('calls')
    .set({ outcome })
    .where(column, '=', number)
    .where('id', '<', call.id)
    .where('result', '!=', 'answered')
    .where('outcome', 'is', null)
    .where('ticket_id', 'is', null)
    .where('group_id', call.group_id === null ? 'is' : '=', call.group_id)
    .execute()
}

const noteOf = (text: string): Saying => ({
  ...{ kind: 'note', direction: 'out', party: 'agent', partyId: null, internal: true, words: wordsOf({ text }) },
  ...{ to: [], cc: [], attachments: [], replyToId: null },
  ...{ fromCustomer: false, fromThirdParty: false, missed: false, outward: false },
})
