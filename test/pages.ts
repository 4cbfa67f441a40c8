import type { Page } from 'playwright-core'
import { paths } from '../web/paths.ts'

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

/** Waits until what was asked for is shown: nothing loads any more. */
export async function settled(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(
    () => !document.querySelector('[aria-label="Cargando…"], .mantine-Skeleton-root, .mantine-Loader-root'),
  )
}
