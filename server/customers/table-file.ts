import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../platform/errors.ts'
import type { TableFile } from './table-file.rules.ts'

const PATIENCE_MS = 60_000

/** Reads a file of rows whoever sent it: apart from the server's own thread, with bounded memory and time. */
export async function readTableFile(bytes: Buffer): Promise<TableFile> {
  const thread = new Worker(new URL('./table-file.thread.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  const giveUp = AbortSignal.timeout(PATIENCE_MS)
  try {
    const [answer] = (await once(thread, 'message', { signal: giveUp })) as [{ file: TableFile } | { fault: string }]
    if ('fault' in answer) throw new Refusal(422, answer.fault)
    return answer.file
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(422, 'file_unreadable')
  } finally {
    await thread.terminate()
  }
}
