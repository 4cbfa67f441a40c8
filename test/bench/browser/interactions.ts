import type { Page } from 'playwright-core'

type Interaction = {
  name: string
  prepare(page: Page): Promise<unknown>
  /** One interaction; answers the milliseconds from the key to the frame that shows the answer. */
  once(page: Page, round: number): Promise<number>
}

const list = async (page: Page, search = 'view=open') => {
  await page.goto(`/tickets?${search}`)
  await page.locator('[data-ticket]').first().waitFor()
}
const openFirst = async (page: Page) => {
  await list(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.locator('article h1').waitFor()
}
/** Down the list and up again: what is known already, and what is not, as in work. */
const downAndUp = (round: number) => (round % 20 < 15 ? 'j' : 'k')

export const INTERACTIONS: Interaction[] = [
  {
    name: 'move in the list (J)',
    prepare: list,
    once: (page, round) => painted(page, { key: downAndUp(round), what: 'focus' }),
  },
  {
    name: 'choose a ticket (X)',
    prepare: async (page) => {
      await list(page)
      await page.keyboard.press('j')
    },
    once: (page) => painted(page, { key: 'x', what: 'selected' }),
  },
  {
    name: 'next ticket (J, open)',
    prepare: openFirst,
    once: (page, round) => painted(page, { key: downAndUp(round), what: 'heading' }),
  },
  {
    name: 'open a ticket',
    prepare: list,
    async once(page, round) {
      const link = `[data-ticket]:nth-of-type(1)`
      const took = await painted(page, { click: link, nth: round % 10, what: 'article' })
      await page.goBack()
      await page.locator('article').waitFor({ state: 'detached' })
      return took
    },
  },
  {
    name: 'switch the view',
    prepare: list,
    once: (page, round) => painted(page, { click: 'nav a', nth: [1, 0, 4, 2][round % 4]!, what: 'title' }),
  },
  {
    name: 'type in the palette',
    async prepare(page) {
      await list(page)
      await page.keyboard.press('Control+k')
      await page.locator('[role="dialog"] input').waitFor()
    },
    once: (page, round) => painted(page, { type: 'no imprime facturas '[round % 20]!, what: 'typed' }),
  },
  {
    name: 'scroll a page',
    prepare: list,
    once: (page) => painted(page, { scroll: 700, what: 'rows' }),
  },
]

type Act = { key?: string; click?: string; nth?: number; type?: string; scroll?: number; what: string }

/** Acts within the page, and waits frame by frame until what is looked at is another; the frame after that has painted it. */
function painted(page: Page, act: Act): Promise<number> {
  return page.evaluate(async ({ key, click, nth = 0, type, scroll, what }) => {
    const scroller = document.querySelector('ol')?.parentElement
    const field = document.querySelector<HTMLInputElement>('[role="dialog"] input')
    const look: Record<string, () => unknown> = {
      focus: () => document.activeElement?.getAttribute('data-ticket'),
      selected: () => document.querySelectorAll('[data-selected]').length,
      heading: () => document.querySelector('article h1')?.textContent,
      article: () => document.querySelector('article h1') !== null,
      title: () =>
        `${document.querySelector('#content h1')?.textContent} ${document.querySelector('[data-ticket]') !== null}`,
      typed: () => field?.value,
      rows: () => document.querySelector('ol li')?.textContent,
    }
    const before = look[what]!()
    const start = performance.now()
    const target = document.activeElement ?? document.body
    if (key) target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    if (click) document.querySelectorAll<HTMLElement>(click.replace(':nth-of-type(1)', ''))[nth]?.click()
    if (type && field) document.execCommand('insertText', false, type)
    if (scroll && scroller) scroller.scrollTop += scroll
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    // What cannot change (the end of the list) is an answer as well, after half a second.
    while (look[what]!() === before && performance.now() - start < 500) await frame()
    const end = performance.now()
    await frame()
    return end - start >= 500 ? Number.NaN : performance.now() - start
  }, act)
}
