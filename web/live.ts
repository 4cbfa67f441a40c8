import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query'
import { keys } from './queries.ts'

type Change = { topic: string; ticketId?: number }
type Word =
  | { kind: 'change'; change: Change }
  | { kind: 'refetch' }
  | { kind: 'begun'; at: number }
  | { kind: 'state'; connected: boolean }

let connected = true
const listeners = new Set<() => void>()

/** Whether changes of others arrive just now. */
export const liveState = {
  subscribe: (onChange: () => void) => {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  },
  now: () => connected,
}

let running: (() => void) | undefined

/** Begins on the way into the desk: what is asked for once it listens need not be asked for again. It goes on until it is stopped. */
export function startLive(client: QueryClient): () => void {
  running ??= keepTrue(client)
  return () => {
    running?.()
    running = undefined
  }
}

/**
 * Keeps what is shown true without reloading. One tab holds the connection and tells the others (browsers allow six per
 * server over HTTP/1.1); when it closes, the next tab takes over.
 */
function keepTrue(client: QueryClient) {
  const stop = new AbortController()
  const askAgain = asker(client)
  const refresh = refresher(askAgain)
  const heard = (word: Word) => hear(word, client, refresh, askAgain)
  if (navigator.locks && 'BroadcastChannel' in window) {
    const others = new BroadcastChannel('ventanilla-live')
    others.onmessage = ({ data }: MessageEvent<Word>) => heard(data)
    const tell = (word: Word) => {
      if (stop.signal.aborted) return
      others.postMessage(word)
      heard(word)
    }
    const lead = () => new Promise<void>((end) => listen(tell, stop.signal, end))
    navigator.locks.request('ventanilla-live', { signal: stop.signal }, lead).catch(() => undefined)
    stop.signal.addEventListener('abort', () => others.close())
  } else {
    listen(heard, stop.signal, () => undefined)
  }
  return () => stop.abort()
}

const PATIENCE = 5000

function listen(tell: (word: Word) => void, signal: AbortSignal, end: () => void) {
  let source: EventSource
  let waiting: ReturnType<typeof setTimeout>
  const open = () => {
    // A connection of its own has heard nothing of what came before it.
    let begun = false
    clearTimeout(waiting)
    source?.close()
    source = new EventSource('/api/live')
    source.addEventListener('change', ({ data }) => tell({ kind: 'change', change: JSON.parse(data) as Change }))
    source.addEventListener('refetch', () => tell({ kind: 'refetch' }))
    source.onopen = () => {
      tell({ kind: 'state', connected: true })
      if (!begun) tell({ kind: 'begun', at: Date.now() })
      begun = true
    }
    source.onerror = () => {
      tell({ kind: 'state', connected: false })
      // The browser tries again by itself, except after a refusal (session ended, server just starting).
      if (source.readyState === EventSource.CLOSED) waiting = setTimeout(open, PATIENCE)
    }
  }
  if (signal.aborted) return end()
  open()
  // Without a network the browser keeps the connection for a while, and nothing comes by it.
  const cut = () => {
    source.close()
    tell({ kind: 'state', connected: false })
  }
  window.addEventListener('offline', cut, { signal })
  window.addEventListener('online', open, { signal })
  signal.addEventListener('abort', () => {
    clearTimeout(waiting)
    source.close()
    end()
  })
}

type AskAgain = (filters: QueryFilters) => void
type Refresh = (change: Change | 'all') => void

function hear(word: Word, client: QueryClient, refresh: Refresh, askAgain: AskAgain) {
  if (word.kind === 'change') refresh(word.change)
  else if (word.kind === 'refetch') refresh('all')
  else if (word.kind === 'begun') askAgain(readBefore(word.at))
  else if (connected !== word.connected) {
    connected = word.connected
    for (const listener of listeners) listener()
    if (connected) void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
  }
}

/** What was read before the first word could arrive may have changed unheard. After a break the server tells what was missed. */
function readBefore(at: number): QueryFilters {
  const living: unknown[] = [keys.tickets[0], keys.counts[0], keys.alerts[0], keys.presence[0], 'ticket']
  return { predicate: ({ queryKey, state }) => living.includes(queryKey[0]) && state.dataUpdatedAt < at }
}

/**
 * What is on its way may have been read before the change: it is let come, or a busy desk would keep every answer from a slow line, and is
 * asked for once more when it is there.
 */
function asker(client: QueryClient): AskAgain {
  const awaited = new Set<Query>()
  return (filters) => {
    const onTheirWay = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })
    void client.invalidateQueries(filters, { cancelRefetch: false })
    for (const query of onTheirWay) {
      if (!query.promise || awaited.has(query)) continue
      awaited.add(query)
      // What has come counts as fresh, whatever was said of it meanwhile: only then can it be asked for anew.
      const again = () => {
        awaited.delete(query)
        void client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false })
      }
      const later = () => setTimeout(again)
      query.promise.then(later, later)
    }
  }
}

/** Gathers a burst of changes into one round of questions, so that a busy desk does not ask faster than it reads. */
function refresher(askAgain: AskAgain): Refresh {
  const touched = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = () => {
    timer = undefined
    for (const key of touched) askAgain({ queryKey: JSON.parse(key) as unknown[] })
    touched.clear()
  }
  return (change) => {
    for (const key of touchedBy(change)) touched.add(JSON.stringify(key))
    if (timer === undefined) timer = setTimeout(ask, 250)
  }
}

const TOUCHED: Record<string, (readonly unknown[])[]> = {
  alert: [keys.alerts],
  call: [keys.calls],
  customer: [keys.customers, ['customer']],
  presence: [keys.presence],
  view: [keys.views, keys.counts],
  bulk: [['bulk']],
  preferences: [keys.preferences],
  availability: [['reports']],
}

function touchedBy(change: Change | 'all'): (readonly unknown[])[] {
  if (change === 'all') return [[]]
  if (change.topic === 'ticket') {
    return [
      keys.tickets,
      keys.counts,
      ['reports'],
      ['agenda'],
      change.ticketId ? keys.ticket(change.ticketId) : ['ticket'],
    ]
  }
  const known = TOUCHED[change.topic]
  if (known) return known
  return [['settings'], keys.me]
}
