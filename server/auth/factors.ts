import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { notFound, Refusal } from '../platform/errors.ts'
import { nextId } from '../platform/ids.ts'
import { keepSecret, readSecret } from '../platform/secrets.ts'
import { companySettings } from '../platform/settings.ts'
import { demandFactors, secondFactorDemanded } from './demanding.ts'
import { hashOf } from './secrets.ts'
import { newTotpSecret, stepOf, totpOf } from './totp.rules.ts'

const CODES = 10
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Who has any second factor is not let in by the password alone. Answers nothing, or refuses: with which ones, or because the code is wrong. */
export async function passSecondFactor(ctx: Context, agentId: number, code: string | undefined, status = 401) {
  const held = await factorsOf(ctx, agentId)
  if (!held.totp && !held.passkeys) return
  const ways = { totp: held.totp !== null, passkey: held.passkeys > 0 }
  if (!code?.trim()) throw new Refusal(status, 'second_factor', { extra: ways })
  const passed = (held.totp && (await takeCode(ctx, held.totp, code))) || (await takeRecoveryCode(ctx, agentId, code))
  if (!passed) throw new Refusal(status, 'wrong_code', { extra: ways })
}

export async function factorsOf({ db }: Pick<Context, 'db'>, agentId: number) {
  const { rows } = await sql<{ totp: number | null; since: Date | null; passkeys: number; codes: number }>`
    select t.id as totp, t.confirmed_at as since, (select count(*)::int from passkeys where agent_id = ${agentId}) as passkeys,
      (select count(*)::int from recovery_codes where agent_id = ${agentId} and used_at is null) as codes
    from (select 1) one left join totps t on t.agent_id = ${agentId} and t.confirmed_at is not null`.execute(db)
  return rows[0]!
}

/** A code is taken once: the step it stands for must lie after the last one taken, whoever is first. */
async function takeCode(ctx: Context, totpId: number, code: string): Promise<boolean> {
  const step = stepOf((await readSecret(ctx, `totp:${totpId}`))!, code, ctx.now)
  if (step === null) return false
  const { numUpdatedRows } = await ctx.db
    .updateTable('totps')
    .set({ last_step: step })
    .where('id', '=', totpId)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function takeRecoveryCode(ctx: Context, agentId: number, code: string): Promise<boolean> {
  return ctx.record({ type: 'recovery_code.used', agentId }, async () => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('recovery_codes')
      .set({ used_at: ctx.now })
      .where('agent_id', '=', agentId)
      .where('code_hash', '=', recoveryHash(code))
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  })
}

/** Begins to set up codes from a telephone; nothing is asked for until a first code has come back. */
export async function startTotpAs(ctx: Context) {
  const agentId = ctx.actor.id!
  const secret = newTotpSecret()
  const id = await nextId(ctx, 'totps')
  await ctx.db.insertInto('totps').values({ id, agent_id: agentId, created_at: ctx.now }).execute()
  await keepSecret(ctx, `totp:${id}`, secret)
  const { name } = await companySettings(ctx)
  const { email } = await ctx.db
    .selectFrom('agents')
    .select('email')
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow()
  const uri = totpOf({ secret, company: name, email }).toString()
  const { default: qrcode } = await import('qrcode')
  return { id, secret, uri, picture: await qrcode.toString(uri, { type: 'svg', margin: 1 }) }
}

/** The first code proves that the telephone has the secret; it then takes the place of the one before. */
export async function confirmTotpAs(ctx: Context, id: number, code: string): Promise<string[] | null> {
  const agentId = ctx.actor.id!
  const { rows } = await sql<{ id: number }>`select id from totps
    where id = ${id} and agent_id = ${agentId} and confirmed_at is null and created_at > ${ctx.now}::timestamptz - interval '30 minutes'
    for no key update`.execute(ctx.db)
  if (!rows.length) throw notFound()
  const step = stepOf((await readSecret(ctx, `totp:${id}`))!, code, ctx.now)
  if (step === null) throw new Refusal(422, 'wrong_code')
  return addFactor(ctx, 'totp', async () => {
    await forgetTotps(ctx, agentId, id)
    await ctx.db.updateTable('totps').set({ confirmed_at: ctx.now, last_step: step }).where('id', '=', id).execute()
  })
}

export const removeTotpAs = (ctx: Context) => removeFactor(ctx, 'totp', () => forgetTotps(ctx, ctx.actor.id!))

async function forgetTotps(ctx: Context, agentId: number, except = 0) {
  const rows = await ctx.db
    .deleteFrom('totps')
    .where('agent_id', '=', agentId)
    .where('id', '!=', except)
    .returning('id')
    .execute()
  for (const { id } of rows) await keepSecret(ctx, `totp:${id}`, null)
}

/** With the first factor come the recovery codes, for the day the telephone is lost. */
export async function addFactor(ctx: Context, kind: 'totp' | 'passkey', write: () => Promise<unknown>) {
  const agentId = ctx.actor.id!
  const { codes } = await factorsOf(ctx, agentId)
  await ctx.record({ type: 'factor.added', agentId, kind }, async () => {
    await write()
    await demandFactors(ctx, agentId)
  })
  return codes ? null : makeRecoveryCodesAs(ctx)
}

/** The last factor stays while the company asks for one; without any, recovery codes open nothing and go too. */
export async function removeFactor(ctx: Context, kind: 'totp' | 'passkey', write: () => Promise<unknown>) {
  const agentId = ctx.actor.id!
  await ctx.record({ type: 'factor.removed', agentId, kind }, async () => {
    await write()
    const { totp, passkeys } = await factorsOf(ctx, agentId)
    if (totp || passkeys) return
    if (await secondFactorDemanded(ctx, agentId)) throw new Refusal(422, 'last_factor')
    await ctx.db.deleteFrom('recovery_codes').where('agent_id', '=', agentId).execute()
  })
}

export async function makeRecoveryCodesAs(ctx: Context): Promise<string[]> {
  const agentId = ctx.actor.id!
  const { totp, passkeys } = await factorsOf(ctx, agentId)
  if (!totp && !passkeys) throw new Refusal(422, 'no_factor')
  const codes = Array.from({ length: CODES }, newRecoveryCode)
  await ctx.record({ type: 'recovery_codes.made', agentId }, async () => {
    await ctx.db.deleteFrom('recovery_codes').where('agent_id', '=', agentId).execute()
    const rows = codes.map((code) => ({ agent_id: agentId, code_hash: recoveryHash(code) }))
    await ctx.db.insertInto('recovery_codes').values(rows).execute()
  })
  return codes
}

/** Everything lost: an admin takes the factors away, on the record; the agent comes in by password and sets up anew. */
export async function resetFactorsOf(ctx: Context, agentId: number) {
  await ctx.record({ type: 'factors.reset', agentId }, async () => {
    await forgetTotps(ctx, agentId)
    await ctx.db.deleteFrom('passkeys').where('agent_id', '=', agentId).execute()
    await ctx.db.deleteFrom('recovery_codes').where('agent_id', '=', agentId).execute()
    await ctx.db.deleteFrom('sessions').where('agent_id', '=', agentId).execute()
    await demandFactors(ctx, agentId, 0)
  })
}

/** Sixteen letters and digits that are not mistaken for each other: about 79 bits. */
function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(64))
    .filter((byte) => byte < LETTERS.length * 8)
    .map((byte) => LETTERS[byte % LETTERS.length])
    .slice(0, 16)
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-')
}

const recoveryHash = (code: string) => hashOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
