import type { Page } from 'playwright-core'
import { type Look, type Painted, painted } from './painted.ts'

type Interaction = {
  name: string
  prepare(page: Page): Promise<unknown>
  once(page: Page, round: number): Promise<Painted>
}

const list = async (page: Page, search = 'view=open') => {
  await page.goto(`/tickets?${search}`)
  await page.locator('[data-ticket]').first().waitFor()
}
const withFocus = async (page: Page) => {
  await list(page)
  await page.keyboard.press('j')
}
const openFirst = async (page: Page) => {
  await withFocus(page)
  await page.keyboard.press('Enter')
  await page.locator('article article').first().waitFor()
}
const openPalette = async (page: Page) => {
  await list(page)
  await page.keyboard.press('Control+k')
  await page.locator('[role="dialog"] input').waitFor()
}
/** Down the list and up again: what is known already, and what is not, as in work. */
const downAndUp = (round: number) => (round % 20 < 15 ? 'j' : 'k')
const press = (page: Page, key: string, answer: Look, whole: Look = answer) =>
  painted(page, { event: 'keydown', answer, whole }, () => page.keyboard.press(key))
const click = (page: Page, links: string, nth: number, answer: Look, whole: Look) =>
  painted(page, { event: 'click', answer, whole }, () => page.locator(links).nth(nth).click())

export const INTERACTIONS: Interaction[] = [
  {
    name: 'move in the list (J)',
    prepare: withFocus,
    once: (page, round) => press(page, downAndUp(round), 'focus'),
  },
  { name: 'choose a ticket (X)', prepare: withFocus, once: (page) => press(page, 'x', 'selected') },
  {
    name: 'next ticket (J, open)',
    prepare: openFirst,
    once: (page, round) => press(page, downAndUp(round), 'ticket', 'conversation'),
  },
  {
    name: 'open a ticket',
    prepare: list,
    async once(page, round) {
      const times = await click(page, '[data-ticket]', round % 10, 'ticket', 'conversation')
      await page.goBack()
      await page.locator('article').first().waitFor({ state: 'detached' })
      return times
    },
  },
  {
    name: 'switch the view',
    prepare: list,
    once: (page, round) => click(page, 'nav a', [1, 0, 6, 2][round % 4]!, 'title', 'rowsOfTitle'),
  },
  {
    name: 'type in the palette',
    prepare: openPalette,
    once: (page, round) => press(page, 'no imprime facturas '[round % 20]!, 'typed'),
  },
  {
    name: 'scroll a page',
    prepare: withFocus,
    async once(page) {
      await page.mouse.move(500, 500)
      return painted(page, { event: 'wheel', answer: 'rows', whole: 'rows' }, () => page.mouse.wheel(0, 700))
    },
  },
]
