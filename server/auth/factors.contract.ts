import Type from 'typebox'
import { Choice, endpoint, Id, IdParams, Line, Moment, Nullable, strict } from '../platform/contract.ts'

// What I come in with besides a password: codes from a telephone, passkeys, recovery codes.

const Codes = Nullable(Type.Array(Type.String()))
/** What navigator.credentials gives; what is in it is checked by signature, not by shape. */
const Credential = strict({
  id: Type.String({ minLength: 1, maxLength: 2000 }),
  rawId: Type.String({ minLength: 1, maxLength: 2000 }),
  type: Choice(['public-key']),
  response: Type.Record(Type.String(), Type.Unknown()),
  clientExtensionResults: Type.Record(Type.String(), Type.Unknown()),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
})
const Options = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

export const Passkey = strict({ id: Id, name: Type.String(), createdAt: Moment, usedAt: Nullable(Moment) })
export const MyDoors = strict({
  password: Type.Boolean(),
  totp: Nullable(strict({ since: Moment })),
  passkeys: Type.Array(Passkey),
  recoveryCodes: Type.Integer(),
  identities: Type.Array(
    strict({ id: Id, providerId: Id, provider: Type.String(), email: Nullable(Type.String()), linkedAt: Moment }),
  ),
  providers: Type.Array(strict({ id: Id, name: Type.String() })),
  passkeysPossible: Type.Boolean(),
  enrolBy: Nullable(Moment),
})
export const myDoors = endpoint({
  method: 'GET',
  path: '/api/me/doors',
  access: 'session',
  summary: 'What I can come in with.',
  reply: MyDoors,
})
export const startTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp',
  access: 'session',
  secret: true,
  summary: 'Begin to set up codes from a telephone: the secret as text, address and picture.',
  status: 201,
  reply: strict({ id: Id, secret: Type.String(), uri: Type.String(), picture: Type.String() }),
})
export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp/:id/confirm',
  access: 'session',
  secret: true,
  summary: 'Finish it with a first code. The first factor brings recovery codes, shown only now.',
  params: IdParams,
  body: strict({ code: Type.String({ minLength: 6, maxLength: 10 }) }),
  reply: strict({ recoveryCodes: Codes }),
})
export const removeTotp = endpoint({
  method: 'DELETE',
  path: '/api/me/totp',
  access: 'session',
  summary: 'Come in without codes from a telephone.',
  status: 204,
})
export const makeRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/me/recovery-codes',
  access: 'session',
  secret: true,
  summary: 'New recovery codes; those before are void. Shown only in this reply.',
  reply: strict({ recoveryCodes: Codes }),
})

export const passkeyOptions = endpoint({
  method: 'POST',
  path: '/api/me/passkeys/options',
  access: 'session',
  summary: 'What the browser needs to make a passkey for me.',
  reply: Options,
})
export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/me/passkeys',
  access: 'session',
  secret: true,
  summary: 'Register the passkey just made, under a name.',
  status: 201,
  body: strict({ name: Line, credential: Credential }),
  reply: strict({ id: Id, recoveryCodes: Codes }),
})
export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/api/me/passkeys/:id',
  access: 'session',
  summary: 'Name a passkey anew.',
  status: 204,
  params: IdParams,
  body: strict({ name: Line }),
})
export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/me/passkeys/:id',
  access: 'session',
  summary: 'Remove a passkey.',
  status: 204,
  params: IdParams,
})
export const passkeySignInOptions = endpoint({
  method: 'POST',
  path: '/api/session/passkey/options',
  access: 'anyone',
  summary: 'What the browser needs to sign in, or to confirm, with a passkey.',
  reply: Options,
})
export const signInWithPasskey = endpoint({
  method: 'POST',
  path: '/api/session/passkey',
  access: 'anyone',
  summary: 'Sign in with a passkey; answers with the session cookie.',
  status: 204,
  body: strict({ credential: Credential }),
})
export const confirmWithPasskey = endpoint({
  method: 'POST',
  path: '/api/session/confirm/passkey',
  access: 'session',
  summary: 'Prove once more who I am, with a passkey.',
  status: 204,
  body: strict({ credential: Credential }),
})
