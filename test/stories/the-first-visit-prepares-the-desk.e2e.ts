import { expect, test } from 'vitest'
import { setupKey } from '../../server/admin/setting-up.ts'
import { newConsole } from '../console.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld({ clock: 'true', peopled: false })
const console_ = newConsole(world)

test('the first visit asks for the key of the terminal, and ends in a desk where a ticket can be opened', async () => {
  const page = await console_.visit('/')
  const next = () => page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Preparar la mesa' }).waitFor()
  await page.getByLabel('Clave de un solo uso').fill('no-es-esta')
  await next()
  await page.getByText('La clave no coincide').waitFor()
  await page.getByLabel('Clave de un solo uso').fill(` ${setupKey(world.desk.config)} `)
  await next()
  await page.getByLabel('Nombre de la empresa').fill('Panadería Sur')
  await page.getByLabel('País', { exact: true }).selectOption({ label: 'España' })
  await expect.poll(() => page.getByRole('combobox', { name: 'Zona horaria' }).inputValue()).toBe('Europe/Madrid')
  await page.getByLabel('Nombre de la empresa').press('Enter')
  await page.getByLabel('Nombre y apellido').fill('Raíz')
  await page.getByLabel('Correo electrónico').fill('raiz@desk.example')
  await page.getByLabel(/^Contraseña/).fill('panaderia1')
  await page.getByText('Fácil de adivinar').waitFor()
  await page.getByLabel(/^Contraseña/).fill(PASSWORD)
  await page.getByText('Buena', { exact: true }).waitFor()
  await next()

  await page.getByRole('heading', { name: 'Primeros pasos' }).waitFor()
  await page.getByRole('link', { name: 'Agregar un buzón' }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Cliente' }).waitFor()
  await expect.poll(() => page.getByRole('combobox', { name: 'Grupo' }).inputValue()).toBe('Soporte')
  const { rows } = await world.desk.db.pool.query('select zone, holidays from calendars')
  expect([rows[0].zone, rows[0].holidays.some(({ name }: { name: string }) => /Navidad/.test(name))]).toEqual([
    'Europe/Madrid',
    true,
  ])
})

test('a desk that is prepared says so, and is not prepared again', async () => {
  const page = await console_.visit('/preparar')
  await page.getByRole('heading', { name: 'La mesa ya está preparada' }).waitFor()
  expect(await page.getByLabel('Clave de un solo uso').count()).toBe(0)
  await page.getByRole('link', { name: 'Ir a la mesa' }).click()
  await page.waitForURL('**/entrar**')
})
