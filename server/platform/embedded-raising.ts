import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Cluster, Tell } from './embedded-cluster.ts'
import { connectAsAdmin, createDesk, isLocked, startedHere, tryLock } from './embedded-connection.ts'
import { AlreadyRunning } from './embedded-owner.ts'
import {
  discardStaleFiles,
  endStragglers,
  hasItsServer,
  isPostmasterOn,
  type Postmaster,
  readPostmaster,
  stopPostmaster,
  waitUntil,
} from './embedded-processes.ts'
import { spawnPostgres, tailOf } from './embedded-spawning.ts'

/** A database of this process: its postmaster, and the connection that holds the lock of the folder. */
export type Running = {
  pid: number
  /** Resolves when the postmaster has ended or the lock's connection is gone. */
  lost: Promise<void>
  hasEnded(): boolean
  release(): Promise<void>
  child: ChildProcess
}

/** Starts the database, after whatever an earlier server has left behind is out of the way. */
export async function raise(cluster: Cluster, log: Tell, stopping?: AbortSignal): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    await clearTheWay(cluster, log)
    stopping?.throwIfAborted()
    const child = spawnPostgres(cluster)
    const lastWords = tailOf(child)
    const stop = () => child.kill('SIGINT')
    stopping?.addEventListener('abort', stop)
    const running = await settle(cluster, child, log)
    stopping?.removeEventListener('abort', stop)
    if (running) return running
    // lost against another start at the same moment (look again, it is refused there), or killed: three times is no chance
    if (attempt < 3 || findPostmaster(cluster)) continue
    throw new Error(`PostgreSQL does not start: ${lastWords()} (see ${cluster.pgDir}/log)`)
  }
}

/** The database lives but the lock's connection broke, as when one of its processes crashed. */
export async function relock(cluster: Cluster, { child }: Running): Promise<Running> {
  return lockOrEnd(cluster, child, await connectAsAdmin(cluster))
}

/** Undefined when the database ended before it was usable. */
async function settle(cluster: Cluster, child: ChildProcess, log: Tell) {
  try {
    const client = await connectWhenReady(cluster, child, log)
    if (!client) return undefined
    const running = await lockOrEnd(cluster, child, client)
    await createDesk(client, cluster.pgDir)
    return running
  } catch (error) {
    if (error instanceof AlreadyRunning || !(await waitUntil(() => hasEnded(child), 1000))) throw error
    return undefined
  }
}

async function lockOrEnd(cluster: Cluster, child: ChildProcess, client: Client): Promise<Running> {
  // a session that was cut a moment ago may still hold it
  if (await waitUntil(() => tryLock(client), 5000)) return runningWith(child, client)
  await client.end()
  await stopPostmaster(child.pid as number, 4000)
  throw new AlreadyRunning(cluster.dataDir)
}

function runningWith(child: ChildProcess, lock: Client): Running {
  const lost = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    // mostly the first sign that the whole database ends: give its process the time to do so
    lock.once('end', () => waitUntil(() => hasEnded(child), 500).then(() => resolve()))
    if (hasEnded(child)) resolve()
  })
  const release = () => lock.end().catch(() => undefined)
  return { pid: child.pid as number, lost, hasEnded: () => hasEnded(child), child, release }
}

function hasEnded(child: ChildProcess) {
  return child.exitCode !== null || child.signalCode !== null
}

async function connectWhenReady(cluster: Cluster, child: ChildProcess, log: Tell) {
  const explain = setTimeout(() => log('recovering'), 5000)
  try {
    while (!hasEnded(child)) {
      const client = await connectAsAdmin(cluster).catch(refuseWrongPassword)
      if (client && (await startedHere(client))) return client
      await client?.end()
      await sleep(50)
    }
    return undefined
  } finally {
    clearTimeout(explain)
  }
}

function refuseWrongPassword(error: { code?: string }) {
  if (error.code === '28P01') throw new Error('PostgreSQL does not accept the password in pg/ventanilla.password.')
  return undefined
}

/**
 * A postmaster whose server lives belongs to it, ready or not yet: refuse. One whose lock is held, too.
 * Any other is an orphan: stop it and start anew, so that the database always is the child of its server.
 */
async function clearTheWay(cluster: Cluster, log: Tell) {
  const { pgDir, dataDir } = cluster
  const found = findPostmaster(cluster)
  if (found) {
    await waitUntil(async () => !hasItsServer(found.pid) || (await lockIsHeld(cluster, found)), 20_000)
    if (hasItsServer(found.pid) || (await lockIsHeld(cluster, found))) throw new AlreadyRunning(dataDir)
    log('left_running', { process: String(found.pid) })
    await stopPostmaster(found.pid, 10_000)
  }
  await endStragglers(pgDir)
  discardStaleFiles(pgDir)
}

function findPostmaster({ pgDir }: Cluster) {
  const found = readPostmaster(pgDir)
  return found && isPostmasterOn(found.pid, pgDir) ? found : undefined
}

/** One that does not answer holds nothing for anybody. */
async function lockIsHeld({ pgDir }: Cluster, { port, socketDir }: Postmaster) {
  const address = { host: socketDir || '127.0.0.1', port }
  return isLocked({ pgDir, address }).catch(() => false)
}
