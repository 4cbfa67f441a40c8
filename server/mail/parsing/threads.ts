import { parentPort, Worker } from 'node:worker_threads'
import { type Unreadable, UnreadableMail } from './parsed-mail.ts'

/** A thread holds on to what it needed for such a mail until it has read many others: another takes its place. */
const LARGE = 4 * 1024 * 1024
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 12 }

type Task<About> = { id: number; raw: Uint8Array; about: About }
type Outcome<Found> = { id: number } & ({ found: Found } | { reason: Unreadable; detail: string })
type Job<About, Found> = {
  task: Task<About>
  lane: string
  timeoutMs: number
  done: (found: Found) => void
  refused: (error: Error) => void
}
type Thread<About, Found> = { worker: Worker; job: Job<About, Found> | null; timer?: NodeJS.Timeout }
type Turn = { lane: string; timeoutMs: number }

/**
 * What takes long on a mail whoever sent it, asked of `most` threads that have one mail each: one that hangs or exhausts its thread takes
 * the thread along, nothing else. Rejects with `UnreadableMail`; the next mail finds a new thread. Each `lane` has its turn: whoever waits
 * for an answer to one mail waits for no backlog of others'.
 */
export function threads<About, Found>(file: URL, most: number) {
  /** What waits, by where it came from; the lane whose turn it is stands first. */
  const waiting = new Map<string, Job<About, Found>[]>()
  const started: Thread<About, Found>[] = []
  let lastId = 0

  function assign(): void {
    while (waiting.size > 0) {
      const thread = started.find(({ job }) => job === null) ?? (started.length < most ? start() : null)
      if (!thread) return
      const job = nextOf(waiting)
      thread.job = job
      thread.worker.ref()
      thread.timer = setTimeout(() => end(thread, new UnreadableMail('timeout', `${job.timeoutMs} ms`)), job.timeoutMs)
      hand(thread.worker, job.task)
    }
  }

  /** An idle thread keeps nobody alive: the process may end with it. */
  function start(): Thread<About, Found> {
    const worker = new Worker(file, { resourceLimits: MEMORY, execArgv: [] })
    const thread: Thread<About, Found> = { worker, job: null }
    worker.unref()
    worker.on('message', (outcome: Outcome<Found>) => answer(thread, outcome))
    worker.on('error', (error) => end(thread, new UnreadableMail('unreadable', error.message)))
    worker.on('exit', () => end(thread, new UnreadableMail('unreadable', 'the thread ended')))
    started.push(thread)
    return thread
  }

  function answer(thread: Thread<About, Found>, outcome: Outcome<Found>): void {
    const { job } = thread
    if (!job || job.task.id !== outcome.id) return
    clearTimeout(thread.timer)
    thread.job = null
    thread.worker.unref()
    if ('found' in outcome) job.done(outcome.found)
    else job.refused(new UnreadableMail(outcome.reason, outcome.detail))
    if (job.task.raw.length > LARGE) end(thread, new UnreadableMail('unreadable', 'the thread ended'))
    else assign()
  }

  function end(thread: Thread<About, Found>, reason: UnreadableMail): void {
    const at = started.indexOf(thread)
    if (at < 0) return
    started.splice(at, 1)
    clearTimeout(thread.timer)
    thread.job?.refused(reason)
    thread.job = null
    void thread.worker.terminate()
    assign()
  }

  return (raw: Buffer, about: About, { lane, timeoutMs }: Turn): Promise<Found> =>
    new Promise((done, refused) => {
      const job = { task: { id: ++lastId, raw, about }, lane, timeoutMs, done, refused }
      const before = waiting.get(lane)
      if (before) before.push(job)
      else waiting.set(lane, [job])
      assign()
    })
}

/** The oldest of the lane whose turn it is; then that lane is the last. */
function nextOf<J>(waiting: Map<string, J[]>): J {
  const [lane, jobs] = waiting.entries().next().value!
  const job = jobs.shift()!
  waiting.delete(lane)
  if (jobs.length > 0) waiting.set(lane, jobs)
  return job
}

/** Copied once, and the copy handed over: posted as it is, a mail would be held three times at once. */
function hand(worker: Worker, task: Task<unknown>): void {
  const raw = new Uint8Array(task.raw)
  worker.postMessage({ ...task, raw }, [raw.buffer])
}

type Work<About, Found> = (raw: Buffer, about: About) => Found | Promise<Found>

/** In the thread: answers one mail at a time. What `handedOver` names changes hands instead of being copied. */
export function workInThread<About, Found>(
  work: Work<About, Found>,
  handedOver: (found: Found, raw: Buffer) => ArrayBuffer[] = () => [],
) {
  parentPort?.on('message', async ({ id, raw, about }: Task<About>) => {
    try {
      const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
      const found = await work(mail, about)
      parentPort?.postMessage({ id, found } satisfies Outcome<Found>, handedOver(found, mail))
    } catch (error) {
      parentPort?.postMessage({ id, ...reasonOf(error) })
    }
  })
}

function reasonOf(error: unknown): { reason: Unreadable; detail: string } {
  if (error instanceof UnreadableMail) return { reason: error.reason, detail: error.detail }
  return { reason: 'unreadable', detail: error instanceof Error ? error.message.slice(0, 500) : 'unknown' }
}
