import { Worker } from 'node:worker_threads'
import type { Outcome, Task } from './parse-worker.ts'
import { type ParsedMail, type ParseOptions, UnreadableMail } from './parsed-mail.ts'

const THREADS = 2
/** What is larger is kept, and read by nobody: whoever holds the bytes elsewhere need not fetch them. */
export const MAX_BYTES = 50 * 1024 * 1024
const TIMEOUT_MS = 20_000
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 12 }

type Job = { task: Task; timeoutMs: number; done: (mail: ParsedMail) => void; refused: (error: Error) => void }
type Thread = { worker: Worker; job: Job | null; timer?: NodeJS.Timeout }

const waiting: Job[] = []
const threads: Thread[] = []
let lastId = 0

/**
 * What the desk understands of a raw mail (issue 4.3), read in a thread of its own: a mail that hangs or exhausts it takes the thread
 * along, nothing else. Rejects with `UnreadableMail`; the next mail finds a new thread.
 */
export function parseMail(raw: Buffer, options: ParseOptions = {}): Promise<ParsedMail> {
  const { own = [], maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = options
  if (raw.length > maxBytes) return Promise.reject(new UnreadableMail('too_large', `${raw.length} > ${maxBytes} bytes`))
  return new Promise((done, refused) => {
    waiting.push({ task: { id: ++lastId, raw, own }, timeoutMs, done, refused })
    assign()
  })
}

function assign(): void {
  while (waiting.length > 0) {
    const thread = threads.find(({ job }) => job === null) ?? (threads.length < THREADS ? start() : null)
    if (!thread) return
    const job = waiting.shift()!
    thread.job = job
    thread.worker.ref()
    thread.timer = setTimeout(() => end(thread, new UnreadableMail('timeout', `${job.timeoutMs} ms`)), job.timeoutMs)
    hand(thread, job.task)
  }
}

/** Copied once, and the copy handed over: posted as it is, a mail would be held three times at once. */
function hand({ worker }: Thread, task: Task): void {
  const raw = new Uint8Array(task.raw)
  worker.postMessage({ ...task, raw }, [raw.buffer])
}

/** An idle thread keeps nobody alive: the process may end with it. */
function start(): Thread {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), { resourceLimits: MEMORY, execArgv: [] })
  const thread: Thread = { worker, job: null }
  worker.unref()
  worker.on('message', (outcome: Outcome) => answer(thread, outcome))
  worker.on('error', (error) => end(thread, new UnreadableMail('unreadable', error.message)))
  worker.on('exit', () => end(thread, new UnreadableMail('unreadable', 'the thread ended')))
  threads.push(thread)
  return thread
}

function answer(thread: Thread, outcome: Outcome): void {
  const { job } = thread
  if (!job || job.task.id !== outcome.id) return
  clearTimeout(thread.timer)
  thread.job = null
  thread.worker.unref()
  if ('mail' in outcome) job.done(received(outcome.mail))
  else job.refused(new UnreadableMail(outcome.reason, outcome.detail))
  assign()
}

/** Between threads a Buffer travels as bare bytes. */
const received = (mail: ParsedMail): ParsedMail => ({
  ...mail,
  parts: mail.parts.map((part) => ({
    ...part,
    content: Buffer.from(part.content.buffer, part.content.byteOffset, part.content.byteLength),
  })),
})

function end(thread: Thread, reason: UnreadableMail): void {
  const at = threads.indexOf(thread)
  if (at < 0) return
  threads.splice(at, 1)
  clearTimeout(thread.timer)
  thread.job?.refused(reason)
  thread.job = null
  void thread.worker.terminate()
  assign()
}
