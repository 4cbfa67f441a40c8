import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import type { DB } from '../platform/db.types.ts'

export const sealsFile = (dataDir: string) => join(dataDir, 'seals.log')

/** A line of the file: number, moment and signature. */
export const sealLine = ({ id, at, mac }: { id: number; at: Date; mac: Buffer }) =>
  `${id} ${at.toISOString()} ${mac.toString('hex')}\n`

const BATCH = 1000
const TAIL = 4096

/**
 * Brings the file up to the newest seal and syncs it. It only ever grows, and it lies outside the database: who removes the end of the
 * record there, seals and all, leaves seals here that nothing explains.
 */
export async function appendSeals(db: Transaction<DB>, dataDir: string) {
  await mkdir(dataDir, { recursive: true })
  const file = await open(sealsFile(dataDir), 'a+', 0o600)
  try {
    let last = await lastNumber(file)
    for (;;) {
      const seals = await db
        .selectFrom('seals')
        .select(['id', 'at', 'mac'])
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      if (!seals.length) return
      await file.appendFile(seals.map(sealLine).join(''))
      await file.sync()
      last = seals.at(-1)!.id
    }
  } finally {
    await file.close()
  }
}

/** The number of the last whole line; half a line, left by a crash, is cut off. */
async function lastNumber(file: FileHandle): Promise<number> {
  const { size } = await file.stat()
  const start = Math.max(0, size - TAIL)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL), 0, TAIL, start)
  const tail = buffer.subarray(0, bytesRead)
  const end = tail.lastIndexOf('\n') + 1
  if (start + end < size) await file.truncate(start + end)
  const line = tail.subarray(0, end).toString().trimEnd().split('\n').at(-1)!
  return Number.parseInt(line, 10) || 0
}
