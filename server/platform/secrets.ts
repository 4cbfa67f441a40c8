import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Database } from './database.ts'

type Where = Pick<Context, 'db' | 'config'>

/** Seals a password or token with SECRET_KEY (AES-256-GCM, bound to its name) and keeps it; null forgets it. Called within `ctx.record`. */
export async function keepSecret({ db, config }: Where, id: string, secret: string | null) {
  if (secret === null) return void (await db.deleteFrom('secrets').where('id', '=', id).execute())
  const sealed = seal(config.secretKey, id, secret)
  await db
    .insertInto('secrets')
    .values({ id, sealed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed, updated_at: new Date() }))
    .execute()
}

/** The secret of this name, or null. One that SECRET_KEY does not open is an error that says so. */
export async function readSecret(
  { db, config }: Where | (Pick<Context, 'config'> & { db: Database }),
  id: string,
): Promise<string | null> {
  const row = await db.selectFrom('secrets').select('sealed').where('id', '=', id).executeTakeFirst()
  return row ? unseal(config.secretKey, id, row.sealed) : null
}

const IV = 12
const TAG = 16

export function seal(key: string, id: string, secret: string): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', cipherKey(key), iv).setAAD(Buffer.from(id))
  return Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

export function unseal(key: string, id: string, sealed: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', cipherKey(key), sealed.subarray(0, IV))
    decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(-TAG))
    return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()]).toString('utf8')
  } catch {
    throw new Error(`The secret ${id} cannot be opened: SECRET_KEY is not the one it was sealed with.`)
  }
}

const cipherKey = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'ventanilla secrets', 32))
