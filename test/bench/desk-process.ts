import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type DeskProcess = {
  url: string
  port: number
  pid: number
  child: ChildProcess
  stop(): Promise<void>
  output(): string
}

const MAIN = join(import.meta.dirname, '../../server/main.ts')

const FRUGAL = ['--max-semi-space-size=8', '--heap-growing-percent=30']
const SERVICE = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' }

/** The real server, as `npm start` (bin/handover.mjs) runs it, in a process of its own; answers when /ready does. */
export async function startDesk(env: Record<string, string>, port?: number): Promise<DeskProcess> {
  const chosen = port ?? (await freePort())
  const child = spawn(process.execPath, [...FRUGAL, MAIN], {
    env: { PATH: process.env.PATH, ...SERVICE, PORT: String(chosen), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (words: Buffer) => {
    output = `${output}${words}`.slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const desk: DeskProcess = {
    ...{ url: `http://127.0.0.1:${chosen}`, port: chosen, pid: child.pid!, child, output: () => output },
    async stop() {
      child.kill('SIGTERM')
      await ended(child)
    },
  }
  await untilReady(desk, 60_000)
  return desk
}

/** Waits until the desk answers that it is ready; its own last words say why it does not. */
export async function untilReady(desk: DeskProcess, ms: number) {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
    if (hasEnded(desk.child)) break
    const answer = await fetch(`${desk.url}/ready`).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error(`The desk is not ready:\n${desk.output()}`)
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

export async function ended(child: ChildProcess) {
  if (!hasEnded(child)) await new Promise((resolve) => child.once('exit', resolve))
}

/** What the process holds in memory, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

/** Milliseconds of processor time that the server, and all processes of its database, have used so far. */
export function processorTime(serverPid: number): { server: number; database: number } {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => statOf(Number(pid)) ?? [])
  const postmaster = processes.find(({ parent, name }) => parent === serverPid && name === 'postgres')
  const database = processes.filter(({ pid, parent }) => parent === postmaster?.pid || pid === postmaster?.pid)
  const gone = postmaster?.childrenTime ?? 0
  return {
    server: processes.find(({ pid }) => pid === serverPid)?.time ?? 0,
    database: database.reduce((sum, { time }) => sum + time, gone),
  }
}

/** Linux counts in hundredths of a second. */
function statOf(pid: number) {
  try {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!
    const fields = rest!.split(' ')
    const [time, childrenTime] = [11, 13].map((place) => (Number(fields[place]) + Number(fields[place + 1])) * 10)
    return { pid, name, parent: Number(fields[1]), time: time!, childrenTime: childrenTime! }
  } catch {
    return null
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
