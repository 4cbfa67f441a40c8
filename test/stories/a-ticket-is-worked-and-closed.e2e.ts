import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { edit, items, look, ok, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { arrowTo, tabTo } from '../keyboard.ts'
import { laterMorning } from '../mornings.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

const onScreen = (page: Page, status: string) =>
  page
    .getByRole('article')
    .first()
    .getByRole('button', { name: `Estado ${status}` })
    .waitFor()

async function moveByKeyboard(page: Page, status: string) {
  await page.keyboard.press('s')
  await arrowTo(page, page.getByRole('menuitem', { name: status, exact: true }))
  await page.keyboard.press('Enter')
}

test('Z9: Ben finds what is his, the most urgent first, goes down and up with J and K and opens with Enter', async () => {
  const later = await open(world.ben, { description: 'Puede esperar', priority: 'low', ownerId: world.ben.id })
  const sooner = await open(world.ben, {
    description: 'No puede esperar',
    priority: 'immediate',
    ownerId: world.ben.id,
  })
  await open(world.ben, { description: 'Esto es de Ada', ownerId: world.ada.id })
  const page = await console_.open('Ben')
  const list = page.getByRole('region', { name: 'Lista de tickets' })
  await list.getByRole('link', { name: 'Puede esperar', exact: true }).waitFor()
  expect(await list.getByRole('link').allTextContents()).toEqual(['No puede esperar', 'Puede esperar'])
  await page.keyboard.press('j')
  await focused(page, sooner.id)
  await page.keyboard.press('j')
  await focused(page, later.id)
  await page.keyboard.press('k')
  await focused(page, sooner.id)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'No puede esperar' }).waitFor()
})

const focused = (page: Page, id: number) =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-ticket') === String(wanted), id)

test('Ben sees at once which ticket he opened, and a key pressed before the rest has come is not lost', async () => {
  const ticket = await open(world.ben, { description: 'Tarda en llegar', ownerId: world.ben.id })
  const page = await console_.open('Ben')
  const slow = Promise.withResolvers<void>()
  await page.route(`**/api/tickets/${ticket.id}`, async (route) => {
    await slow.promise
    await route.continue()
  })
  await page.getByRole('link', { name: 'Tarda en llegar', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Tarda en llegar' }).waitFor()
  await page.keyboard.press('9')
  slow.resolve()
  await page.getByRole('tab', { name: 'Notas', selected: true }).waitFor()
})

test('S3: Ben starts the work by keyboard: En proceso, it is his, and the agent’s clock runs', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'Pendiente')
  await moveByKeyboard(page, 'En proceso')
  await onScreen(page, 'En proceso')
  await page.getByText('Pasó a En proceso').waitFor()
  expect(await look(world.ben, ticket.id)).toMatchObject({ status: 'in_progress', owner: { name: 'Ben' } })
  const running = page.getByRole('timer')
  await running.waitFor()
  const before = await running.textContent()
  await expect.poll(() => running.textContent()).not.toBe(before)
})

test('S4, S9, Z8: a call and Acción del cliente are one save, written by keyboard', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'En proceso')
  await page.keyboard.press('l')
  await page.getByRole('textbox', { name: 'Qué se habló en la llamada' }).waitFor()
  await page.keyboard.type('Le pido que reinicie la cola y me avise')
  await tabTo(page, page.getByRole('button', { name: 'Elegir a qué estado pasa' }))
  await page.keyboard.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Acción del cliente' }))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Guardar y.*Acción del cliente/ }).waitFor()
  await page.keyboard.press('Control+Enter')
  await onScreen(page, 'Acción del cliente')
  const [call] = (await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).slice(-1)
  expect(call).toMatchObject({ kind: 'call', direction: 'out', call: { result: 'answered' } })
  const changes = await items(world.ben, `/api/tickets/${ticket.id}/changes?limit=500`)
  const moved = changes.findLast((change) => change.table === 'tickets' && change.field === 'status')
  const said = changes.findLast((change) => change.table === 'interactions')
  expect(moved).toMatchObject({ new: 'customer_action', request: said.request })
})

test('S6, S8: Completado asks for the solution in place, and stamps Resuelto el', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'Pendiente')
  await moveByKeyboard(page, 'Completado')
  const dialog = page.getByRole('dialog', { name: 'Pasar a Completado' })
  await dialog.waitFor()
  await tabTo(page, dialog.getByRole('textbox', { name: 'Solución' }))
  await page.keyboard.type('Se reinició la cola de impresión')
  await page.keyboard.press('Control+Enter')
  await onScreen(page, 'Completado')
  await page.getByText('Resuelto el').first().waitFor()
  expect(await look(world.ben, ticket.id)).toMatchObject({ solution: 'Se reinició la cola de impresión' })
})

test('in the menu of states what is typed is a name, spaces and all; what fits nothing chooses nothing', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'Pendiente')
  const typed = async (name: string) => {
    await page.keyboard.press('s')
    await page.locator('[role="menu"]:focus-within').waitFor()
    await page.keyboard.type(name)
  }
  await typed('zq')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.locator('[role="menu"]').waitFor({ state: 'detached' })
  for (const name of ['accion de t', 'terceros']) {
    await typed(name)
    await page.locator('[role="menuitem"]:focus', { hasText: 'Acción de terceros' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[role="menu"]').waitFor({ state: 'detached' })
  }
  expect((await look(world.ben, ticket.id)).status).toBe('pending')
})

test('S7: Ada, who leads, closes by hand, typing where to; from then on only notes are taken', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'completed', solution: 'Listo' })
  const page = await console_.open('Ada', `/tickets/${ticket.id}`)
  await onScreen(page, 'Completado')
  await page.keyboard.press('s')
  await page.locator('[role="menu"]:focus-within').waitFor()
  await page.keyboard.type('cer')
  await page.locator('[role="menuitem"]:focus', { hasText: 'Cerrado' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(/Cerrado por un agente/).waitFor()
  expect(await page.getByRole('button', { name: 'Nota interna' }).isEnabled()).toBe(true)
  expect((await look(world.ada, ticket.id)).status).toBe('closed')
})

test('S5: Acción de terceros asks in place for whom, as what and until when; they become a party and the next action', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'Pendiente')
  await moveByKeyboard(page, 'Acción de terceros')
  const dialog = page.getByRole('dialog', { name: 'Pasar a Acción de terceros' })
  const go = dialog.getByRole('button', { name: 'Pasar a Acción de terceros' })
  await go.click()
  expect(await dialog.getByText('Falta este dato.').count()).toBe(3)
  await dialog.getByRole('textbox', { name: 'A quién se espera' }).fill('Ferretería Norte')
  await dialog.getByLabel('En qué calidad').fill('Proveedor')
  await dialog
    .getByRole('button', { name: / a las 9$/ })
    .first()
    .click()
  await go.click()
  await onScreen(page, 'Acción de terceros')
  await page.getByText(/^Reclamar la respuesta del tercero/).waitFor()
  await page.getByRole('tab', { name: /^Partes/ }).click()
  await page.getByRole('listitem').filter({ hasText: 'Ferretería Norte' }).waitFor()
})

test('T8: a promised date is an act of its own and becomes what the customer is told', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(page, 'Pendiente')
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog', { name: 'Prometer una fecha' })
  await laterMorning(dialog).click()
  await dialog.getByRole('button', { name: 'Prometer' }).click()
  await page.getByText('Fecha prometida registrada').waitFor()
  const { promisedAt, estimatedResolutionAt } = await look(world.ben, ticket.id)
  expect(promisedAt && estimatedResolutionAt).toBe(promisedAt)
})

test('Z2: an owner with a long name leaves the category in the one row of the ticket’s head', async () => {
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Impresoras y balanzas' }), 201)
  const me = ok(await world.ben.call('GET', '/api/me'))
  const name = 'María Fernanda de los Ángeles Hernández-Etcheverry'
  ok(await world.raiz.call('PATCH', `/api/agents/${me.id}`, { name }))
  const { id } = await open(world.ben, { customer: { name: 'Tomás Rey' } })
  await edit(world.ben, id, { categoryId: category.id, ownerId: me.id })
  const page = await console_.open('Ada', `/tickets/${id}`)
  const choice = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}`) }).first()
  const top = async (label: string) => (await choice(label).boundingBox())!.y
  await choice('Categoría').waitFor()
  expect(Math.abs((await top('Categoría')) - (await top('Estado')))).toBeLessThan(8)
  // Who it is gives way before where it is.
  expect(
    await choice('Grupo')
      .locator('[title]')
      .evaluate((text) => text.scrollWidth <= text.clientWidth),
  ).toBe(true)
})

test('Z2: what is nobody’s yet is taken by a button within the ticket’s head, whose every word is read whole', async () => {
  const { id } = await open(world.ben, { customer: { name: 'Tomás Rey' } })
  const page = await console_.open('Ada', `/tickets/${id}`)
  const take = page.getByRole('button', { name: /^Asignarme/ })
  await take.waitFor()
  const head = page.locator('header', { has: take }).last()
  expect(
    await head.evaluate((all) => {
      const end = all.getBoundingClientRect().right
      const inside = [...all.querySelectorAll('*')]
      const cut = inside.filter(
        (one) => getComputedStyle(one).textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth,
      )
      return [...inside.filter((one) => one.getBoundingClientRect().right > end), ...cut].map((one) => one.textContent)
    }),
  ).toEqual([])
  await page.keyboard.press('a')
  await take.waitFor({ state: 'detached' })
  // It looks so at once, and is saved a moment later.
  await expect.poll(async () => (await look(world.ben, id)).owner?.name).toBe('Ada')
})
