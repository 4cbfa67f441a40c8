import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { playSmallDesk } from '../../seeds/small.ts'
import { forbidSettingClock } from '../../server/platform/clock.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { everyPage, goTo, settled } from '../pages.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const console_ = newConsole(world)
const ids = { ticketId: 0, customerId: 0 }

beforeAll(async () => {
  const { invoices } = await playSmallDesk(world)
  Object.assign(ids, { ticketId: invoices.id, customerId: invoices.customer.id })
  await forbidSettingClock(world.desk.db)
  await world.sweep()
})

/** Light and dark, wide and narrow, each once: colours do not depend on the width, nor places on the colours. */
const LOOKS = [
  { dark: false, width: 1440 },
  { dark: true, width: 390 },
]
const TELEPHONE = { width: 360, height: 740 }
const nameOf = ({ dark, width }: (typeof LOOKS)[number]) => `${dark ? 'dark' : 'light'} at ${width} px`

/** Puts one page through both looks; answers what is wrong with it, look by look. */
async function faultsInBothLooks(page: Page): Promise<string[]> {
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
function endTransitions() {
  for (const change of document.getAnimations())
    if (change.effect?.getComputedTiming().endTime !== Infinity) change.finish()
}

test.each(['/entrar'])('nobody signed in: %s is clean for axe, light and dark, wide and narrow', async (path) => {
  const page = await console_.visit(path)
  await settled(page)
  expect(await faultsInBothLooks(page)).toEqual([])
})

test('every page is clean for axe, light and dark, wide and narrow, and not scrolled sideways on a telephone', async () => {
  const page = await console_.open('Raíz', '/', TELEPHONE)
  const faults: Record<string, string[]> = {}
  for (const path of everyPage(ids)) {
    await page.setViewportSize(TELEPHONE)
    await goTo(page, path)
    await settled(page)
    expect([path, await page.getByText('Esta página no existe').count()]).toEqual([path, 0])
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    const found = [...(excess > 0 ? [`${excess} px too wide`] : []), ...(await faultsInBothLooks(page))]
    if (found.length) faults[path] = found
  }
  expect(faults).toEqual({})
}, 480_000)

test('every section of a ticket, and what is written on it, is clean for axe', async () => {
  const page = await console_.open('Ben', `/tickets/${ids.ticketId}`)
  await settled(page)
  const faults: Record<string, string[]> = {}
  for (const key of ['i', 'l', '1', '3', '4', '5', '6', '7', '8', '9', '0', '-']) {
    await page.keyboard.press('Escape')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press(key)
    await settled(page)
    const found = await faultsInBothLooks(page)
    if (found.length) faults[key] = found
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(faults).toEqual({})
}, 240_000)

test.each([
  ['the palette', 'Control+k'],
  ['the sheet of shortcuts', '?'],
  ['the bell', 'g b'],
  ['the menu of states', 's'],
])('%s is clean for axe', async (_name, keys) => {
  const page = await console_.open('Ben', `/tickets/${ids.ticketId}`)
  await settled(page)
  for (const key of keys.split(' ')) await page.keyboard.press(key)
  await page.getByRole('dialog').or(page.getByRole('menu')).first().waitFor()
  expect(await faultsInBothLooks(page)).toEqual([])
})

test('what opens over a ticket, a list and a call is clean for axe', async () => {
  const page = await console_.open('Ada', `/tickets/${ids.ticketId}`)
  const more = (act: string) => async () => {
    await page.getByRole('button', { name: 'Más acciones' }).click()
    await page.getByRole('menuitem', { name: act }).click()
  }
  const keys = (key: string) => () => page.keyboard.press(key)
  const faults: Record<string, string[]> = {}
  for (const [path, opens] of [
    ...['h', 'p', 'e', 't', 'v', 'Shift+S'].map((key) => [`/tickets/${ids.ticketId}`, keys(key)] as const),
    ...['Fusionar', 'Dividir', 'Descartar'].map((act) => [`/tickets/${ids.ticketId}`, more(act)] as const),
    ['/llamadas', () => page.getByRole('button', { name: 'Anotar una llamada perdida' }).click()] as const,
    ['/llamadas/nueva', keys('Control+e')] as const,
  ]) {
    await goTo(page, path)
    await settled(page)
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await opens()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await settled(page)
    await page.evaluate(endTransitions)
    const found = await accessibilityFaults(page)
    if (found.length)
      faults[`${await dialog.getAttribute('aria-label')} ${await dialog.innerText()}`.slice(0, 60)] = found
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
  expect(faults).toEqual({})
}, 120_000)

test('every form that opens over a page of administration or of the customers is clean for axe', async () => {
  await world.raiz.call('POST', '/api/mailboxes', { address: 'ayuda@desk.example' })
  const page = await console_.open('Raíz', '/')
  const faults: Record<string, string[]> = {}
  for (const [path, button] of [
    ['/administracion/agentes', 'Invitar'],
    ['/administracion/agentes', /^Editar .*Ben/],
    ['/administracion/grupos', 'Nuevo grupo'],
    ['/administracion/categorias', 'Nueva categoría'],
    ['/administracion/estados', 'Nuevo estado'],
    ['/administracion/buzones', 'Agregar buzón'],
    ['/administracion/buzones', 'Conectar con OAuth2'],
    ['/clientes', 'Nuevo cliente'],
    [`/clientes/${ids.customerId}`, 'Fusionar'],
    ['/empresas', 'Nueva empresa'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('dialog').waitFor()
    await settled(page)
    const found = await faultsInBothLooks(page)
    if (found.length) faults[`${path}: ${button}`] = found
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(faults).toEqual({})
}, 120_000)
