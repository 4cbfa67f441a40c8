import Type, { type Static } from 'typebox'
import { CustomerRef } from '../../customers/contract.ts'
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

/**
 * When something is: on days (`2026-03-10`, the end being the last of them), at a moment (`zone`: the writer's own, null where it is told
 * in UTC), or as somebody's clock shows it (`2026-03-10T09:00`, `zone`: what they call their zone, which nobody knows).
 */
const When = strict({
  as: Choice(['day', 'moment', 'written']),
  start: Type.String(),
  end: Nullable(Type.String()),
  zone: Nullable(Type.String()),
})

/** `updated`: told again. `countered`: another time is proposed. `shared`: asks nobody. */
export const INVITED = ['invited', 'updated', 'cancelled', 'answered', 'countered', 'shared'] as const

export const Invitation = strict({
  state: Choice(INVITED),
  answer: Nullable(Choice(['accepted', 'declined', 'tentative'])),
  summary: Type.String(),
  when: Nullable(When),
  /** `one`: a single date of what repeats. */
  repeats: Choice(['no', 'yes', 'one']),
  where: Type.String(),
  organizer: Nullable(Address),
  /** The first of them. */
  guests: Type.Array(Address),
  guestCount: Type.Integer(),
  /** How many other events the file holds. */
  others: Type.Integer(),
})
export type Invitation = Static<typeof Invitation>

const byToken = strict({ token: Type.String({ minLength: 20, maxLength: 100 }) })

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
  params: byToken,
  reply: strict({
    ...Head.properties,
    text: Type.String(),
    files: Type.Array(Type.String()),
    whole: Type.Boolean(),
  }),
})
export const readInvitation = endpoint({
  method: 'GET',
  path: '/api/files/:token/invitation',
  access: 'read',
  summary: 'What an invitation (text/calendar) is about, by the file’s secret name. Null where it holds no event.',
  params: byToken,
  reply: strict({ invitation: Nullable(Invitation) }),
})

/** Whose words a customer passed on, as the forward says: nobody vouches for it. `customer`: who has that address in the book. */
export const Forwarded = strict({ by: Type.String(), ...Address.properties, customer: Nullable(CustomerRef) })
export const readForwarded = endpoint({
  method: 'GET',
  path: '/api/tickets/:id/forwarded',
  access: 'read',
  summary:
    'Who seems to have written what the ticket’s customer passed on to the desk: a proposal of whose ticket it is, and nothing else. Null where nobody is named, or somebody of ours.',
  params: IdParams,
  reply: strict({ forwarded: Nullable(Forwarded) }),
})
