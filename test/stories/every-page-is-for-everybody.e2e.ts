import { beforeAll, expect, test } from 'vitest'
import { playSmallDesk } from '../../seeds/small.ts'
import { forbidSettingClock } from '../../server/platform/clock.ts'
import { newConsole } from '../console.ts'
import { faultsInBothLooks } from '../looks.ts'
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

const TELEPHONE = { width: 360, height: 740 }

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
