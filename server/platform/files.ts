import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from './errors.ts'

export type Stored = { storage: string; size: number; sha256: string; head: Buffer }

/** Files by content: the same bytes are stored once. Written beside, synced, then renamed: a half-written file is never seen. */
export async function storeFile(folder: string, bytes: Readable, limit: number): Promise<Stored> {
  const part = join(folder, 'incoming', randomUUID())
  await mkdir(join(folder, 'incoming'), { recursive: true })
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (head.length < 4100) head = Buffer.concat([head, chunk.subarray(0, 4100 - head.length)])
      hash.update(chunk)
      done(size > limit ? new Refusal(413, 'too_large') : null, chunk)
    },
  })
  try {
    await pipeline(bytes, measure, createWriteStream(part))
    const file = await open(part)
    await file.sync()
    await file.close()
    const sha256 = hash.digest('hex')
    const storage = join(sha256.slice(0, 2), sha256)
    const made = await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
    await rename(part, join(folder, storage))
    await syncFolder(join(folder, sha256.slice(0, 2)))
    if (made) await syncFolder(folder)
    return { storage, size, sha256, head }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

export const readFileStream = (folder: string, storage: string): Readable => createReadStream(join(folder, storage))

/** Whole, and held once: gathered from a stream it would be held twice. */
export const readWholeFile = (folder: string, storage: string): Promise<Buffer> => readFile(join(folder, storage))

const DAY_MS = 24 * 3600_000

/**
 * Removes bytes of one subfolder that are a day old and that nothing names; of `incoming`, what an upload cut short has left. Whoever
 * stores the same bytes at this moment puts new ones in their place: so each is set aside first, and put back if it proves young.
 */
export async function forgetBytes(folder: string, sub: string, named: (storages: string[]) => Promise<Set<string>>) {
  const old = await oldIn(folder, sub)
  const known = await named(old)
  for (const storage of old.filter((each) => !known.has(each))) {
    const aside = join(folder, 'incoming', randomUUID())
    await rename(join(folder, storage), aside)
    if (await isOld(aside)) await rm(aside)
    else await rename(aside, join(folder, storage))
  }
}

async function oldIn(folder: string, sub: string): Promise<string[]> {
  const names = await readdir(join(folder, sub)).catch(() => [])
  const old: string[] = []
  for (const name of names) if (await isOld(join(folder, sub, name))) old.push(join(sub, name))
  return old
}

/** By when it was written, on the clock of the machine that wrote it; what is gone in the meantime is not old. */
const isOld = async (path: string) =>
  (await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))).mtimeMs < Date.now() - DAY_MS

/** True when the folder can be written: what /ready asks of the storage. */
export async function storageWorks(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true })
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

/** A name in a folder outlives a power cut only when the folder itself is on disk. */
export async function syncFolder(folder: string) {
  // Windows has no way to ask for it.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
