import type { Page, Request } from 'playwright-core'
import { paths } from '../web/paths.ts'
import { until } from './until.ts'

/** Every page of the console by its address; ids are put in where an address asks for them. A new path is a new page here. */
export function everyPage(ids: { ticketId: number; customerId: number }): string[] {
  return Object.values(paths)
    .filter((path) => path !== paths.signIn && path !== paths.setUp)
    .map((path) =>
      path
        .replace('$ticketId', String(ids.ticketId))
        .replace('$customerId', String(ids.customerId))
        .replace('$organizationId', '1')
        // The first ticket of every story comes in by phone.
        .replace('$callId', '1'),
    )
}

/** Goes there as a link would lead: within the console, which is not loaded anew. */
export const goTo = (page: Page, path: string) => page.evaluate((to) => history.pushState(null, '', to), path)

const traffic = new WeakMap<Page, { open: Set<Request>; begun: number }>()

/** Knows from its beginning what the page has asked for and not yet got. The stream of live events never ends, and counts for nothing. */
export function watchTraffic(page: Page) {
  const seen = { open: new Set<Request>(), begun: 0 }
  traffic.set(page, seen)
  page.on('request', (request) => {
    seen.begun++
    if (request.resourceType() !== 'eventsource') seen.open.add(request)
  })
  page.on('requestfinished', (request) => seen.open.delete(request))
  page.on('requestfailed', (request) => seen.open.delete(request))
}

/** Waits until what was asked for is shown: nothing is under way any more, the page has nothing left to do, and nothing loads. */
export async function settled(page: Page) {
  const seen = traffic.get(page)!
  for (let begun = -1; begun !== seen.begun; ) {
    await until(async () => seen.open.size === 0)
    begun = seen.begun
    await page.evaluate(hasNothingToDo)
    await page.waitForFunction(
      () => !document.querySelector('[aria-label="Cargando…"], .mantine-Skeleton-root, .mantine-Loader-root'),
      undefined,
      { polling: 50 },
    )
  }
}

/**
 * Painted, and come to what is done last of all; twice, for what the first found done may ask for more by the second. Idle, as the browser
 * means it, a page may never be again once its window has changed size a few times. One in the background paints nothing.
 */
const hasNothingToDo = async () => {
  for (const _ of [1, 2]) {
    await new Promise((painted) => {
      requestAnimationFrame(painted)
      setTimeout(painted, 500)
    })
    await scheduler.postTask(() => undefined, { priority: 'background' })
  }
}
