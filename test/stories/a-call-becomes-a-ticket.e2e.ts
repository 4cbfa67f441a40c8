import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { items, look, MARIA, open } from '../acts.ts'
import { newConsole, writtenIn } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

const field = (page: Page, name: string) => page.getByRole('textbox', { name })
const newest = async () => look(world.ben, (await items(world.ben, '/api/tickets?view=open&sort=newest'))[0].id)

test('T4, T7, T8: Olga registers María, who calls for the first time, without a mouse, and reads her number and time', async () => {
  const page = await console_.open('Olga')
  await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
  await page.keyboard.press('n')
  await field(page, 'Cliente').waitFor()
  await page.keyboard.type('María González')
  await page.getByRole('option', { name: 'Crear cliente «María González»' }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, field(page, 'Teléfono'))
  await page.keyboard.type('+56 9 8765 4321')
  await tabTo(page, field(page, 'Correo electrónico'))
  await page.keyboard.type('maria@panaderia.example')
  await tabTo(page, field(page, 'Problema'))
  await page.keyboard.type('No imprime facturas desde ayer')
  await tabTo(page, page.getByRole('combobox', { name: 'Gravedad' }))
  await page.keyboard.type('Lo dificulta')
  await tabTo(page, page.getByRole('combobox', { name: 'Alcance' }))
  await page.keyboard.type('Un área')
  await page.keyboard.press('Control+Enter')

  await page.getByRole('heading', { name: 'Ticket creado para María González' }).waitFor()
  const ticket = await newest()
  expect(ticket).toMatchObject({
    subject: 'No imprime facturas desde ayer',
    group: { name: 'Soporte' },
    priority: 'high',
    contact: { phone: { e164: '+56987654321' }, email: 'maria@panaderia.example' },
  })
  const facts = page.locator('dl')
  expect(await facts.getByText(ticket.number, { exact: true }).isVisible()).toBe(true)
  expect(await facts.locator('time').getAttribute('datetime')).toBe(ticket.estimatedResolutionAt)
})

test('T3: whoever called before is found while typing, surname first and without accents, and is not made twice', async () => {
  await open(world.ben, { customer: { ...MARIA, name: 'Tomás Rivas Peñailillo', email: 'tomas@nuble.example' } })
  const page = await console_.open('Olga', '/tickets/nuevo')
  await field(page, 'Cliente').waitFor()
  await page.keyboard.type('penailillo tom')
  await page.getByRole('option', { name: /Tomás Rivas Peñailillo/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Ya tiene tickets abiertos. ¿Llama por alguno de ellos?').waitFor()
  await tabTo(page, field(page, 'Problema'))
  await page.keyboard.type('También falla la impresora de la bodega')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Ticket creado para Tomás Rivas Peñailillo' }).waitFor()
  expect(await items(world.ben, '/api/customers?q=Tom%C3%A1s')).toHaveLength(1)
})

test('L2: what a caller adds to a ticket they have open lands on it, with the words already typed', async () => {
  const before = await open(world.ben, {
    description: 'La balanza no transmite',
    customer: { name: 'Rosa Huenchumán', phone: '+56 9 6123 4567' },
  })
  const page = await console_.open('Ben', '/tickets/nuevo')
  await field(page, 'Cliente').fill('huenchuman')
  await page.getByRole('option', { name: /Rosa Huenchumán/ }).click()
  await field(page, 'Problema').fill('Ahora tampoco enciende')
  await page.getByRole('button', { name: 'Agregar a este' }).click()
  await page.waitForURL(`**/tickets/${before.id}**`)
  await page.getByRole('textbox', { name: 'Qué se habló en la llamada' }).waitFor()
  expect(await writtenIn(page.getByRole('textbox', { name: 'Qué se habló en la llamada' }))).toBe(
    'Ahora tampoco enciende',
  )
})

test('T7: what Olga solves on the call is registered and completed in one step', async () => {
  const page = await console_.open('Olga', '/tickets/nuevo')
  await field(page, 'Cliente').waitFor()
  await page.keyboard.type('Jorge Ibáñez')
  await page.getByRole('option', { name: /Crear cliente/ }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, field(page, 'Problema'))
  await page.keyboard.type('Olvidó la contraseña del portal')
  await tabTo(page, page.getByRole('switch', { name: /Resuelto en la llamada/ }))
  await page.keyboard.press('Space')
  await tabTo(page, field(page, 'Solución'))
  await page.keyboard.type('Se envió el enlace y entró con él')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Registrado y completado' }).waitFor()
  const [done] = await items(world.ben, '/api/tickets?status=completed')
  expect(await look(world.ben, done.id)).toMatchObject({
    subject: 'Olvidó la contraseña del portal',
    status: 'completed',
    solution: 'Se envió el enlace y entró con él',
  })
})

test('T4: what is missing is said where it is missing, and the cursor is put there', async () => {
  const page = await console_.open('Olga', '/tickets/nuevo')
  await field(page, 'Cliente').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Falta decir quién llama.').waitFor()
  expect(await page.getByText('Falta describir el problema.').isVisible()).toBe(true)
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
})

test('S2: whoever belongs to several groups changes the one proposed by typing its name', async () => {
  const page = await console_.open('Ben', '/tickets/nuevo')
  const group = page.getByRole('combobox', { name: 'Grupo' })
  await expect.poll(() => group.inputValue()).toBe('Soporte')
  await tabTo(page, group)
  await page.keyboard.type('band')
  await page.getByRole('option', { name: 'Soporte' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('Enter')
  await expect.poll(() => group.inputValue()).toBe('Bandeja')
})

test('T7: on a phone the form ends with its button, and nothing empty is scrolled to below it', async () => {
  const page = await console_.open('Ada', '/tickets/nuevo', { width: 360, height: 640 })
  await field(page, 'Problema').waitFor()
  const below = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  expect(below).toBe(0)
})
