import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for cookies and tokens; only their hash is stored. */
export const newSecret = (prefix = '') => prefix + randomBytes(32).toString('base64url')
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest()
