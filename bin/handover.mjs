import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
export const leash = new URL('./leash.mjs', import.meta.url).href

const withOwnNode = ['linux-x64', 'linux-arm64', 'win-x64']

/** Says a sentence in both languages and ends: whoever starts this may read either. */
export function fail(spanish, english) {
  console.error(`Ventanilla: ${spanish} / ${english}`)
  process.exit(1)
}

/** Where npm brings no Node for this platform the machine's own must be new enough; said before anything is installed. */
export function refuseOldNode() {
  if (withOwnNode.includes(platform()) || isNewEnough()) return
  failOldNode()
}

/** The Node the server runs on: the one npm brought, else this one when it is new enough. */
export function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const brought = path.join(root, 'node_modules', `node-${platform()}`, 'bin', name)
  // tried, not only looked for: on a system with another C library the file is there and does not run
  if (existsSync(brought) && spawnSync(brought, ['--version'], { stdio: 'ignore' }).status === 0) return brought
  return isNewEnough() ? process.execPath : failOldNode()
}

/**
 * What is young and soon forgotten gets 8 MB a half, where Node would let it grow to 32: some 80 MB less for the same work. What lives
 * longer is cleared whenever it has grown by a third; by itself Node waits for twice to four times, and keeps the room (Dockerfile,
 * docs/performance.md).
 */
const frugal = ['--max-semi-space-size=8', '--heap-growing-percent=30']
/**
 * The C library keeps a heap for each thread and gives little back: two of them do for ours, and mails passing by leave up to 100 MB less
 * behind (docs/performance.md, Dockerfile).
 */
const MALLOC_ARENA_MAX = process.env.MALLOC_ARENA_MAX ?? '2'

/** Becomes the script, as far as Node can: same streams, same signals, same exit code, and neither outlives the other. */
export function handOver(script, args, { detached }) {
  const child = spawn(findNode(), [...frugal, '--import', leash, path.join(root, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, MALLOC_ARENA_MAX },
    detached,
  })
  const byTerminal = !detached && process.stdin.isTTY
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => (byTerminal && signal === 'SIGINT' ? undefined : child.kill(signal)))
  }
  endWithNpm(() => child.kill('SIGTERM'))
  return new Promise((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
  })
}

/** npm tells nobody when it is killed: look whether it is still our parent, or the parent of the shell it started us with. */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const isShell = /^\w*sh$/.test(read(`/proc/${parent}/comm`).trim())
  const grandparent = isShell ? parentOf(parent) : undefined
  const watch = setInterval(() => {
    if (process.ppid === parent && (!isShell || parentOf(parent) === grandparent)) return
    clearInterval(watch)
    end()
  }, 200)
}

function parentOf(pid) {
  return read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1]
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function platform() {
  return `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
}

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 15)
}

function failOldNode() {
  return fail(
    `en este sistema (${platform()}) hace falta Node 24.15 o posterior; aquí está Node ${process.versions.node}. Instálelo y repita.`,
    `on this system (${platform()}) Node 24.15 or later is needed; this is Node ${process.versions.node}. Install it and try again.`,
  )
}
