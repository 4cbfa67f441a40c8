import Type, { type Static } from 'typebox'
import {
  Choice,
  endpoint,
  Id,
  IdParams,
  Line,
  ListOf,
  Moment,
  MomentIn,
  Nullable,
  strict,
} from '../platform/contract.ts'

export const SECURITY = ['tls', 'starttls', 'none'] as const
export const AUTH = ['password', 'oauth2', 'none'] as const

const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9._:-]+$' })
const connection = {
  host: Host,
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  security: Choice(SECURITY),
  user: Type.String({ maxLength: 320 }),
  auth: Choice(AUTH),
}
const folder = Type.String({ minLength: 1, maxLength: 300 })
/** How mail is fetched (IMAP), or given out (SMTP). `unreadSince`: older mail from then on is taken too while nobody has read it; null, none. */
export const Incoming = strict({ ...connection, folder, unreadSince: Type.Optional(Nullable(Type.String())) })
export const Outgoing = strict(connection)
export type Incoming = Static<typeof Incoming>
export type Outgoing = Static<typeof Outgoing>

/** Write-only: it is sealed apart, and a reply says only whether there is one. Left out keeps it, null forgets it. */
const password = Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 4000 })))
const typed = {
  host: Host,
  port: connection.port,
  security: Type.Optional(Choice(SECURITY, { default: 'tls' })),
  user: Type.Optional(connection.user),
  auth: Type.Optional(Choice(AUTH)),
  password,
}
const IncomingIn = strict({
  ...typed,
  folder: Type.Optional(folder),
  unreadSince: Type.Optional(Nullable(MomentIn)),
})
const OutgoingIn = strict(typed)
export type IncomingIn = Static<typeof IncomingIn>
export type OutgoingIn = Static<typeof OutgoingIn>

/** How fetching goes: who looks after it, what went wrong, and how the folder compared with the ledger. */
const Watch = strict({
  state: Choice(['waiting', 'connecting', 'watching', 'failing']),
  since: Moment,
  fault: Nullable(Type.String()),
  detail: Nullable(Type.String()),
  advice: Nullable(Type.String()),
  tryAt: Nullable(Moment),
  contactAt: Nullable(Moment),
  comparedAt: Nullable(Moment),
  compared: Nullable(Type.Integer()),
  missing: Nullable(Type.Integer()),
  /** Mails that could not be fetched or kept: asked for again by themselves, ever more seldom. */
  unkept: Type.Integer(),
})

export const Mailbox = strict({
  id: Id,
  address: Type.String(),
  name: Type.String(),
  group: strict({ id: Id, name: Type.String() }),
  language: Choice(['es', 'en', 'pt']),
  signature: Type.String(),
  confirms: Type.Boolean(),
  /** Answers are sent to name+TOKEN@domain: only where the server delivers those to the mailbox. */
  plusAddressing: Type.Boolean(),
  /** Why nothing leaves by it, and since when; null while it works. */
  sendingTrouble: Nullable(strict({ text: Type.String(), since: Moment })),
  incoming: Nullable(
    strict({ ...Incoming.properties, unreadSince: Nullable(Type.String()), passwordSet: Type.Boolean() }),
  ),
  outgoing: Nullable(strict({ ...connection, passwordSet: Type.Boolean() })),
  trustedServer: Nullable(Type.String()),
  isDefault: Type.Boolean(),
  active: Type.Boolean(),
  version: Type.Integer(),
  createdAt: Moment,
  watch: Nullable(Watch),
})
export type Mailbox = Static<typeof Mailbox>

const address = Type.String({ format: 'email', maxLength: 254 })
const fields = {
  name: Type.Optional(Line),
  groupId: Type.Optional(Id),
  language: Type.Optional(Choice(['es', 'en', 'pt'])),
  signature: Type.Optional(Type.String({ maxLength: 10_000 })),
  confirms: Type.Optional(Type.Boolean()),
  plusAddressing: Type.Optional(Type.Boolean()),
  incoming: Type.Optional(Nullable(IncomingIn)),
  outgoing: Type.Optional(Nullable(OutgoingIn)),
  trustedServer: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 253, pattern: '^\\S+$' }))),
  isDefault: Type.Optional(Type.Boolean()),
  active: Type.Optional(Type.Boolean()),
}

export const listMailboxes = endpoint({
  method: 'GET',
  path: '/api/mailboxes',
  access: 'admin',
  summary: 'The mailboxes mail comes in and goes out by; passwords are never shown.',
  reply: ListOf(Mailbox),
})
export const createMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes',
  access: 'admin',
  summary:
    'A new mailbox. Without name and group it takes the company’s name and the default group; the first one is the default. Mail that lies there already is left alone, unless it is unread and came since `incoming.unreadSince`.',
  status: 201,
  body: strict({ address, ...fields }),
  reply: Mailbox,
})
export const editMailbox = endpoint({
  method: 'PATCH',
  path: '/api/mailboxes/:id',
  access: 'admin',
  summary:
    'Change a mailbox; a password left out stays, but another server, port, user or less security asks for it anew. So it does for the consent of OAuth2: its tokens are forgotten.',
  params: IdParams,
  body: strict({ version: Type.Integer(), address: Type.Optional(address), ...fields }),
  reply: Mailbox,
})

export const testMailbox = endpoint({
  method: 'POST',
  path: '/api/mailboxes/:id/test',
  access: 'admin',
  summary:
    'Tries the mailbox as it is saved, step by step: name, connection, TLS, sign-in, folder; the way out; and a mail to itself that must come back.',
  params: IdParams,
  reply: strict({
    steps: Type.Array(
      strict({
        way: Choice(['incoming', 'outgoing', 'round_trip']),
        step: Choice(['dns', 'connect', 'tls', 'login', 'folder', 'return']),
        ok: Nullable(Type.Boolean()),
        detail: Nullable(Type.String()),
        advice: Nullable(Type.String()),
      }),
    ),
  }),
})
