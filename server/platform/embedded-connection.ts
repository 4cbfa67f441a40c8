import pg from 'pg'
import { type Cluster, passwords } from './embedded-cluster.ts'

type Where = Pick<Cluster, 'pgDir' | 'address'>

/** Any number that nothing else uses; it lives in the database "postgres", away from the desk's own locks. */
const LOCK = 7_362_842

/** As the database's own administrator; the desk never is one. */
export async function connectAsAdmin({ pgDir, address }: Where): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    user: 'postgres',
    database: 'postgres',
    password: passwords(pgDir).superuser,
    ssl: false,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  // a connection that breaks is told by "end"; without a listener "error" would end the server
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** The server that started this postmaster, as the postmaster tells it. */
export async function startedHere(client: pg.Client) {
  const { rows } = await client.query(`SELECT current_setting('ventanilla.server', true) AS server`)
  return rows[0].server === String(process.pid)
}

export async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [LOCK])
  return rows[0].locked
}

/** Looks without taking: even a moment's hold could refuse the rightful owner. */
export async function isLocked(where: Where): Promise<boolean> {
  const client = await connectAsAdmin(where)
  try {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND granted`,
      [LOCK],
    )
    return rowCount !== 0
  } finally {
    await client.end()
  }
}

/** The desk's own role owns its database and may make others (tests do), but is no administrator: as with a hosted one. */
export async function createDesk(client: pg.Client, pgDir: string) {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ventanilla') AS role,
            EXISTS (SELECT FROM pg_database WHERE datname = 'ventanilla') AS database`,
  )
  const password = client.escapeLiteral(passwords(pgDir).desk)
  if (!rows[0].role) await client.query(`CREATE ROLE ventanilla LOGIN CREATEDB PASSWORD ${password}`)
  if (!rows[0].database) await client.query('CREATE DATABASE ventanilla OWNER ventanilla')
}

export function deskUrl({ pgDir, address }: Where) {
  const { desk } = passwords(pgDir)
  const socket = address.host.startsWith('/')
  const host = socket ? 'localhost' : address.host
  const query = `sslmode=disable${socket ? `&host=${encodeURIComponent(address.host)}` : ''}`
  return `postgres://ventanilla:${desk}@${host}:${address.port}/ventanilla?${query}`
}
