import { beforeAll, expect, test } from 'vitest'
import { edit, open } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { arrowTo } from '../keyboard.ts'
import { newWorld } from '../world.ts'

// S1: what is said on a ticket has most of the screen; what has no room is a press away, and one sees that it is.

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
let id: number
beforeAll(async () => {
  ;({ id } = await open(world.ben, { subject: 'No imprime facturas desde que se cambió el rollo' }))
  await edit(world.ben, id, { ownerId: world.ben.id, tags: ['impresora'] })
})
const TELEPHONE = { width: 360, height: 740 }

test('S1: on a telephone the head leaves two thirds of the screen, and the rest of it is a press away', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`, TELEPHONE)
  await page.getByRole('timer').waitFor()
  const head = page.locator('header[data-folded]')
  const { height } = (await head.boundingBox())!
  expect(height).toBeLessThan(TELEPHONE.height / 3)
  for (const shown of [`#${id}`, 'Pendiente', 'Responsable', 'Informar al cliente'])
    expect([shown, await head.getByText(shown).first().isVisible()]).toEqual([shown, true])
  const priority = page.getByRole('button', { name: 'Prioridad' })
  expect(await priority.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Más datos' }).click()
  await priority.waitFor()
  await page.getByText('h hábiles').first().waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Menos datos' }).click()
  await priority.waitFor({ state: 'hidden' })
})

test('S1: what is put away opens by its key all the same', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`, TELEPHONE)
  await page.getByRole('timer').waitFor()
  await page.keyboard.press('y')
  await page.getByRole('menuitem', { name: 'Alta' }).waitFor()
  expect(await page.getByRole('button', { name: 'Prioridad' }).isVisible()).toBe(true)
})

test('S1: the sections that have no room are named behind «Más», and chosen by keyboard', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`)
  const more = page.getByRole('button', { name: 'Más secciones' })
  await more.focus()
  await page.keyboard.press('Enter')
  const timeline = page.getByRole('menuitem', { name: 'Cronograma' })
  await timeline.waitFor()
  expect(await page.getByRole('menuitem', { name: 'Resumen' }).count()).toBe(0)
  expect(await accessibilityFaults(page)).toEqual([])
  await arrowTo(page, timeline)
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Cronograma', selected: true }).waitFor()
  expect(page.url()).toContain('#cronograma')
})

test('S1: a section stands in the bar as a whole, or behind «Más»: never half, and never both', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`)
  const bar = (await page.getByRole('tablist').boundingBox())!
  await page.getByRole('button', { name: 'Más secciones' }).click()
  const behind = await page.getByRole('menuitem').allInnerTexts()
  const shown = page.locator('[role=tab]:not([data-beyond])')
  for (const tab of await shown.filter({ visible: true }).all()) {
    const { x, width } = (await tab.boundingBox())!
    expect([await tab.innerText(), x >= bar.x && x + width <= bar.x + bar.width + 1]).toEqual([
      await tab.innerText(),
      true,
    ])
  }
  const both = [...(await shown.filter({ visible: true }).allInnerTexts()), ...behind]
  expect(both.sort()).toEqual((await page.getByRole('tab').filter({ visible: true }).allInnerTexts()).sort())
})

test('S1: on a screen 1920 wide they all have room', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 1920, height: 900 })
  await page.getByRole('tab', { name: 'Cronograma' }).waitFor()
  await page.getByText('Ticket abierto').waitFor()
  expect(await page.getByRole('button', { name: 'Más secciones' }).count()).toBe(0)
})

test('S1: where they all have room there is no «Más»', async () => {
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 2400, height: 900 })
  await page.getByRole('tab', { name: 'Cronograma' }).waitFor()
  await page.getByRole('timer').waitFor()
  expect(await page.getByRole('button', { name: 'Más secciones' }).count()).toBe(0)
})
