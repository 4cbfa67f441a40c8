import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** As whom PostgreSQL runs, because it refuses to run as root. */
export type Identity = {
  prefix: string[]
  /** The owner its files must have, and for a plain change of user also the uid and gid to start it with. */
  owner: { uid: number; gid: number } | undefined
  switchUser: boolean
}

type Places = { postgres: string; dataDir: string; pgDir: string }

const NOBODY = 65534

/**
 * A normal user runs it directly. Root runs it as the owner of data that is there already, else in a user namespace
 * (root's own files, also below 0700 folders, without root's powers), else as the owner of DATA_DIR, else as nobody.
 */
export function chooseIdentity(places: Places): Identity {
  const uid = process.getuid?.() ?? 0
  const own: Identity = { prefix: [], owner: { uid, gid: process.getgid?.() ?? 0 }, switchUser: false }
  if (process.platform === 'win32') return { ...own, owner: undefined }
  // where none will do, the first: PostgreSQL then says itself what it misses
  if (uid !== 0) return [own, inNamespace(own)].find((candidate) => canRun(candidate, places)) ?? own
  const candidates = [...ownersOf(places.pgDir), inNamespace(own), ...ownersOf(places.dataDir), nobody()]
  const identity = candidates.find((candidate) => canRun(candidate, places))
  if (identity) return identity
  throw new Error(
    `PostgreSQL does not run as root, and the user "nobody" cannot enter ${places.dataDir} or read ${places.postgres}: ` +
      'start Ventanilla as a normal user, or give others the right to enter these folders (chmod o+x).',
  )
}

function inNamespace(identity: Identity): Identity {
  return { ...identity, prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] }
}

function ownersOf(folder: string): Identity[] {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found || found.uid === 0) return []
  const owner: Identity = { prefix: [], owner: { uid: found.uid, gid: found.gid }, switchUser: true }
  return [owner, inNamespace(owner)]
}

function nobody(): Identity {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  const owner = { uid: Number(line?.[1] ?? NOBODY), gid: Number(line?.[2] ?? NOBODY) }
  return { prefix: [], owner, switchUser: true }
}

/**
 * Not what the system says it allows, but whether it works: the binary runs, the data folder can be entered, and the
 * user has a name, without which initdb refuses (containers run with any uid they like; in a namespace it is nobody's).
 */
function canRun(identity: Identity, { postgres, dataDir }: Places) {
  const [command = '', ...args] = [
    ...identity.prefix,
    'sh',
    '-c',
    '"$0" --version && cd "$1" && id -un',
    postgres,
    dataDir,
  ]
  const user = identity.switchUser ? identity.owner : {}
  return spawnSync(command, args, { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
