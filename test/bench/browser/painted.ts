import type { Page } from 'playwright-core'

/** Milliseconds from the input, as the browser's own clock stamped it; null where nothing changed. */
export type Painted = { answered: number | null; complete: number | null }
export type Look = 'focus' | 'selected' | 'ticket' | 'conversation' | 'title' | 'rowsOfTitle' | 'typed' | 'rows'
type Wanted = { event: 'keydown' | 'click' | 'wheel'; answer: Look; whole: Look }

const PATIENCE = 5000

/**
 * Waits, frame by frame, until what answers the input is on the page, and until all of it is. The time is taken after the frame that
 * shows it has been painted. Stricter than Event Timing, which ends at the next paint whatever it shows.
 */
export async function painted(page: Page, wanted: Wanted, act: () => Promise<unknown>): Promise<Painted> {
  await page.evaluate(watch, { ...wanted, patience: PATIENCE })
  await act()
  return page.evaluate(() => (window as unknown as { painted: Promise<Painted> }).painted)
}

/** Runs in the page. */
function watch({ event, answer, whole, patience }: Wanted & { patience: number }) {
  const one = (selector: string) => document.querySelector(selector)
  // Number and beginning of the subject: subjects alone repeat.
  const ticket = () => one('article header')?.textContent?.slice(0, 20)
  const looks: Record<Look, () => unknown> = {
    focus: () => document.activeElement?.getAttribute('data-ticket'),
    selected: () => document.querySelectorAll('[data-selected]').length,
    ticket,
    conversation: () => one('article article') && ticket(),
    title: () => one('#content h1')?.textContent,
    rowsOfTitle: () => one('#content ol') && one('#content h1')?.textContent,
    typed: () => (one('[role="dialog"] input') as HTMLInputElement | null)?.value,
    rows: () => one('#content ol a')?.getAttribute('data-ticket'),
  }
  const before = { answer: looks[answer](), whole: looks[whole]() }
  const changed = (look: Look, from: unknown) => {
    const now = looks[look]()
    return now !== from && now != null
  }
  const waited = new Promise<Painted>((resolve) => {
    const begin = ({ timeStamp }: Event) => {
      const times: Painted = { answered: null, complete: null }
      const frame = () => {
        const answered = times.answered === null && changed(answer, before.answer)
        const complete = changed(whole, before.whole)
        // A message posted within a frame arrives when that frame has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const took = performance.now() - timeStamp
          if (answered) times.answered = took
          if (complete) times.complete = took
          if (complete || took > patience) resolve(times)
          else if (took > 500 && times.answered === null && answer === whole) resolve(times)
          else requestAnimationFrame(frame)
        }
        port2.postMessage(null)
      }
      requestAnimationFrame(frame)
    }
    window.addEventListener(event, begin, { capture: true, once: true })
  })
  Object.assign(window, { painted: waited })
}
