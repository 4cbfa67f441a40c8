import { setTimeout as sleep } from 'node:timers/promises'

/** Long enough for two busy cores, short enough that a failure names what was waited for. */
export const PATIENCE = 20_000

/** Waits for what happens by itself, and fails the story when it does not within `seconds`. */
export async function until(happened: () => Promise<boolean>, seconds = PATIENCE / 1000): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await happened()); await sleep(50))
    if (Date.now() > end) throw new Error(`This did not happen within ${seconds} s: ${happened}`)
}
