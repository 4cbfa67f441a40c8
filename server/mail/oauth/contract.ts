import Type from 'typebox'
import { Choice, endpoint, IdParams, strict } from '../../platform/contract.ts'
import { Mailbox } from '../mailboxes.contract.ts'

export const connectMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/:id/oauth',
  access: 'admin',
  summary:
    'Where to send the browser so that the mailbox’s owner lets this desk in (OAuth2). `microsoft` and `google` know their addresses; `other` needs issuer and scope.',
  params: IdParams,
  body: strict({
    provider: Choice(['microsoft', 'google', 'other']),
    issuer: Type.Optional(Type.String({ maxLength: 500, pattern: '^https?://' })),
    tenant: Type.Optional(Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9.-]+$' })),
    scope: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
    clientId: Type.String({ minLength: 1, maxLength: 300 }),
    clientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
  }),
  reply: strict({ url: Type.String() }),
})
export const finishConnecting = endpoint({
  method: 'POST',
  path: '/api/mailboxes/oauth-return',
  access: 'admin',
  summary: 'The query with which the provider sent the browser back: the mailbox then signs in by OAuth2.',
  body: strict({ query: Type.String({ minLength: 1, maxLength: 8000 }) }),
  reply: Mailbox,
})
