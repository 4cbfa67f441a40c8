import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { totalmem } from 'node:os'
import path from 'node:path'
import type { Cluster } from './embedded-cluster.ts'
import type { Identity } from './embedded-identity.ts'

export function spawnPostgres(cluster: Cluster): ChildProcess {
  const args = ['-D', cluster.pgDir, ...settings(cluster).flatMap((setting) => ['-c', setting])]
  return spawnAs(cluster.identity, [cluster.binaries.postgres, ...args])
}

/**
 * Dies with the server, also when that is killed: the kernel sends the signal when the thread that started it ends.
 * Set after the change of user (which would clear it); the shell closes the gap in which the server died before that.
 */
export function spawnAs(identity: Identity, command: string[]) {
  const [file = '', ...args] = [...identity.prefix, ...leash(), ...command]
  const user = identity.switchUser ? identity.owner : {}
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env.SystemRoot }
  const cwd = path.parse(process.cwd()).root
  return spawn(file, args, { ...user, env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** The last words of a process, for the sentence that says why it ended. */
export function tailOf(child: ChildProcess) {
  let tail = ''
  const keep = (words: Buffer | Error) => {
    tail = `${tail}${words}`.slice(-2000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.once('error', keep)
  return () => tail.trim()
}

function leash() {
  if (spawnSync('setpriv', ['--pdeathsig', 'INT', 'sh', '-c', ':'], { stdio: 'ignore' }).status !== 0) return []
  const onlyWithParent = 'test "$PPID" = "$0" && exec "$@"'
  return ['setpriv', '--pdeathsig', 'INT', 'sh', '-c', onlyWithParent, String(process.pid)]
}

/**
 * For a machine with two cores and a fast disk that also runs the server. No parallel queries: they need more
 * /dev/shm than small containers have, and here many short questions matter more than one long one.
 */
function settings({ address, pgDir, durable }: Cluster) {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20
  const socket = address.host === pgDir
  return [
    `ventanilla.server=${process.pid}`,
    `listen_addresses=${socket ? '' : address.host}`,
    `port=${address.port}`,
    `unix_socket_directories=${socket ? `"${pgDir.replaceAll('"', '""')}"` : ''}`,
    'unix_socket_permissions=0700',
    'max_connections=100',
    `shared_buffers=${durable ? Math.max(32, Math.min(1024, Math.floor(memory / 8))) : 64}MB`,
    `effective_cache_size=${Math.floor(memory / 2)}MB`,
    'work_mem=8MB',
    'maintenance_work_mem=64MB',
    'max_parallel_workers_per_gather=0',
    'jit=off',
    'random_page_cost=1.1',
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=1GB',
    'wal_compression=on',
    `fsync=${durable ? 'on' : 'off'}`,
    `full_page_writes=${durable ? 'on' : 'off'}`,
    'synchronous_commit=on',
    'autovacuum_vacuum_scale_factor=0.05',
    'autovacuum_analyze_scale_factor=0.05',
    'timezone=UTC',
    'log_timezone=UTC',
    // a week of logs, without the personal data that stands in values
    'logging_collector=on',
    'log_directory=log',
    'log_filename=postgresql-%a.log',
    'log_truncate_on_rotation=on',
    'log_rotation_age=1d',
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
  ]
}
