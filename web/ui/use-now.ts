import { useSyncExternalStore } from 'react'
import { serverNow, watchSeconds } from '../clock.ts'

/** The time by the server's clock, renewed every `step` milliseconds. */
export function useNow(step = 30_000) {
  return useSyncExternalStore(watchSeconds, () => Math.floor(serverNow() / step) * step)
}
