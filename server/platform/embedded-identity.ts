import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'

/** As whom PostgreSQL runs, because it refuses to run as root. */
export type Identity = {
  prefix: string[]
  /** The owner its files must have, and for a plain change of user also the uid and gid to start it with. */
  owner: { uid: number; gid: number } | undefined
  switchUser: boolean
}

type Places = { postgres: string; dataDir: string; pgDir: string }

const NOBODY = 65534
const inUserNamespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

/**
 * A normal user runs it directly. Root runs it as the owner of data that is there already, else in a user namespace
 * (root's own files, also below 0700 folders, without root's powers), else as nobody.
 */
export function chooseIdentity(places: Places): Identity {
  if (process.platform === 'win32') return { prefix: [], owner: undefined, switchUser: false }
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  const namespaced = { prefix: inUserNamespace, owner: { uid, gid }, switchUser: false }
  if (uid !== 0) {
    // initdb refuses a user without a name, as containers with a free choice of uid have them
    return hasName() || !canRun(namespaced, places) ? { ...namespaced, prefix: [] } : namespaced
  }
  const candidates = [...ownerOf(places.pgDir), namespaced, nobody()]
  const identity = candidates.find((candidate) => canRun(candidate, places))
  if (identity) return identity
  throw new Error(
    `PostgreSQL does not run as root, and the user "nobody" cannot enter ${places.dataDir} or read ${places.postgres}: ` +
      'start Ventanilla as a normal user, or give others the right to enter these folders (chmod o+x).',
  )
}

function ownerOf(pgDir: string): Identity[] {
  const found = statSync(pgDir, { throwIfNoEntry: false })
  if (!found || found.uid === 0) return []
  return [{ prefix: [], owner: { uid: found.uid, gid: found.gid }, switchUser: true }]
}

function nobody(): Identity {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
  const owner = { uid: Number(line?.[1] ?? NOBODY), gid: Number(line?.[2] ?? NOBODY) }
  return { prefix: [], owner, switchUser: true }
}

function hasName() {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Not what the system says it allows, but whether it works: the binary runs and the data folder can be entered. */
function canRun(identity: Identity, { postgres, dataDir }: Places) {
  const [command = '', ...args] = [...identity.prefix, 'sh', '-c', '"$0" --version && cd "$1"', postgres, dataDir]
  const user = identity.switchUser ? identity.owner : {}
  return spawnSync(command, args, { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
