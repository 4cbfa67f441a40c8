// One clock for everything that ticks: the server's time as far as known, and one timer for all who watch.

let ahead = 0

/** A reader whose own clock is wrong still sees what the server counts. Headers have whole seconds: small differences are noise. */
export function learnServerTime(date: string | null) {
  const told = Date.parse(date ?? '')
  if (Number.isNaN(told)) return
  const difference = told - Date.now()
  ahead = Math.abs(difference) > 3000 ? difference : 0
}

export const serverNow = () => Date.now() + ahead

const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls back every second while somebody watches and the page is seen. */
export function watchSeconds(onTick: () => void) {
  watchers.add(onTick)
  timer ??= setInterval(() => {
    if (!document.hidden) for (const watcher of watchers) watcher()
  }, 1000)
  return () => {
    watchers.delete(onTick)
    if (watchers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}
