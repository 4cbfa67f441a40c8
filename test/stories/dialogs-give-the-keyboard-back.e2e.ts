import { expect, test } from 'vitest'
import { open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { arrowTo } from '../keyboard.ts'
import { mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

test('Z9: whoever leaves a dialog goes on where they were, also where they came to it by a menu', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  const isFocused = (name: string) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name)

  await page.getByRole('button', { name: 'Cambiar cliente' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Cambiar cliente' }).waitFor()
  await page.keyboard.press('Escape')
  await isFocused('Cambiar cliente')

  await page.getByRole('button', { name: 'Más acciones' }).focus()
  await page.keyboard.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Prometer una fecha' }))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Prometer una fecha' }).waitFor()
  await page.keyboard.press('Escape')
  await isFocused('Más acciones')
})

test('Z9: whoever reads the head of María’s mail for the first time, by the menu of its card, goes on from there', async () => {
  await mailbox(world)
  const { ticketId } = await send(world, {})
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const more = page
    .getByRole('article', { name: 'María González' })
    .getByRole('button', { name: 'Más sobre este mensaje' })
  const isOnMore = () => expect.poll(() => more.evaluate((button) => button === document.activeElement)).toBe(true)
  await more.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Encabezados del correo' }))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Encabezados del correo' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await isOnMore()
})
