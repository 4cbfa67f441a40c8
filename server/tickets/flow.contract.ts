import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, Moment, Nullable, strict } from '../platform/contract.ts'

/** What can hang on a ticket; a slice that brings a document of its own adds its kind here and its source in flow.queries.ts. */
export const FLOW_KINDS = ['ticket', 'call', 'activity'] as const
export const FlowNode = strict({
  /** `ticket:10482`: unique in the picture. */
  key: Type.String(),
  kind: Choice(FLOW_KINDS),
  id: Id,
  title: Type.String(),
  /** In words, in the reader's language. */
  state: Type.String(),
  tone: Choice(['agent', 'customer', 'third', 'done', 'closed']),
  at: Moment,
  /** The ticket to go to; what has no page of its own leads nowhere. */
  ticketId: Nullable(Id),
})
export type FlowNode = Static<typeof FlowNode>
export const FlowEdge = strict({
  from: Type.String(),
  to: Type.String(),
  kind: Choice(['precedes', 'parent', 'duplicate', 'has']),
})
export type FlowEdge = Static<typeof FlowEdge>

export const getFlow = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/flow',
  access: 'read',
  summary: 'The document flow: tickets, calls and activities that hang together, as far as I may see them.',
  params: IdParams,
  reply: strict({
    nodes: Type.Array(FlowNode),
    edges: Type.Array(FlowEdge),
    more: Type.Boolean(),
    root: Nullable(Type.String()),
  }),
})
