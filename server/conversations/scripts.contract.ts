import Type, { type Static } from 'typebox'
import { Choice, endpoint, Id, IdParams, Nullable, Seen, strict } from '../platform/contract.ts'

const Language = Choice(['es', 'en', 'pt'])
const Template = Type.String({ maxLength: 2000 })
const Script = strict({ groupId: Nullable(Id), language: Language, greeting: Type.String(), closing: Type.String() })
const Spoken = strict({ greeting: Type.String(), closing: Type.String() })
export type Script = Static<typeof Script>
/** What a script may name, in the order it is offered. */
export const SCRIPT_VARIABLES = [
  'greeting',
  'company.name',
  'company.channels',
  'agent.name',
  'customer.name',
  'customer.firstName',
  'ticket.number',
  'ticket.spoken',
  'ticket.estimate',
] as const

export const listScripts = endpoint({
  method: 'GET',
  path: '/api/call-scripts',
  access: 'read',
  summary: 'Greeting and closing per group and language; without a group everybody’s, and the built-in ones.',
  reply: strict({ items: Type.Array(Script), builtIn: Type.Array(Script) }),
})
export const saveScript = endpoint({
  method: 'PUT',
  path: '/api/call-scripts',
  access: 'write',
  summary: 'Write a script (right full in the group; everybody’s: admins). Both texts empty: none of its own.',
  status: 204,
  body: strict({
    groupId: Nullable(Id),
    language: Language,
    greeting: Template,
    closing: Template,
    /** Both empty: none of its own. */
    seen: Seen(Spoken),
  }),
})
export const previewScript = endpoint({
  method: 'POST',
  path: '/api/call-scripts/preview',
  access: 'read',
  summary: 'How a script will sound, with an example call.',
  body: strict({ language: Language, greeting: Template, closing: Template }),
  reply: Spoken,
})
export const callScript = endpoint({
  method: 'GET',
  path: '/api/calls/:id/script',
  access: 'read',
  summary: 'What to say on this call, names filled in, in the customer’s language; with a ticket, what to read out.',
  params: IdParams,
  reply: strict({
    language: Language,
    ...Spoken.properties,
    readOut: Nullable(
      strict({
        number: Type.String(),
        /** "10 4 82" */
        spoken: Type.String(),
        /** In words, in the customer’s zone. */
        estimate: Nullable(Type.String()),
        zone: Type.String(),
      }),
    ),
  }),
})
