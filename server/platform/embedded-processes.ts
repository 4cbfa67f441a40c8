import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Postmaster = { pid: number; port: number; socketDir: string }

/** What postmaster.pid says, whether or not that process still lives. */
export function readPostmaster(pgDir: string): Postmaster | undefined {
  const [pid, , , port, socketDir] = read(path.join(pgDir, 'postmaster.pid')).split('\n')
  if (!pid || !Number(pid)) return undefined
  return { pid: Number(pid), port: Number(port), socketDir: socketDir ?? '' }
}

/** A number is not proof: pids are used again. Only a postgres started on this folder counts. */
export function isPostmasterOn(pid: number, pgDir: string) {
  const words = commandLine(pid)
  if (!words[0] || !/^postgres(\.exe)?$/.test(path.basename(words[0]))) return false
  const folder = words[words.indexOf('-D') + 1]
  return folder !== undefined && realPath(folder) === realPath(pgDir)
}

/** The server that started a postmaster stands in its command line; while it lives it is also its parent. */
export function hasItsServer(pid: number) {
  const server = commandLine(pid)
    .find((word) => word.startsWith('ventanilla.server='))
    ?.split('=')[1]
  return server !== undefined && Number(server) === parentOf(pid)
}

/** Tells a process from a later one with the same number; undefined when there is none. */
export function processStamp(pid: number): string | undefined {
  if (!isAlive(pid) || isZombie(pid)) return undefined
  if (process.platform === 'linux') return statFields(pid)[19]
  return process.platform === 'win32' ? 'alive' : ps(pid, 'lstart') || undefined
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fast shutdown, then immediate shutdown; acknowledged data is safe either way. */
export async function stopPostmaster(pid: number, patienceMs: number) {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (isAlive(pid)) process.kill(pid, signal)
    if (await waitUntil(() => !isAlive(pid) || isZombie(pid), patienceMs)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end.`)
}

/**
 * A backend that outlives a killed postmaster keeps the shared memory and so the folder.
 * Children of a living postmaster are never touched: another server may be starting this very moment.
 */
export async function endStragglers(pgDir: string) {
  const left = stragglers(pgDir)
  for (const pid of left) signalIfAlive(pid, 'SIGQUIT')
  if (await waitUntil(() => !left.some(isAlive), 3000)) return
  for (const pid of left) signalIfAlive(pid, 'SIGKILL')
  await waitUntil(() => !left.some(isAlive), 3000)
}

/**
 * PostgreSQL refuses to start while the pid in its lock files belongs to any process of its user, as after a restart of a
 * container. Moved away and looked at again, so that a file written this very moment by another start is given back.
 */
export function discardStaleFiles(pgDir: string) {
  // Windows does not show what a process is: there PostgreSQL's own judgement stands
  if (process.platform === 'win32') return
  for (const file of ['postmaster.pid', '.s.PGSQL.5432.lock'].map((name) => path.join(pgDir, name))) {
    const pid = Number.parseInt(read(file), 10)
    if (!pid || !isAlive(pid) || isPostmasterOn(pid, pgDir)) continue
    const aside = `${file}.${process.pid}`
    try {
      fs.renameSync(file, aside)
      if (Number.parseInt(read(aside), 10) !== pid) fs.linkSync(aside, file)
    } catch (error) {
      if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
    fs.rmSync(aside, { force: true })
  }
}

export async function waitUntil(condition: () => boolean | Promise<boolean>, patienceMs: number) {
  const end = Date.now() + patienceMs
  while (!(await condition())) {
    if (Date.now() > end) return false
    await sleep(50)
  }
  return true
}

function stragglers(pgDir: string) {
  if (process.platform !== 'linux') return []
  const folder = realPath(pgDir)
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && commandLine(pid)[0]?.startsWith('postgres: '))
    .filter((pid) => workingFolder(pid) === folder && !isPostmasterOn(parentOf(pid), pgDir))
}

function workingFolder(pid: number) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function commandLine(pid: number): string[] {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`).split('\0')
  if (process.platform === 'win32') return []
  // ps joins the words: the folder may hold spaces, so it is taken as all that stands between -D and the next option
  const [, program = '', folder = '', rest = ''] = ps(pid, 'command').match(/^(.*?) -D (.*?)( -c .*)?$/) ?? []
  return [program, '-D', folder, ...rest.split(' -c ')]
}

function parentOf(pid: number) {
  return Number(process.platform === 'linux' ? statFields(pid)[1] : ps(pid, 'ppid'))
}

function isZombie(pid: number) {
  return process.platform === 'linux' && statFields(pid)[0] === 'Z'
}

/** The fields after the name, which may itself hold spaces and brackets: state, parent, … (19: start time). */
function statFields(pid: number) {
  const text = read(`/proc/${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function ps(pid: number, column: string) {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals) {
  if (isAlive(pid)) process.kill(pid, signal)
}

function realPath(folder: string) {
  try {
    return fs.realpathSync(folder)
  } catch {
    return path.resolve(folder)
  }
}

function read(file: string) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
