import { saveDraft } from '../../../server/conversations/contract.ts'
import { call, Problem, sendAndLeave } from '../../api.ts'
import { fetchDraft } from './draft-windows.ts'

export type DraftState = 'kept' | 'waiting' | 'failed' | 'refused'
type Draft = Record<string, unknown>

/** Where a draft is kept; `null` forgets it. */
export type DraftStore = {
  save(draft: Draft | null): Promise<unknown>
  /** The page goes away: nobody is left to read the answer. Whether the desk has heard. */
  leave(draft: Draft | null): Promise<boolean>
}

export const storeAt = (place: string): DraftStore => ({
  save: (draft) => call(saveDraft, { params: { place }, body: { draft } }),
  leave: (draft) => sendAndLeave(saveDraft, { params: { place }, body: { draft } }),
})

const PAUSE = 600
const PAUSE_AFTER_FAILURE = 4000

/**
 * T5: what is being written, kept on the server while it is written: it survives a reload, a crash, and the change of machine.
 * One save at a time, always the newest; what could not be saved is tried again and said. What the server refuses would be refused again: that
 * is said, and the words stay where they are.
 */
export class DraftKeeper {
  readonly #place: string
  readonly #tell: (state: DraftState) => void
  readonly #store: DraftStore
  #waiting: { draft: Draft } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> | undefined

  constructor(place: string, tell: (state: DraftState) => void, store = storeAt(place)) {
    this.#place = place
    this.#tell = tell
    this.#store = store
  }

  keep(draft: Draft) {
    clearTimeout(unheard.get(this.#place))
    notYetKept.set(this.#place, draft)
    this.#later({ draft }, PAUSE)
  }

  /** What was written has become something real, or was thrown away. */
  async forget() {
    this.#cancel()
    notYetKept.delete(this.#place)
    await this.#saving
    await this.#forgotten()
    this.#tell('kept')
  }

  /** Words that were sent, or thrown away, must not come back as a draft: what the desk has not heard is said again, until new ones are written. */
  async #forgotten() {
    if (await this.#store.leave(null)) return
    if (notYetKept.has(this.#place)) return
    const again = () => void this.#forgotten()
    unheard.set(this.#place, setTimeout(again, PAUSE_AFTER_FAILURE))
  }

  /** The page goes away: what waits is sent without waiting for an answer. */
  leave = () => {
    const waiting = this.#cancel()
    if (waiting) void this.#store.leave(waiting.draft)
  }

  /** Another page of the console comes, or what is written is needed now: no pause any more, but the answer is awaited. */
  finish() {
    return this.#save()
  }

  #later(waiting: { draft: Draft }, pause: number) {
    this.#waiting = waiting
    this.#tell('waiting')
    // Not put off by every key: who types without a pause is kept as well.
    this.#timer ??= setTimeout(() => void this.#save(), pause)
  }

  #cancel() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const waiting = this.#waiting
    this.#waiting = undefined
    return waiting
  }

  async #save() {
    await this.#saving
    const waiting = this.#cancel()
    // Another page of this tab may have gone on writing here: what that one keeps is newer.
    if (!waiting || notYetKept.get(this.#place) !== waiting.draft) return
    this.#saving = this.#store.save(waiting.draft).then(
      () => {
        if (this.#waiting) return
        notYetKept.delete(this.#place)
        this.#tell('kept')
      },
      (error: unknown) => {
        if (this.#waiting) return
        if (isRefusal(error)) return this.#tell('refused')
        this.#later(waiting, PAUSE_AFTER_FAILURE)
        this.#tell('failed')
      },
    )
    await this.#saving
    this.#saving = undefined
  }
}

/** Not when it only has to wait: for signing in again, or for a calmer moment. */
const isRefusal = (error: unknown) =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)

/** What this tab has not yet saved is newer than what the server knows. */
const notYetKept = new Map<string, Draft>()

/** Where something was forgotten and the desk has not heard so: whoever writes there, in whichever form, takes that back. */
const unheard = new Map<string, ReturnType<typeof setTimeout>>()

export const writtenAt = (place: string): Draft | undefined => notYetKept.get(place)

export const readDraft = async (place: string) => notYetKept.get(place) ?? (await fetchDraft(place))
