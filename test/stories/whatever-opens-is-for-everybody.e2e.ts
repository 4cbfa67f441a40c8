import { beforeAll, expect, test } from 'vitest'
import { playSmallDesk } from '../../seeds/small.ts'
import { forbidSettingClock } from '../../server/platform/clock.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { endTransitions, faultsInBothLooks } from '../looks.ts'
import { goTo, settled } from '../pages.ts'
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

test('the palette, the shortcuts, the bell and the menu of states are clean for axe', async () => {
  const page = await console_.open('Ben', `/tickets/${ids.ticketId}`)
  await settled(page)
  const faults: Record<string, string[]> = {}
  for (const keys of ['Control+k', '?', 'g b', 's']) {
    for (const key of keys.split(' ')) await page.keyboard.press(key)
    const opened = page.getByRole('dialog').or(page.getByRole('menu')).first()
    await opened.waitFor()
    const found = await faultsInBothLooks(page)
    if (found.length) faults[keys] = found
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.keyboard.press('Escape')
    await opened.waitFor({ state: 'hidden' })
  }
  expect(faults).toEqual({})
}, 120_000)

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
    await goTo(page, path)
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const found = await faultsInBothLooks(page)
    if (found.length) faults[`${path}: ${button}`] = found
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }
  expect(faults).toEqual({})
}, 120_000)
