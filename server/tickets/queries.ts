import { type RawBuilder, sql } from 'kysely'
import { hasRight, seen } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { notFound } from '../platform/errors.ts'
import { explainNextAction, explainTarget } from '../sla/explain.ts'
import { breached, type TargetState } from '../sla/targets.rules.ts'
import { type Permission, permissions } from './can.rules.ts'
import type { Ticket } from './contract.ts'

/** One ticket for somebody who may see it; anything else is not found. */
export async function ticket(ctx: Context, id: number): Promise<Ticket> {
  return one(ctx, id, seen(ctx.actor, 't.group_id'))
}

/** The reply to a change one was allowed to make: shown even if the ticket was just handed out of one's sight. */
export async function ticketForReply(ctx: Context, id: number): Promise<Ticket> {
  return one(ctx, id, sql<boolean>`true`)
}

/** The words that reopened it were said in the same save. */
const REOPENED_SINCE = sql`case when not t.solution_stands then json_build_object('words',
  (select nullif(left(btrim(i.visible_text), 1000), '') from facts f join facts said on said.request = f.request and said.ticket_id = f.ticket_id and said.type = 'customer.replied'
    join interactions i on i.id = (said.detail ->> 'interactionId')::bigint
   where f.ticket_id = t.id and f.type = 'ticket.reopened' and f.id = (select max(id) from facts where ticket_id = t.id and type = 'ticket.reopened')
   order by said.id desc limit 1)) end`

type Row = Omit<Ticket, 'number' | 'nextAction' | 'targets' | 'can' | 'mergedInto'> & {
  mergedIntoId: number | null
  next: { kind: never; dueAt: Date; who: 'agent' | 'group' | 'system' } | null
  settled: { kind: never; dueAt: string | null; metAt: string | null; onHold: boolean; basis: never }[]
  triage: boolean
  agentsClose: boolean
}

async function one(ctx: Context, id: number, condition: RawBuilder<boolean>): Promise<Ticket> {
  const { rows } = await sql<Row & { next_kind: string | null; next_due_at: Date; next_who: never }>`
    select t.id, t.external_number as "externalNumber", t.subject, t.description, t.summary, t.status, t.status_id as "statusId",
      t.priority, t.severity, t.reach, t.channel, t.tags, t.cause, t.solution, ${REOPENED_SINCE} as "reopenedSince", t.verification, t.promised_at as "promisedAt",
      t.snoozed_until as "snoozedUntil", t.resolved_at as "resolvedAt", t.accepted_at as "acceptedAt", t.closed_at as "closedAt",
      t.closed_reason as "closedReason", t.discard_reason as "discardReason", t.merged_into_id as "mergedIntoId",
      t.reopen_count as "reopenCount", t.new_interaction as "newInteraction",
      exists (select 1 from parties w where w.ticket_id = t.id and w.role = 'watcher' and w.agent_id = ${ctx.actor.id} and w.active) as following,
      exists (select 1 from mutes m where m.ticket_id = t.id and m.agent_id = ${ctx.actor.id}) as muted, t.created_at as "createdAt", t.updated_at as "updatedAt",
      t.version, t.estimated_at as "estimatedResolutionAt", t.estimate_on_hold as "estimateOnHold",
      t.next_kind, t.next_due_at, t.next_who, g.triage, g.agents_close as "agentsClose",
      json_build_object('id', g.id, 'name', g.name) as "group",
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as owner,
      json_build_object('id', c.id, 'name', c.name) as customer,
      case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as reporter,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organization,
      case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as category,
      json_build_object('name', c.name,
        'email', (select address from customer_emails e where e.customer_id = c.id and e.active order by position limit 1),
        'phone', (select json_build_object('number', p.number, 'e164', p.e164, 'extension', p.extension, 'kind', p.kind, 'country', p.country, 'valid', p.valid, 'reason', p.reason)
                    from customer_phones p where p.customer_id = c.id order by position limit 1)) as contact,
      coalesce((select json_agg(json_build_object('questionId', question_id, 'value', value) order by question_id) from answers where ticket_id = t.id), '[]') as answers,
      coalesce((select json_agg(json_build_object('kind', kind, 'dueAt', due_at, 'metAt', met_at, 'onHold', on_hold, 'basis', basis)
        order by array_position(array['first_response','next_update','solution'], kind)) from targets where ticket_id = t.id), '[]') as settled
    from tickets t join groups g on g.id = t.group_id join customers c on c.id = t.customer_id
      left join agents a on a.id = t.owner_id left join customers r on r.id = t.reporter_id
      left join organizations o on o.id = t.organization_id left join categories k on k.id = t.category_id
    where t.id = ${id} and ${condition}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound()
  return asReply(ctx, row)
}

function asReply(ctx: Context, row: Row & { next_kind: string | null; next_due_at: Date; next_who: never }): Ticket {
  const { settled, mergedIntoId, triage, agentsClose, next_kind, next_due_at, next_who, ...ticket } = row
  const targets = settled.map(
    (target) => ({ ...target, dueAt: date(target.dueAt), metAt: date(target.metAt) }) as TargetState,
  )
  const voice = { say: ctx.say, language: ctx.language, zone: ctx.actor.zone, now: ctx.now }
  const next = next_kind === null ? null : { kind: next_kind as never, dueAt: next_due_at, who: next_who }
  return {
    ...ticket,
    number: String(ticket.id),
    mergedInto: mergedIntoId === null ? null : { id: mergedIntoId, number: String(mergedIntoId) },
    nextAction: next && {
      kind: next.kind,
      dueAt: next.dueAt,
      who: responsible(ctx, next.who, ticket),
      explanation: explainNextAction(next, targets, voice, row.acceptedAt !== null),
    },
    targets: targets.map((target) => ({
      kind: target.kind,
      dueAt: target.dueAt,
      metAt: target.metAt,
      breached: breached(target, row.closedAt ?? ctx.now),
      explanation: explainTarget(target, voice),
    })),
    can: inWords(ctx, row, triage, agentsClose),
  }
}

const date = (text: string | null) => (text === null ? null : new Date(text))

function responsible(
  ctx: Context,
  who: 'agent' | 'group' | 'system',
  { owner, group }: Pick<Ticket, 'owner' | 'group'>,
) {
  if (who === 'system') return { kind: who, id: null, name: ctx.say('who.system') }
  return who === 'agent' && owner ? { kind: who, ...owner } : { kind: 'group' as const, ...group }
}

/** Forbidden actions are shown with their reason rather than hidden. */
function inWords(ctx: Context, row: Row, triage: boolean, agentsClose: boolean): Ticket['can'] {
  const right = (name: 'create' | 'change' | 'full') => hasRight(ctx.actor, row.group.id, name)
  const answers: Record<string, Permission> = permissions({
    status: row.status,
    triage,
    agentsClose,
    accepted: row.acceptedAt !== null,
    merged: row.mergedIntoId !== null,
    right: { create: right('create'), change: right('change'), full: right('full') },
  })
  const params = { from: ctx.say(`status.${row.status}`) }
  return Object.fromEntries(
    Object.entries(answers).map(([action, why]) => [action, why === true ? true : ctx.say(`reason.${why}`, params)]),
  )
}
