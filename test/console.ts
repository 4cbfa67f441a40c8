import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { watchTraffic } from './pages.ts'
import { PATIENCE } from './until.ts'
import { PASSWORD, type World } from './world.ts'

export type Console = {
  /** A browser of its own for this person, signed in, at a width; answers its page. */
  open(
    name: string,
    path?: string,
    options?: { width?: number; height?: number; dark?: boolean; language?: string; touch?: boolean },
  ): Promise<Page>
  /** A browser nobody is signed in to. */
  visit(path: string, options?: { width?: number; dark?: boolean }): Promise<Page>
  url: string
}

/** Real browsers on the world's desk, served on a free port. What a story opened is closed when it is told. */
export function newConsole(world: World): Console {
  const console_ = {} as Console
  const contexts: BrowserContext[] = []
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'))
    console_.url = await world.app.listen({ port: 0, host: '127.0.0.1' })
    const newPage = async (options: Parameters<Console['open']>[2] = {}) => {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
        hasTouch: options.touch ?? false,
        colorScheme: options.dark ? 'dark' : 'light',
        // What slides and fades only takes time.
        reducedMotion: 'reduce',
        locale: options.language ?? 'es-CL',
        timezoneId: 'America/Santiago',
        baseURL: console_.url,
      })
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE)
      context.on('page', watchTraffic)
      return { context, page: await context.newPage() }
    }
    console_.visit = async (path, options) => {
      const { page } = await newPage(options)
      await page.goto(path)
      return page
    }
    console_.open = async (name, path = '/', options) => {
      const { context, page } = await newPage(options)
      const signedIn = await context.request.post('/api/session', {
        data: { email: `${withoutAccents(name).toLowerCase()}@desk.example`, password: PASSWORD },
      })
      expect(signedIn.status()).toBe(204)
      await page.goto(path)
      return page
    }
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })
  afterAll(() => browser?.close())
  return console_
}

/** WCAG 2.2 A and AA, as axe sees it; the faults by name, so that a failure says what to mend. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // To read axe takes longer than to run it: a page that knows it already is not given it anew.
  const axeSource = (await page.evaluate(() => 'axe' in window)) ? ';' : undefined
  const { violations } = await new AxeBuilder({ page: page as never, axeSource })
    // Nobody reads what is in order. All our frames are sandboxed: nothing runs in them, and axe would wait for itself there.
    .options({ resultTypes: ['violations'], iframes: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Without frames nothing is put together from parts, which would take a second page.
    .setLegacyMode()
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} · ${node.failureSummary?.split('\n')[1]?.trim()}`),
  )
}

/** What stands where one writes, be it still the plain field or the one for formatted words. */
export const writtenIn = (field: Locator) =>
  field.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.value : (element as HTMLElement).innerText,
  )

/** Whether one sees it where one is: in the window, and under nothing else. */
export const isInSight = (element: Element) => {
  const { x, y, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
}

const withoutAccents = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '')
