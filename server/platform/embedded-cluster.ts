import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { type Binaries, findBinaries } from './embedded-binaries.ts'
import { chooseIdentity, type Identity } from './embedded-identity.ts'
import { spawnAs, tailOf } from './embedded-spawning.ts'

/** What is said of the database while it is looked after; whoever started the program finds the words. */
export type Tell = (
  news: 'creating' | 'moved_aside' | 'recovering' | 'left_running' | 'lost' | 'back' | 'not_back',
  about?: Record<string, string>,
) => void

/** Everything that stays the same while a server lives, whatever happens to its database. */
export type Cluster = {
  dataDir: string
  pgDir: string
  durable: boolean
  binaries: Binaries
  identity: Identity
  address: { host: string; port: number }
}

/** Makes the data folder where there is none, and settles who runs PostgreSQL and where it answers. */
export async function prepareCluster(dataDir: string, durable: boolean, log: Tell) {
  // others may pass through, so that "nobody" can reach pg; everything in it is closed by itself
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const pgDir = path.join(dataDir, 'pg')
  const binaries = findBinaries()
  const identity = chooseIdentity({ postgres: binaries.postgres, dataDir, pgDir })
  const cluster: Cluster = { dataDir, pgDir, durable, binaries, identity, address: await chooseAddress(pgDir) }
  if (!isComplete(pgDir)) await createFolder(cluster, log)
  refuseOtherVersion(pgDir)
  giveTo(identity, pgDir)
  return cluster
}

export function isComplete(pgDir: string) {
  return fs.existsSync(path.join(pgDir, 'global', 'pg_control')) && fs.existsSync(passwordFile(pgDir))
}

/** Removes what a start that was killed in the middle has left. Only for the one who holds the folder's lock. */
export function removeUnfinished(dataDir: string) {
  for (const name of fs.readdirSync(dataDir)) {
    if (name.startsWith('pg.new-')) fs.rmSync(path.join(dataDir, name), { recursive: true, force: true })
  }
}

/** One secret, kept in the cluster's folder (0600) so that both move together; the desk's own password follows from it. */
export function passwords(pgDir: string) {
  const superuser = fs.readFileSync(passwordFile(pgDir), 'utf8').trim()
  return { superuser, desk: createHash('sha256').update(`ventanilla ${superuser}`).digest('hex') }
}

/** A socket in the folder itself where the system can (names are short: 103 bytes on macOS), else a free port. */
async function chooseAddress(pgDir: string) {
  const fits = Buffer.byteLength(`${pgDir}/.s.PGSQL.5432`) <= 103
  if (process.platform !== 'win32' && fits) return { host: pgDir, port: 5432 }
  return { host: '127.0.0.1', port: await freePort() }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Made beside its place and renamed into it, so that it is there whole or not at all; of two at once the first wins. */
async function createFolder(cluster: Cluster, log: Tell) {
  const { dataDir, pgDir, durable } = cluster
  log('creating')
  const workshop = fs.mkdtempSync(path.join(dataDir, 'pg.new-'))
  const fresh = path.join(workshop, 'data')
  try {
    const password = path.join(workshop, 'password')
    fs.writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true })
    giveTo(cluster.identity, workshop)
    await initialise(cluster, fresh, password)
    fs.renameSync(password, passwordFile(fresh))
    if (durable) syncFolder(fresh)
    moveAsideForeign(pgDir, log)
    fs.renameSync(fresh, pgDir)
    if (durable) syncFolder(dataDir)
  } catch (error) {
    if (!isComplete(pgDir)) throw error
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true })
  }
}

async function initialise(cluster: Cluster, folder: string, password: string) {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`]
  const command = [
    cluster.binaries.initdb,
    '-D',
    folder,
    ...locale,
    ...access,
    ...(cluster.durable ? [] : ['--no-sync']),
  ]
  const child = spawnAs(cluster.identity, command)
  const output = tailOf(child)
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The database could not be created: ${output()}`)
}

/** Files that are no database of ours are not deleted, only moved out of the way. */
function moveAsideForeign(pgDir: string, log: Tell) {
  if (!fs.existsSync(pgDir) || fs.readdirSync(pgDir).length === 0) return
  if (fs.existsSync(path.join(pgDir, 'global', 'pg_control'))) {
    throw new Error(`${pgDir} holds a database without its password file (ventanilla.password); restore that file.`)
  }
  const aside = `${pgDir}.unfinished-${Date.now()}`
  fs.renameSync(pgDir, aside)
  log('moved_aside', { folder: pgDir, aside })
}

function refuseOtherVersion(pgDir: string) {
  const version = fs.readFileSync(path.join(pgDir, 'PG_VERSION'), 'utf8').trim()
  if (version === '18') return
  throw new Error(
    `${pgDir} was made by PostgreSQL ${version}, this is PostgreSQL 18: restore a backup into a new folder.`,
  )
}

/** Root may have been here under another identity before; the files follow the one that runs now. */
function giveTo({ owner }: Identity, folder: string) {
  if (!owner || fs.statSync(folder).uid === owner.uid) return
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    fs.lchownSync(path.join(folder, name), owner.uid, owner.gid)
  }
  // last: its owner says whether the work is done, should it be cut short
  fs.lchownSync(folder, owner.uid, owner.gid)
}

function passwordFile(pgDir: string) {
  return path.join(pgDir, 'ventanilla.password')
}

function syncFolder(folder: string) {
  const handle = fs.openSync(folder, 'r')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}
