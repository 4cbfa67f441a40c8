import type { Locator, Page } from 'playwright-core'

/** The later of the two mornings something is put off to by one press: «En 3 días», or a day by its name where that falls on a weekend. */
export const laterMorning = (there: Page | Locator) =>
  there.getByRole('button', { name: /^En 3 días$|a las 9$/ }).last()
