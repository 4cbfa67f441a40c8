import { Worker } from 'node:worker_threads'
import type { Outcome, Task } from './parse-worker.ts'
import { type ParsedMail, type ParseOptions, UnreadableMail } from './parsed-mail.ts'

const THREADS = 2
/** What is larger is kept, and read by nobody: whoever holds the bytes elsewhere need not fetch them. */
export const MAX_BYTES = 50 * 1024 * 1024
const TIMEOUT_MS = 20_000
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 12 }

type Job = {
  task: Task
  lane: string
  timeoutMs: number
  done: (mail: ParsedMail) => void
  refused: (error: Error) => void
}
type Thread = { worker: Worker; job: Job | null; timer?: NodeJS.Timeout }

/** What waits, by where it came from; the lane whose turn it is stands first. */
const waiting = new Map<string, Job[]>()
const threads: Thread[] = []
let lastId = 0

/**
 * What the desk understands of a raw mail (issue 4.3), read in a thread of its own: a mail that hangs or exhausts it takes the thread
 * along, nothing else. Rejects with `UnreadableMail`; the next mail finds a new thread. Each `lane` has its turn: whoever waits for an answer
 * to one mail waits for no backlog of others'.
 */
export function parseMail(raw: Buffer, options: ParseOptions = {}): Promise<ParsedMail> {
  const { own = [], lane = '', maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = options
  if (raw.length > maxBytes) return Promise.reject(new UnreadableMail('too_large', `${raw.length} > ${maxBytes} bytes`))
  return new Promise((done, refused) => {
    const job = { task: { id: ++lastId, raw, own }, lane, timeoutMs, done, refused }
    const before = waiting.get(lane)
    if (before) before.push(job)
    else waiting.set(lane, [job])
    assign()
  })
}

function assign(): void {
  while (waiting.size > 0) {
    const thread = threads.find(({ job }) => job === null) ?? (threads.length < THREADS ? start() : null)
    if (!thread) return
    const job = nextJob()
    thread.job = job
    thread.worker.ref()
    thread.timer = setTimeout(() => end(thread, new UnreadableMail('timeout', `${job.timeoutMs} ms`)), job.timeoutMs)
    hand(thread, job.task)
  }
}

/** The oldest of the lane whose turn it is; then that lane is the last. */
function nextJob(): Job {
  const [lane, jobs] = waiting.entries().next().value!
  const job = jobs.shift()!
  waiting.delete(lane)
  if (jobs.length > 0) waiting.set(lane, jobs)
  return job
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
