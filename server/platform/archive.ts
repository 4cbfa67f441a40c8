import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ArchiveFault, decrypted, encrypted } from './archive-cipher.ts'
import { syncFolder } from './files.ts'

export type Entry = { name: string; data: AsyncIterable<Buffer> }
export type Sum = { bytes: number; sha256: string }

/**
 * One encrypted, compressed file of named entries of unknown length, written and read as streams. It gets its name only when it is
 * whole and on the disk: an interrupted one leaves nothing under it. `note` hears the sum of each entry as soon as it is written.
 */
export async function writeArchive(
  path: string,
  passphrase: string,
  entries: AsyncIterable<Entry>,
  note: (name: string, sum: Sum) => void,
  signal?: AbortSignal,
) {
  const part = `${path}.part-${process.pid}`
  try {
    await pipeline(
      framed(entries, note),
      createGzip({ level: 2 }),
      (source: AsyncIterable<Buffer>) => encrypted(source, passphrase),
      createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true }),
      { signal },
    )
    await rename(part, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** The entries in their order; `sum()` of one is known when its data has been read. Throws ArchiveFault. */
export async function* readArchive(
  path: string,
  passphrase: string,
): AsyncGenerator<Entry & { sum(): Sum }, void, void> {
  const clear = decrypted(createReadStream(path, { highWaterMark: 256 * 1024 }), passphrase)
  const gunzip = createGunzip()
  const fed = pipeline(clear, gunzip)
  // whoever reads hears of it as well; without this it would be nobody's
  fed.catch(() => {})
  try {
    yield* unframed(gunzip)
    await fed
  } finally {
    gunzip.destroy()
  }
}

async function* framed(entries: AsyncIterable<Entry>, note: (name: string, sum: Sum) => void): AsyncGenerator<Buffer> {
  for await (const { name, data } of entries) {
    yield frame(Buffer.from(name))
    const sum = summing()
    for await (const chunk of data) {
      if (!chunk.length) continue
      sum.add(chunk)
      yield length(chunk.length)
      yield chunk
    }
    yield length(0)
    note(name, sum.sum())
  }
  yield length(0)
}

async function* unframed(source: AsyncIterable<Buffer>) {
  const bytes = reader(source)
  for (;;) {
    const name = (await bytes.take(await bytes.number())).toString()
    if (!name) break
    const sum = summing()
    const data = entryData(bytes, sum)
    yield { name, data, sum: () => sum.sum() }
    // what the reader left of it
    for await (const _ of data);
  }
  if (await bytes.more()) throw new ArchiveFault('damaged')
}

type Reader = ReturnType<typeof reader>
type Summing = ReturnType<typeof summing>

async function* entryData(bytes: Reader, sum: Summing): AsyncGenerator<Buffer> {
  for (let size = await bytes.number(); size; size = await bytes.number()) {
    const chunk = await bytes.take(size)
    sum.add(chunk)
    yield chunk
  }
}

/** Exactly so many bytes at a time from a stream that comes in pieces of its own. */
function reader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  async function fill(size: number): Promise<boolean> {
    const parts = [held]
    let have = held.length
    while (have < size) {
      const { value, done } = await chunks.next()
      if (done) break
      parts.push(value)
      have += value.length
    }
    held = Buffer.concat(parts)
    return have >= size
  }
  async function take(size: number): Promise<Buffer> {
    if (!(await fill(size))) throw new ArchiveFault('damaged')
    const taken = held.subarray(0, size)
    held = held.subarray(size)
    return taken
  }
  return { take, number: async () => (await take(4)).readUInt32BE(), more: () => fill(1) }
}

function summing() {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    add(chunk: Buffer) {
      hash.update(chunk)
      bytes += chunk.length
    },
    sum: (): Sum => ({ bytes, sha256: hash.copy().digest('hex') }),
  }
}

const frame = (content: Buffer) => Buffer.concat([length(content.length), content])

function length(bytes: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(bytes)
  return buffer
}
