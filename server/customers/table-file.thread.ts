import { parentPort, workerData } from 'node:worker_threads'
import { cellText, LIMITS, type RawRows, readCsv, type TableFile, tableOf, tidy } from './table-file.rules.ts'

// A thread of its own, with little memory: a file that unpacks to gigabytes ends the thread and nothing else.

type Fault = 'file_unreadable' | 'file_unpacks_too_large' | 'file_too_many_rows' | 'file_without_rows'
type Answer = { file: TableFile } | { fault: Fault }

// What is unpacked lies outside the heap that the thread's limits bound.
const watch = setInterval(() => {
  if (process.memoryUsage().arrayBuffers < LIMITS.unpacked) return
  answer({ fault: 'file_unpacks_too_large' })
  process.exit()
}, 20)
answer(await read(workerData as Uint8Array))
clearInterval(watch)

function answer(told: Answer) {
  parentPort!.postMessage(told)
}

async function read(bytes: Uint8Array): Promise<Answer> {
  const file = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readWorkbook(bytes) : readText(bytes)
  if (!file) return { fault: 'file_unreadable' }
  if (file.rows.length > LIMITS.rows + 10) return { fault: 'file_too_many_rows' }
  const width = Math.min(LIMITS.columns, Math.max(0, ...file.rows.slice(0, 1000).map((row) => row.length)))
  const rows = file.rows.map((row) => row.slice(0, width).map(tidy))
  const table = tableOf({ ...file, rows })
  return table.total ? { file: table } : { fault: 'file_without_rows' }
}

async function readWorkbook(bytes: Uint8Array): Promise<RawRows | null> {
  const { readSheet } = await import('read-excel-file/node')
  try {
    const rows = await readSheet(Buffer.from(bytes), { parseNumber: (text: string) => text })
    return { format: 'xlsx', rows: rows.map((row) => row.map(cellText)) }
  } catch {
    return null
  }
}

/** Old binary workbooks and pictures are no text: a NUL byte gives them away, except in UTF-16. */
function readText(bytes: Uint8Array): RawRows | null {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (!utf16 && bytes.subarray(0, 4096).includes(0)) return null
  try {
    return readCsv(bytes)
  } catch {
    return null
  }
}
