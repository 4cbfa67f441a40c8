import type { Page } from 'playwright-core'
import { accessibilityFaults } from './console.ts'
import { settled } from './pages.ts'

/** Light and dark, wide and narrow, each once: colours do not depend on the width, nor places on the colours. */
const LOOKS = [
  { dark: false, width: 1440 },
  { dark: true, width: 390 },
]
const nameOf = ({ dark, width }: (typeof LOOKS)[number]) => `${dark ? 'dark' : 'light'} at ${width} px`

/** Puts one page through both looks; answers what is wrong with it, look by look. */
export async function faultsInBothLooks(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' })
    await page.setViewportSize({ width: look.width, height: 900 })
    await settled(page)
    await page.evaluate(endTransitions)
    for (const fault of await accessibilityFaults(page)) faults.push(`${nameOf(look)}: ${fault}`)
  }
  return faults
}

/** Colours change over a moment; what goes on for ever, like a clock's pulse, is no transition. */
export function endTransitions() {
  for (const change of document.getAnimations())
    if (change.effect?.getComputedTiming().endTime !== Infinity) change.finish()
}
