import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { items, open } from '../acts.ts'
import { accessibilityFaults, isInSight, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

/** To a page of administration, by its name in the palette. */
async function goTo(page: Page, name: string) {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(`administracion ${name}`)
  await page.getByRole('option', { name: new RegExp(name, 'i') }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`, 'i') }).waitFor()
  await skipToContent(page)
}

/** Past the navigation, as the first link of every page does. */
async function skipToContent(page: Page) {
  await page.getByRole('link', { name: 'Saltar al contenido' }).focus()
  await page.keyboard.press('Enter')
}

test('E1, T2, L3: Raíz, who works no tickets, begins where one waits, and sets up a mailbox, a greeting and a name without a mouse', async () => {
  await open(world.olga, { description: 'Nadie lo ha tomado' })
  const raiz = await console_.open('Raíz', '/')
  await raiz.getByRole('heading', { level: 1, name: 'Sin asignar' }).waitFor()

  await goTo(raiz, 'buzones')
  await tabTo(raiz, raiz.getByRole('button', { name: 'Agregar buzón' }))
  await raiz.keyboard.press('Enter')
  const mailbox = raiz.getByRole('dialog', { name: 'Agregar buzón' })
  await mailbox.getByRole('textbox', { name: 'Dirección' }).waitFor()
  await raiz.keyboard.type('ayuda@panaderia.example')
  await tabTo(raiz, mailbox.getByRole('switch', { name: 'Recibir por IMAP' }))
  await raiz.keyboard.press('Space')
  await tabTo(raiz, mailbox.getByRole('textbox', { name: 'Servidor', exact: true }))
  await raiz.keyboard.type('smtp.panaderia.example')
  expect(await accessibilityFaults(raiz)).toEqual([])
  await raiz.keyboard.press('Enter')
  await raiz.getByText('smtp.panaderia.example:465').waitFor()
  await mailbox.waitFor({ state: 'detached' })
  expect(await items(world.raiz, '/api/mailboxes')).toMatchObject([
    { address: 'ayuda@panaderia.example', incoming: null, outgoing: { user: 'ayuda@panaderia.example' } },
  ])

  await goTo(raiz, 'guiones')
  await tabTo(raiz, raiz.getByRole('textbox', { name: 'Saludo' }))
  await raiz.keyboard.press('Control+a')
  await raiz.keyboard.type('Panadería Sur, buenas tardes. Habla {{ agent.name }}.')
  await raiz.getByText('Panadería Sur, buenas tardes. Habla Raíz.').waitFor()
  await tabTo(raiz, raiz.getByRole('button', { name: 'Guardar' }))
  await raiz.keyboard.press('Enter')
  await raiz.getByText('Guion guardado').waitFor()

  await goTo(raiz, 'plantillas')
  await tabTo(raiz, raiz.getByRole('textbox', { name: 'Texto (HTML)' }))
  await raiz.keyboard.press('Control+a')
  await raiz.keyboard.type('<p>Le dimos el número {{ ticket.numero }}.</p>')
  await raiz.getByText('no existe «ticket.numero»').waitFor()
  await raiz.keyboard.press('Control+a')
  await raiz.keyboard.type('<p>Le dimos el número </p>')
  for (let step = 0; step < 4; step++) await raiz.keyboard.press('ArrowLeft')
  await tabTo(raiz, raiz.getByRole('button', { name: 'Número del ticket' }))
  await raiz.keyboard.press('Enter')
  await raiz.frameLocator('iframe').getByText('Le dimos el número 10482').waitFor()
  const save = raiz.getByRole('button', { name: 'Guardar' })
  await tabTo(raiz, save)
  // What she types while it is being saved is there afterwards, and not saved yet.
  const typed = Promise.withResolvers<void>()
  const held = (route: Route) => typed.promise.then(() => route.continue())
  await raiz.route('**/api/mail-templates/confirmation/es', held, { times: 1 })
  await raiz.keyboard.press('Enter')
  await raiz.getByRole('textbox', { name: 'Texto (HTML)' }).focus()
  await raiz.keyboard.press('Control+End')
  await raiz.keyboard.type('<p>Gracias</p>')
  typed.resolve()
  await raiz.getByText('Plantilla guardada').waitFor()
  await raiz.frameLocator('iframe').getByText('Gracias').waitFor()
  const unsaved = raiz.getByRole('option', { name: /sin guardar/ }).first()
  await unsaved.waitFor({ state: 'attached' })
  // Where the screen is low, what went wrong stands above it.
  await raiz.setViewportSize({ width: 1440, height: 420 })
  await tabTo(raiz, save)
  const isOnSave = () => save.evaluate((button) => button === document.activeElement)
  await raiz.route('**/api/mail-templates/confirmation/es', (route) => route.fulfill({ status: 500 }), { times: 1 })
  await raiz.keyboard.press('Enter')
  const alert = raiz.getByRole('alert').filter({ hasText: 'Algo falló en la mesa' })
  await expect.poll(() => alert.evaluate(isInSight)).toBe(true)
  expect(await isOnSave()).toBe(true)
  await raiz.keyboard.press('Enter')
  await unsaved.waitFor({ state: 'detached' })
  await expect.poll(() => save.isDisabled()).toBe(true)
  expect(await isOnSave()).toBe(true)
  await raiz.setViewportSize({ width: 1440, height: 900 })

  await goTo(raiz, 'estados')
  await tabTo(raiz, raiz.getByRole('group', { name: 'Alta' }).getByRole('textbox', { name: 'Español' }))
  await raiz.keyboard.type('Crítica')
  await raiz.keyboard.press('Enter')
  await raiz.getByRole('group', { name: 'Crítica' }).waitFor()
})

test('a refusal is said above the button, and the field it lies in has the focus', async () => {
  const raiz = await console_.open('Raíz', '/administracion/estados')
  await raiz.getByText('Acción de terceros').first().waitFor()
  await skipToContent(raiz)
  await tabTo(raiz, raiz.getByRole('button', { name: 'Nuevo estado' }))
  await raiz.keyboard.press('Enter')
  const name = raiz.getByRole('dialog', { name: 'Nuevo estado' }).getByRole('textbox', { name: 'Nombre' })
  await name.waitFor()
  await raiz.keyboard.type('Pendiente')
  await raiz.keyboard.press('Tab')
  await tabTo(raiz, raiz.getByRole('dialog').getByRole('button', { name: 'Guardar' }))
  await raiz.keyboard.press('Enter')
  await raiz.getByRole('alert').waitFor()
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true)
})
