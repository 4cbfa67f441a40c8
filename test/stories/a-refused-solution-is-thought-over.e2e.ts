import { expect, test } from 'vitest'
import { complete, look, mariaSays, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const OLD = 'Se reinició la cola de impresión'

const refused = async () => {
  const { id } = await open(world.ben, { ownerId: world.ben.id })
  await complete(world.ben, id, OLD)
  await mariaSays(world.ben, id, 'No confirmo: sigue sin imprimir')
  return id as number
}

test('E6: after María refused it, E shows Ben the old solution and her words; what he types takes its place', async () => {
  const id = await refused()
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado En proceso' }).first().waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Pasar a Completado' })
  await dialog.getByText('El ticket se reabrió después de escribirse su solución.').waitFor()
  await dialog.getByText('No confirmo: sigue sin imprimir').waitFor()
  const field = dialog.getByRole('textbox', { name: 'Solución' })
  expect(await field.inputValue()).toBe(OLD)
  await page.waitForFunction((old) => String(getSelection()) === old, OLD)
  await page.keyboard.type('Se cambió el cable')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Pasó a Completado').waitFor()
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', solution: 'Se cambió el cable' })
})

test('E6: who reads the old solution and finds it right completes with it, by one key', async () => {
  const id = await refused()
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado En proceso' }).first().waitFor()
  await page.keyboard.press('e')
  await page.waitForFunction((old) => String(getSelection()) === old, OLD)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Pasó a Completado').waitFor()
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', solution: OLD })
})

test('E6: an answer that completes asks for the solution anew; the old one is a press away', async () => {
  const id = await refused()
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado En proceso' }).first().waitFor()
  await page.keyboard.press('i')
  await page.getByRole('textbox', { name: 'Nota interna' }).waitFor()
  await page.keyboard.type('Hablado con ella')
  await page.getByRole('button', { name: 'Elegir a qué estado pasa' }).click()
  await page.getByRole('menuitem', { name: 'Completado' }).click()
  await page.getByRole('button', { name: 'Poner la solución anterior' }).click()
  expect(await page.getByRole('textbox', { name: 'Solución' }).inputValue()).toBe(OLD)
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await look(world.ben, id)).status).toBe('completed')
})
