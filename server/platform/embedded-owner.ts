import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processStamp, waitUntil } from './embedded-processes.ts'

/** One server per data folder. Its message is for the person who started the second one. */
export class AlreadyRunning extends Error {
  constructor(dataDir: string) {
    super(
      `Ventanilla ya está en marcha con la carpeta de datos ${dataDir}; deténgala antes. / ` +
        `Ventanilla is already running on the data folder ${dataDir}; stop it first.`,
    )
  }
}

const LEAVING = 'leaving'

/**
 * Says that a server lives here also in the moments in which its database does not: without it a second start
 * could take the folder between the death of a database and its return. The advisory lock decides, this informs.
 */
export function claim(dataDir: string) {
  writeFileSync(claimFile(dataDir), `${process.pid} ${processStamp(process.pid)}\n`)
}

/** From here on a next start waits for the end of this one instead of being refused: a restart needs no pause. */
export function announceLeaving(dataDir: string) {
  if (isOurs(dataDir)) writeFileSync(claimFile(dataDir), `${readClaim(dataDir)}\n${LEAVING}\n`)
}

export async function refuseIfClaimed(dataDir: string) {
  if (!isClaimed(dataDir)) return
  const isLeaving = readClaim(dataDir).endsWith(LEAVING)
  if (isLeaving && (await waitUntil(() => !isClaimed(dataDir), 15_000))) return
  throw new AlreadyRunning(dataDir)
}

export function releaseClaim(dataDir: string) {
  if (isOurs(dataDir)) rmSync(claimFile(dataDir), { force: true })
}

function isClaimed(dataDir: string) {
  const [pid, stamp] = readClaim(dataDir).split('\n')[0]!.split(/ (.*)/)
  if (!pid || Number(pid) === process.pid) return false
  return processStamp(Number(pid)) === stamp
}

function isOurs(dataDir: string) {
  return readClaim(dataDir).startsWith(`${process.pid} `)
}

function readClaim(dataDir: string) {
  try {
    return readFileSync(claimFile(dataDir), 'utf8').trim()
  } catch {
    return ''
  }
}

function claimFile(dataDir: string) {
  return path.join(dataDir, 'server.pid')
}
