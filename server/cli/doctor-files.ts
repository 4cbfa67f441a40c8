import { mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bad, type Check, ok, warn } from './doctor-check.ts'
import type { Found } from './finding-the-desk.ts'

const LITTLE = 1e9
const TOO_LITTLE = 2e8

/** Tried, not only looked at. `free` is told in bytes; the command says it as people read it. */
export async function storageCheck(dataDir: string): Promise<Check> {
  const folder = join(dataDir, 'files')
  const probe = join(folder, `.doctor-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, 'ok', { flush: true })
    rmSync(probe)
  } catch (error) {
    return bad('storage', { folder, reason: (error as NodeJS.ErrnoException).code ?? '?' }, 'unwritable')
  }
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free < TOO_LITTLE) return bad('storage', { folder, free }, 'low')
  return free < LITTLE ? warn('storage', { folder, free }, 'low') : ok('storage', { folder, free })
}

/** Where the key comes from the environment there is no file to guard. */
export function keyFileCheck({ dataDir, ownKey }: Found): Check[] {
  if (ownKey || process.platform === 'win32') return []
  const file = join(dataDir, 'secret.key')
  return [(statSync(file).mode & 0o077) === 0 ? ok('keyFile') : bad('keyFile', { file })]
}
