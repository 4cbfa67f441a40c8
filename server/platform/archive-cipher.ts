import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Why an archive cannot be read; each has its sentence. */
export class ArchiveFault extends Error {
  readonly kind: 'not_an_archive' | 'wrong_passphrase' | 'damaged'
  constructor(kind: ArchiveFault['kind']) {
    super(kind)
    this.kind = kind
  }
}

const MAGIC = Buffer.from('VENTANILLA COPIA 1\n')
const BLOCK = 64 * 1024
const TAG = 16
const HEAD = MAGIC.length + 16 + 7 + 16
/** 128 MiB and some tenths of a second per guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }

/**
 * Encrypts a stream of any length in constant memory: AES-256-GCM in blocks, each with its number in the nonce, the last one marked,
 * so that nothing can be changed, moved or cut off. The key comes from the passphrase alone.
 */
export async function* encrypted(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(16)
  const prefix = randomBytes(7)
  const keys = keysFrom(passphrase, salt)
  const head = Buffer.concat([MAGIC, salt, prefix, keys.check])
  yield head
  let number = 0
  for await (const { block, last } of inBlocks(source, BLOCK)) {
    const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonce(prefix, number++, last)).setAAD(head)
    yield Buffer.concat([cipher.update(block), cipher.final(), cipher.getAuthTag()])
  }
}

/** The other way. Gives out no byte that has not been checked; throws ArchiveFault. */
export async function* decrypted(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const { head, rest } = await headOf(source)
  const [salt, prefix, check] = partsOf(head)
  const keys = keysFrom(passphrase, salt)
  if (!timingSafeEqual(check, keys.check)) throw new ArchiveFault('wrong_passphrase')
  let number = 0
  for await (const { block, last } of inBlocks(rest, BLOCK + TAG)) {
    if (block.length < TAG) throw new ArchiveFault('damaged')
    const decipher = createDecipheriv('aes-256-gcm', keys.cipher, nonce(prefix, number++, last), { authTagLength: TAG })
    decipher.setAAD(head).setAuthTag(block.subarray(-TAG))
    const clear = decipher.update(block.subarray(0, -TAG))
    try {
      decipher.final()
    } catch {
      throw new ArchiveFault('damaged')
    }
    yield clear
  }
}

function keysFrom(passphrase: string, salt: Buffer) {
  const derived = scryptSync(passphrase.normalize('NFKC'), salt, 64, SCRYPT)
  const check = createHmac('sha256', derived.subarray(32)).update(MAGIC).digest().subarray(0, 16)
  return { cipher: derived.subarray(0, 32), check }
}

function nonce(prefix: Buffer, number: number, last: boolean): Buffer {
  const counter = Buffer.alloc(5)
  counter.writeUInt32BE(number)
  counter[4] = last ? 1 : 0
  return Buffer.concat([prefix, counter])
}

const partsOf = (head: Buffer): [salt: Buffer, prefix: Buffer, check: Buffer] => {
  const from = MAGIC.length
  return [head.subarray(from, from + 16), head.subarray(from + 16, from + 23), head.subarray(from + 23)]
}

async function headOf(source: AsyncIterable<Buffer>): Promise<{ head: Buffer; rest: AsyncIterable<Buffer> }> {
  const chunks = source[Symbol.asyncIterator]()
  let start: Buffer = Buffer.alloc(0)
  while (start.length < HEAD) {
    const { value, done } = await chunks.next()
    if (done) break
    start = Buffer.concat([start, value])
  }
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new ArchiveFault('not_an_archive')
  if (start.length < HEAD) throw new ArchiveFault('damaged')
  async function* rest() {
    yield start.subarray(HEAD)
    for (;;) {
      const { value, done } = await chunks.next()
      if (done) return
      yield value
    }
  }
  return { head: start.subarray(0, HEAD), rest: rest() }
}

/** Whole blocks, then what is left; the last one is known as such because one is held back. */
async function* inBlocks(source: AsyncIterable<Buffer>, size: number) {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    held.push(chunk)
    length += chunk.length
    if (length <= size) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; all.length - at > size; at += size) yield { block: all.subarray(at, at + size), last: false }
    held = [all.subarray(at)]
    length = all.length - at
  }
  yield { block: Buffer.concat(held), last: true }
}
