import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, prepareCluster, removeUnfinished, type Tell } from './embedded-cluster.ts'
import { deskUrl } from './embedded-connection.ts'
import { AlreadyRunning, announceLeaving, claim, refuseIfClaimed, releaseClaim } from './embedded-owner.ts'
import { isAlive, readPostmaster, stopPostmaster } from './embedded-processes.ts'
import { type Running, raise, relock } from './embedded-raising.ts'

export { AlreadyRunning } from './embedded-owner.ts'

export type Embedded = {
  /** postgres://… for the database "ventanilla"; the same for as long as this server lives. */
  url: string
  pid(): number
  /** Says at the beginning of a stop that this server goes: a next start then waits for its end. */
  leaving(): void
  stop(): Promise<void>
}

type Options = {
  dataDir: string
  log: Tell
  /** false gives up crash safety for speed: tests only. */
  durable?: boolean
}

/**
 * The database that comes with the desk: a real PostgreSQL under DATA_DIR/pg that lives and dies with this process.
 * Call it from the main thread: the kernel ends the database when the thread that started it ends.
 */
export async function startEmbedded({ dataDir, log, durable = true }: Options): Promise<Embedded> {
  const folder = path.resolve(dataDir)
  await refuseIfClaimed(folder)
  const cluster = await prepareCluster(folder, durable, log)
  const first = await raise(cluster, log)
  claim(folder)
  removeUnfinished(folder)
  return { url: deskUrl(cluster), ...supervise(cluster, first, log) }
}

/** Where the desk that runs on this folder has its database, for commands that work beside it; undefined when none runs. */
export function runningEmbedded(dataDir: string): string | undefined {
  const pgDir = path.join(path.resolve(dataDir), 'pg')
  const found = readPostmaster(pgDir)
  if (!found || !isAlive(found.pid)) return undefined
  return deskUrl({ pgDir, address: { host: found.socketDir || '127.0.0.1', port: found.port } })
}

/** Keeps the database up: whatever ends it, it is raised again, at once and then with growing pauses. */
function supervise(cluster: Cluster, first: Running, log: Tell) {
  const stopping = new AbortController()
  let running = first

  async function watch() {
    while (true) {
      await running.lost
      if (stopping.signal.aborted) return
      log('lost')
      const again = await bringBack(cluster, running, log, stopping.signal)
      if (!again) return
      running = again
      log('back')
      if (stopping.signal.aborted) return end(running)
    }
  }

  const watching = watch()
  return {
    pid: () => running.pid,
    leaving: () => announceLeaving(cluster.dataDir),
    async stop() {
      announceLeaving(cluster.dataDir)
      stopping.abort()
      await end(running)
      await watching
      releaseClaim(cluster.dataDir)
    },
  }
}

async function bringBack(cluster: Cluster, fallen: Running, log: Tell, stopping: AbortSignal) {
  for (let pause = 250; !stopping.aborted; pause = Math.min(pause * 2, 4000)) {
    try {
      return await (fallen.hasEnded() ? raise(cluster, log, stopping) : relock(cluster, fallen))
    } catch (error) {
      if (stopping.aborted) return undefined
      log('not_back', { why: (error as Error).message })
      // two servers never share one database: whoever lost it ends, as if told to
      if (error instanceof AlreadyRunning) process.kill(process.pid, 'SIGTERM')
      await sleep(pause)
    }
  }
  return undefined
}

async function end(running: Running) {
  await running.release()
  if (!running.hasEnded()) await stopPostmaster(running.pid, 4000)
}
