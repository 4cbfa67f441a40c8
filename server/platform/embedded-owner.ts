import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processStamp } from './embedded-processes.ts'

/** One server per data folder. Its message is for the person who started the second one. */
export class AlreadyRunning extends Error {
  constructor(dataDir: string) {
    super(
      `Ventanilla ya está en marcha con la carpeta de datos ${dataDir}; deténgala antes. / ` +
        `Ventanilla is already running on the data folder ${dataDir}; stop it first.`,
    )
  }
}

/**
 * Says that a server lives here also in the moments in which its database does not: without it a second start
 * could take the folder between the death of a database and its return. The advisory lock decides, this informs.
 */
export function claim(dataDir: string) {
  writeFileSync(claimFile(dataDir), `${process.pid} ${processStamp(process.pid)}\n`)
}

export function refuseIfClaimed(dataDir: string) {
  const [pid, stamp] = readClaim(dataDir).split(/ (.*)/)
  if (!pid || Number(pid) === process.pid) return
  if (processStamp(Number(pid)) === stamp) throw new AlreadyRunning(dataDir)
}

export function releaseClaim(dataDir: string) {
  if (readClaim(dataDir).startsWith(`${process.pid} `)) rmSync(claimFile(dataDir), { force: true })
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
