export type Times = { p50: number; p95: number; mean: number }

/** How long `work` takes, again and again; the first few times do not count. */
export async function timesOf(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

export function summary(times: number[]): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), mean: sorted.reduce((sum, time) => sum + time, 0) / sorted.length }
}

/** How many per second, while each of several hands works without pause. */
export async function rateOf(seconds: number, hands: (() => Promise<unknown>)[]): Promise<number> {
  const start = performance.now()
  const end = start + seconds * 1000
  let done = 0
  await Promise.all(
    hands.map(async (work) => {
      while (performance.now() < end) {
        await work()
        done++
      }
    }),
  )
  return (done * 1000) / (performance.now() - start)
}
