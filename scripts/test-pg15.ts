import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// `npm run test:pg15`: the unit tests on PostgreSQL 15, the oldest a desk may run on (design: SQL stays within 15). It uses Debian's
// binaries, in a cluster of its own under the temporary folder; the system's own cluster is neither used nor touched.
const BINARIES = '/usr/lib/postgresql/15/bin'
const isRoot = process.getuid?.() === 0
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

install()
const folder = mkdtempSync(join(tmpdir(), 'ventanilla-pg15-'))
const owner = isRoot ? postgresUser() : undefined
if (owner) chownSync(folder, owner.uid, owner.gid)
const port = await freePort()
const postmaster = await start()
process.exitCode = await test().finally(stop)

function install() {
  if (existsSync(join(BINARIES, 'postgres'))) return
  const command = 'apt-get install -y postgresql-15'
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0)
    fail(`PostgreSQL 15 is not installed. On Debian 12, as root: ${command}`)
  console.log(`PostgreSQL 15 is not installed; installing it: ${command}`)
  const { status } = spawnSync('apt-get', ['install', '-y', 'postgresql-15'], { stdio: 'inherit' })
  if (status !== 0) fail('PostgreSQL 15 could not be installed; try `apt-get update` first. It is part of Debian 12.')
}

/** PostgreSQL refuses to run as root: root runs it as the user that Debian's package has made. */
function postgresUser() {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function start() {
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], ...owner }
  const data = join(folder, 'data')
  execFileSync(
    join(BINARIES, 'initdb'),
    ['-D', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    options,
  )
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=300',
    'timezone=UTC',
  ]
  const child = spawn(join(BINARIES, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...options,
    stdio: 'ignore',
  })
  for (
    let attempt = 0;
    spawnSync(join(BINARIES, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status !== 0;
    attempt++
  ) {
    if (attempt > 100 || child.exitCode !== null) fail('PostgreSQL 15 does not start.')
    await sleep(100)
  }
  const admin = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-q']
  // as with a hosted one: owner of its database, no administrator
  execFileSync(join(BINARIES, 'psql'), [...admin, '-c', 'create role ventanilla login createdb'])
  execFileSync(join(BINARIES, 'createdb'), [...admin.slice(0, -1), '-O', 'ventanilla', 'ventanilla'])
  return child
}

function test(): Promise<number> {
  const args = [vitest, 'run', '--project', 'unit', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    TEST_DATABASE_URL: `postgres://ventanilla@127.0.0.1:${port}/ventanilla?sslmode=disable`,
  }
  const tests = spawn(process.execPath, args, { stdio: 'inherit', env })
  return new Promise((resolve) => tests.once('close', (code) => resolve(code ?? 1)))
}

async function stop() {
  const ended = new Promise((resolve) => postmaster.once('exit', resolve))
  postmaster.kill('SIGINT')
  await ended
  rmSync(folder, { recursive: true, force: true })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
