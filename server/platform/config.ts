import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { zoneNamed } from './zones.contract.ts'

export type Config = {
  port: number
  host: string
  publicUrl: string
  dataDir: string
  databaseUrl: string | null
  databaseDirectUrl: string | null
  secretKey: string
  role: 'all' | 'web' | 'worker'
  /** Whether what an address says of who is behind it is believed: none, those listed, or so many hops. */
  trustProxy: false | string | ((address: string, hop: number) => boolean)
  logLevel: string
  companyZone: string
  admin: { email: string; password: string } | null
  /** Where the site's own mail server hands mail over; null: nowhere. */
  mailListen: { protocol: 'smtp' | 'lmtp'; host: string; port: number } | null
}

/** Reads the environment once (the list stands in the manual). Throws a sentence that names the variable and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.DATA_DIR || './data')
  const port = numberIn(env, 'PORT', 3000)
  return {
    port,
    host: env.HOST || '127.0.0.1',
    publicUrl: (env.PUBLIC_URL || `http://localhost:${port}`).replace(/\/$/, ''),
    dataDir,
    databaseUrl: env.DATABASE_URL || null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL || env.DATABASE_URL || null,
    secretKey: secretKey(env, dataDir),
    role: oneOf(env, 'ROLE', ['all', 'web', 'worker'] as const),
    trustProxy: proxiesIn(env),
    logLevel: env.LOG_LEVEL || 'info',
    companyZone: zoneIn(env),
    admin: env.ADMIN_EMAIL && env.ADMIN_PASSWORD ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } : null,
    mailListen: listenerIn(env),
  }
}

/** Who believes every hop lets each caller choose the address they seem to come from: `1` and `yes` mean one proxy. */
function proxiesIn({ TRUST_PROXY = '' }: NodeJS.ProcessEnv): Config['trustProxy'] {
  const told = TRUST_PROXY.trim().toLowerCase()
  if (['', '0', 'no', 'false'].includes(told)) return false
  if (['1', 'yes', 'true'].includes(told)) return (_address, hop) => hop < 1
  if (/^\d$/.test(told)) return (_address, hop) => hop < Number(told)
  const addresses = told.split(',').map((each) => each.trim())
  if (addresses.every((each) => isIP(each.replace(/\/\d{1,3}$/, '')))) return addresses.join(',')
  throw new Error(
    `TRUST_PROXY must be how many proxies there are, or their addresses (10.0.0.0/8), not "${TRUST_PROXY}".`,
  )
}

function numberIn(env: NodeJS.ProcessEnv, name: string, otherwise: number) {
  const value = Number(env[name] || otherwise)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${name} must be a port number, not "${env[name]}".`)
  return value
}

function oneOf<const T extends readonly string[]>(env: NodeJS.ProcessEnv, name: string, allowed: T): T[number] {
  const value = env[name] || allowed[0]!
  if (!allowed.includes(value)) throw new Error(`${name} must be one of ${allowed.join(', ')}, not "${value}".`)
  return value
}

function listenerIn(env: NodeJS.ProcessEnv): Config['mailListen'] {
  if (!env.MAIL_LISTEN) return null
  const [, protocol, host, port] = /^(smtp|lmtp):\/\/([^:/]+|\[[0-9a-f:]+\]):(\d{1,5})\/?$/i.exec(env.MAIL_LISTEN) ?? []
  if (!protocol || !host || Number(port) > 65_535)
    throw new Error(
      `MAIL_LISTEN must be like lmtp://127.0.0.1:2424 or smtp://127.0.0.1:2525, not "${env.MAIL_LISTEN}".`,
    )
  return { protocol: protocol.toLowerCase() as 'smtp' | 'lmtp', host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function zoneIn(env: NodeJS.ProcessEnv) {
  const named = env.COMPANY_ZONE || 'America/Santiago'
  const zone = zoneNamed(named)
  if (!zone) throw new Error(`COMPANY_ZONE must be a time zone such as America/Santiago, not "${named}".`)
  return zone
}

/** With an own database the key may live beside the data; a shared database needs the same key in every process. */
function secretKey(env: NodeJS.ProcessEnv, dataDir: string) {
  if (env.SECRET_KEY) {
    if (env.SECRET_KEY.length < 32) throw new Error('SECRET_KEY must have at least 32 characters.')
    return env.SECRET_KEY
  }
  if (env.DATABASE_URL)
    throw new Error(
      'SECRET_KEY is required with DATABASE_URL: the same value in every process, at least 32 characters.',
    )
  const path = join(dataDir, 'secret.key')
  if (!existsSync(path)) makeKey(path)
  return readFileSync(path, 'utf8').trim()
}

/** Written beside and linked into place: of two first starts both read the one key that was first, whole. */
function makeKey(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
