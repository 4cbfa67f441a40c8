import { createHmac } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Context } from '../context.ts'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { companySettings } from '../platform/settings.ts'
import { type Challenge, keepChallenge, takeChallenge } from './challenges.ts'
import { addFactor, removeFactor } from './factors.ts'

// WebAuthn: passkeys that are found without typing who one is, and always ask for the finger, face or code of the device.

/** Browsers make passkeys on secure pages alone, and never for a bare number. */
export function passkeysPossible({ publicUrl }: Config): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return hostname === 'localhost' || (protocol === 'https:' && /[a-z]/i.test(hostname) && !hostname.startsWith('['))
}

export async function passkeyOptionsFor(ctx: Context) {
  if (!passkeysPossible(ctx.config)) throw new Refusal(422, 'passkeys_impossible')
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  const agentId = ctx.actor.id!
  const { name, email } = await ctx.db
    .selectFrom('agents')
    .select(['name', 'email'])
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow()
  const held = await ctx.db
    .selectFrom('passkeys')
    .select('credential_id as id')
    .where('agent_id', '=', agentId)
    .execute()
  const options = await generateRegistrationOptions({
    rpName: (await companySettings(ctx)).name,
    rpID: rpOf(ctx.config).id,
    userName: email,
    userDisplayName: name,
    userID: handleOf(ctx.config, agentId),
    excludeCredentials: held,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(ctx, 'passkey_new', options.challenge)
  return options as unknown as Record<string, unknown>
}

export async function addPasskeyAs(ctx: Context, name: string, response: unknown, challenge: Challenge | null) {
  if (!challenge || challenge.session_id !== ctx.actor.sessionId) throw new Refusal(422, 'passkey_refused')
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const { id: rpID, origin } = rpOf(ctx.config)
  const { verified, registrationInfo } = await sayRefused(
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challengeIn(response)!,
      expectedOrigin: origin,
      expectedRPID: rpID,
    }),
    422,
  )
  if (!verified) throw new Refusal(422, 'passkey_refused')
  const { credential } = registrationInfo
  const taken = await ctx.db
    .selectFrom('passkeys')
    .select('id')
    .where('credential_id', '=', credential.id)
    .executeTakeFirst()
  if (taken) throw new Refusal(422, 'passkey_refused')
  const id = await nextId(ctx, 'passkeys')
  const recoveryCodes = await addFactor(ctx, 'passkey', () =>
    ctx.db
      .insertInto('passkeys')
      .values({
        ...{ id, agent_id: ctx.actor.id!, name: name.trim(), credential_id: credential.id },
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: (credential.transports ?? []).map(String),
        created_at: ctx.now,
      })
      .execute(),
  )
  return { id, recoveryCodes }
}

export async function renamePasskeyAs(ctx: Context, id: number, name: string) {
  const agentId = ctx.actor.id!
  await ctx.record({ type: 'agent.edited', agentId }, async () => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('passkeys')
      .set({ name: name.trim() })
      .where('id', '=', id)
      .where('agent_id', '=', agentId)
      .executeTakeFirstOrThrow()
    if (!numUpdatedRows) throw notFound()
  })
}

export async function removePasskeyAs(ctx: Context, id: number) {
  await removeFactor(ctx, 'passkey', async () => {
    const { numDeletedRows } = await ctx.db
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('agent_id', '=', ctx.actor.id!)
      .executeTakeFirstOrThrow()
    if (!numDeletedRows) throw notFound()
  })
}

export async function signInOptions(ctx: Context) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  const options = await generateAuthenticationOptions({ rpID: rpOf(ctx.config).id, userVerification: 'required' })
  await keepChallenge(ctx, 'passkey', options.challenge)
  return options as unknown as Record<string, unknown>
}

/** What the challenge in the browser's answer was kept under, taken once. */
export async function takePasskeyChallenge(db: Database, kind: 'passkey' | 'passkey_new', response: unknown) {
  const challenge = challengeIn(response)
  return challenge ? takeChallenge(db, kind, challenge) : null
}

/** Whose passkey has answered. A counter that does not grow tells of a copy: refused. */
export async function agentByPasskey(
  ctx: Context,
  response: unknown,
  challenge: Challenge | null,
  status = 401,
): Promise<number> {
  const answer = response as AuthenticationResponseJSON
  if (!challenge) throw new Refusal(status, 'passkey_refused')
  const key = await ctx.db
    .selectFrom('passkeys as p')
    .innerJoin('agents as a', 'a.id', 'p.agent_id')
    .select(['p.id', 'p.agent_id', 'p.credential_id', 'p.public_key', 'p.counter'])
    .where('p.credential_id', '=', answer.id)
    .where('a.active', '=', true)
    .where('a.only_provider', '=', false)
    .forNoKeyUpdate('p')
    .executeTakeFirst()
  if (!key) throw new Refusal(status, 'passkey_refused')
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { id: rpID, origin } = rpOf(ctx.config)
  const { verified, authenticationInfo } = await sayRefused(
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challengeIn(response)!,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
    }),
    status,
  )
  if (!verified) throw new Refusal(status, 'passkey_refused')
  const used = { counter: authenticationInfo.newCounter, used_at: ctx.now }
  await ctx.db.updateTable('passkeys').set(used).where('id', '=', key.id).execute()
  return key.agent_id
}

const rpOf = ({ publicUrl }: Config) => {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin }
}

/** The same for all keys of an agent, and nothing that says who it is. */
const handleOf = ({ secretKey }: Config, agentId: number) =>
  new Uint8Array(createHmac('sha256', secretKey).update(`passkey:${agentId}`).digest())

function challengeIn(response: unknown): string | null {
  const { response: inner } = response as { response?: { clientDataJSON?: unknown } }
  try {
    const told = JSON.parse(Buffer.from(String(inner?.clientDataJSON), 'base64url').toString('utf8'))
    return typeof told.challenge === 'string' ? told.challenge : null
  } catch {
    return null
  }
}

/** The library throws what is wrong with an answer; whoever sent it learns only that it was refused. */
const sayRefused = <T>(checking: Promise<T>, status: number): Promise<T> =>
  checking.catch(() => {
    throw new Refusal(status, 'passkey_refused')
  })
