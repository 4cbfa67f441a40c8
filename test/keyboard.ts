import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

// Hands that never touch the mouse: what they cannot reach, nobody who works by keyboard can.

/** Goes on with Tab until this has the focus. */
export async function tabTo(page: Page, target: Locator) {
  await pressUntilFocused(page, 'Tab', target)
}

/** Goes down an open menu, or on in a list of options, until this has the focus. */
export async function arrowTo(page: Page, target: Locator) {
  await pressUntilFocused(page, 'ArrowDown', target)
}

async function pressUntilFocused(page: Page, key: string, target: Locator) {
  await target.waitFor()
  for (let presses = 0; presses < 40; presses++) {
    if (await isFocused(target)) return
    await page.keyboard.press(key)
  }
  expect.fail(`${key} never reaches ${target}; the focus is on ${await focusNow(page)}`)
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)
const focusNow = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
