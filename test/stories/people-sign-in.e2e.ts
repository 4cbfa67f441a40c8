import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

async function signIn(page: Page, password: string) {
  await page.getByLabel('Correo electrónico').fill('ben@desk.example')
  await page.getByLabel('Contraseña', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('Ben signs in and is where his work is', async () => {
  const page = await console_.visit('/')
  await page.waitForURL('**/entrar**')
  await signIn(page, PASSWORD)
  await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
})

test('a wrong password is said in a sentence that does not tell whether the address exists', async () => {
  const page = await console_.visit('/entrar')
  await signIn(page, 'no-es-esta-clave')
  const said = await page.getByRole('alert').textContent()
  expect(said).toMatch(/correo|contraseña/i)
  await page.getByLabel('Correo electrónico').fill('nadie@desk.example')
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('alert').textContent()).toBe(said)
})

test('who was sent to the sign-in from a ticket comes back to it', async () => {
  const ticket = await open(world.ben, { description: 'Vuelvo aquí' })
  const page = await console_.visit(`/tickets/${ticket.id}`)
  await page.waitForURL('**/entrar**')
  await signIn(page, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'Vuelvo aquí' }).waitFor()
})

test('a desk that asks who one is listens to nothing meanwhile, and once one is in says nothing of a lost connection', async () => {
  const page = await console_.visit('/api/docs/none')
  const listening: string[] = []
  page.on('request', (request) => request.url().endsWith('/api/live') && listening.push(page.url()))
  await page.goto('/tickets?view=mine')
  await page.waitForURL('**/entrar**')
  // Where it went on listening, it would try again by now.
  await page.waitForTimeout(5500)
  expect(listening.filter((url) => url.includes('/entrar'))).toEqual([])
  await signIn(page, PASSWORD)
  await page.getByRole('navigation').first().waitFor()
  await expect.poll(() => listening.length).toBeGreaterThan(0)
  expect(await page.getByText('Sin conexión con la mesa').count()).toBe(0)
})

test('Ben signs out, and going back shows nothing of the desk', async () => {
  const page = await console_.open('Ben')
  await page.getByRole('button', { name: 'Cuenta de Ben' }).click()
  await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
  await page.waitForURL('**/entrar**')
  await page.goBack()
  await page.waitForURL('**/entrar**')
  expect((await page.request.get('/api/me')).status()).toBe(401)
})
