import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { playSmallDesk } from '../seeds/small.ts'
import { playMail } from '../seeds/small-mail.ts'
import { forbidSettingClock } from '../server/platform/clock.ts'
import { newConsole } from './console.ts'
import { smallerPng } from './smaller-png.ts'
import { newWorld } from './world.ts'

// The pictures of docs/screenshots: `npm run screenshots` plays a small desk and takes them, so that they show what the console is.

const FOLDER = join(import.meta.dirname, '../docs/screenshots')
const LARGEST = 150 * 1024

const world = newWorld()
const console_ = newConsole(world)
let ticketId: number
let mailedId: number

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  ticketId = (await playSmallDesk(world)).invoices.id
  mailedId = (await playMail(world)).id
  await forbidSettingClock(world.desk.db)
  await world.sweep()
})

const PAGES: Record<string, { path: () => string; who?: string; act?: (page: Page) => Promise<void> }> = {
  'sign-in': { path: () => '/entrar', who: 'nobody' },
  list: { path: () => '/tickets?view=open' },
  ticket: { path: () => `/tickets/${ticketId}?view=open` },
  mail: { path: () => `/tickets/${mailedId}?view=open` },
  changes: { path: () => `/tickets/${ticketId}?view=open`, act: seeChanges },
  timeline: { path: () => `/tickets/${ticketId}?view=open`, act: seeTimeline },
  groups: { path: () => '/administracion/grupos', who: 'Raíz' },
  // Last: it opens tickets that the other pictures should not show.
  'new-ticket': { path: () => '/tickets/nuevo', who: 'Olga', act: registerACall },
}

for (const [name, { path, who = 'Ben', act }] of Object.entries(PAGES)) {
  for (const dark of [false, true]) {
    for (const width of [1440, 390]) {
      const file = `${name}-es-${dark ? 'dark' : 'light'}-${width}.png`
      test(file, async () => {
        const options = { width, height: width < 600 ? 844 : 900, dark }
        const page = await (who === 'nobody' ? console_.visit(path(), options) : console_.open(who, path(), options))
        await page.waitForLoadState('networkidle')
        await act?.(page)
        await page.waitForTimeout(300)
        const picture = smallerPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
        writeFileSync(join(FOLDER, file), picture)
        expect(picture.length).toBeLessThan(LARGEST)
      })
    }
  }
}

async function section(page: Page, name: string) {
  await page.getByRole('tab', { name }).click()
  await page.waitForLoadState('networkidle')
}

async function seeChanges(page: Page) {
  await section(page, 'Modificaciones')
  await page.getByRole('cell').first().waitFor()
}

async function seeTimeline(page: Page) {
  await section(page, 'Cronograma')
  await page.getByRole('img', { name: /^Cronograma/ }).waitFor()
}

/** Up to the number that is read out to the caller. */
async function registerACall(page: Page) {
  await page.getByRole('textbox', { name: 'Cliente' }).fill('gonzalez')
  await page
    .getByRole('option', { name: /María González/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'Problema' }).fill('La caja 3 no lee tarjetas con chip desde esta mañana')
  await page.getByLabel('Gravedad').selectOption({ label: 'Lo dificulta mucho' })
  await page.getByLabel('Alcance').selectOption({ label: 'Un área o sucursal' })
  await page.getByRole('button', { name: /^Guardar/ }).click()
  await page.getByText('Número de ticket').waitFor()
}
