import type { ClosedReason, TicketStatus } from './contract.ts'

type About<Type extends string, Detail = object> = { type: Type; ticketId: number } & Detail

export type TicketFact =
  | About<'ticket.opened', { channel: string; firstContact: boolean; splitOff?: true; brought?: true }>
  | About<'ticket.moved', { from: TicketStatus; to: TicketStatus }>
  | About<'ticket.completed'>
  | About<'ticket.reopened'>
  | About<'ticket.closed', { reason: ClosedReason }>
  | About<'ticket.accepted'>
  | About<'ticket.edited', { fields: string[] }>
  | About<'ticket.assigned', { ownerId: number | null }>
  | About<'ticket.handed_over', { fromGroupId: number; groupId: number }>
  | About<'ticket.promised', { promisedAt: Date | null }>
  | About<'ticket.snoozed', { until: Date; reason: string }>
  | About<'ticket.merged', { intoId: number }>
  | About<'ticket.received_merge', { fromId: number }>
  | About<'ticket.discarded', { reason: string }>
  /** `wasNew`, `intoWasNew`: until then something new lay here, and there. */
  | About<'ticket.split', { intoId: number; interactionIds: number[]; wasNew: boolean; intoWasNew: boolean }>
  | About<'ticket.received_split', { fromId: number }>
  | About<'ticket.undone', { request: string; what: string; mailOnly?: true }>
  | About<'party.added', { partyId: number }>
  | About<'party.removed', { partyId: number }>
  | About<'relation.added', { otherId: number; kind: string }>
  | About<'relation.removed', { otherId: number; kind: string }>
  | { type: 'activity.planned'; ticketId?: number; customerId?: number; activityId: number }
  | { type: 'activity.changed'; ticketId?: number; customerId?: number; activityId: number }
  | { type: 'activity.done'; ticketId?: number; customerId?: number; activityId: number }
  | { type: 'category.saved'; categoryId: number }
  | { type: 'questions.saved'; about: 'customer' | 'organization' }
  | { type: 'view.saved'; viewId: number }
  | { type: 'view.removed'; viewId: number }
  | { type: 'bulk.started'; runId: number; total: number }
  | { type: 'status.saved'; statusId: number }
  | About<'alarm.raised', { dueAt: Date; kind: string; level: 'owner' | 'group' | 'lead' }>
