import Type, { type Static } from 'typebox'
import { Choice, endpoint, IdParams, Moment, Nullable, strict } from '../../platform/contract.ts'

const Address = strict({ name: Nullable(Type.String()), address: Type.String() })

/** What a mail says of itself, decoded; `headers` as they stand, each on one line. */
export const Head = strict({
  from: Nullable(Address),
  replyTo: Type.Array(Address),
  to: Type.Array(Address),
  cc: Type.Array(Address),
  date: Nullable(Moment),
  subject: Type.String(),
  messageId: Nullable(Type.String()),
  headers: Type.Array(strict({ name: Type.String(), value: Type.String() })),
})
export type Head = Static<typeof Head>

/** What the desk found out about the sender: `said` by method (DMARC, DKIM, SPF), by the mailbox's own server or by the desk itself. */
const Authentication = strict({
  verified: Nullable(Type.Boolean()),
  by: Nullable(Choice(['server', 'desk'])),
  said: Type.Record(Type.String(), Type.String()),
})

export const readHead = endpoint({
  method: 'GET',
  path: '/api/mails/:id/head',
  access: 'read',
  summary:
    'The head of a mail, decoded and as it stands, with what the desk found out about its sender: to who may download it.',
  params: IdParams,
  reply: strict({ ...Head.properties, authentication: Authentication }),
})
/** `whole` false: it is long, and what follows was not looked at. */
export const readEnclosed = endpoint({
  method: 'GET',
  path: '/api/files/:token/mail',
  access: 'read',
  summary:
    'A mail that came as a file, by the file’s secret name: its head, its words and the names of its files. Nothing of it is checked.',
  params: strict({ token: Type.String({ minLength: 20, maxLength: 100 }) }),
  reply: strict({
    ...Head.properties,
    text: Type.String(),
    files: Type.Array(Type.String()),
    whole: Type.Boolean(),
  }),
})
