import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const hashAsync = promisify(argon2) as unknown as (
  algorithm: 'argon2id',
  parameters: Argon2Parameters,
) => Promise<Buffer>
/** OWASP's second argon2id profile: 19 MiB, two passes. Memory in KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** `argon2id$memory$passes$salt$hash`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await hashAsync('argon2id', { ...COST, message: password.normalize('NFKC'), nonce })
  return ['argon2id', COST.memory, COST.passes, nonce.toString('base64url'), tag.toString('base64url')].join('$')
}

// Compared against when there is no such agent, so that an unknown address takes as long as a wrong password.
const NOBODY = hashPassword(randomBytes(16).toString('hex'))

export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, salt, hash] = (stored ?? (await NOBODY)).split('$') as [
    string,
    string,
    string,
    string,
    string,
  ]
  const expected = Buffer.from(hash, 'base64url')
  const tag = await hashAsync('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64url'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: COST.parallelism,
    tagLength: expected.length,
  })
  return timingSafeEqual(tag, expected) && stored !== null
}
