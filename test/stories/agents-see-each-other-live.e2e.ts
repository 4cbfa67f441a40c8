import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { edit, items, look, mariaSays, open, say } from '../acts.ts'
import { isInSight, newConsole, writtenIn } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

const onScreen = (page: Page, status: string) => page.getByRole('button', { name: `Estado ${status}` }).waitFor()

async function choose(page: Page, what: string, value: string) {
  await page.getByRole('button', { name: new RegExp(`^${what}`) }).click()
  await page.getByRole('menuitem', { name: value, exact: true }).click()
}

/** Somebody whose connection brings no news: what the others do stays unseen until one saves. */
async function openWithoutNews(name: string, path: string) {
  const page = await console_.open(name, '/entrar')
  await page.route('**/api/live', (route) => route.abort())
  await page.goto(path)
  return page
}

test('Z2: Ben and Ada see each other’s moves on the ticket and in the list, without reloading', async () => {
  const ticket = await open(world.ben)
  const ben = await console_.open('Ben', `/tickets/${ticket.id}?view=open`)
  const ada = await console_.open('Ada', `/tickets/${ticket.id}?view=open`)
  await onScreen(ben, 'Pendiente')
  await onScreen(ada, 'Pendiente')
  await choose(ada, 'Estado', 'En proceso')
  await onScreen(ben, 'En proceso')
  await ben.getByRole('region', { name: 'Lista de tickets' }).getByText('En proceso').waitFor()
  await say(world.ada, ticket.id, { kind: 'note', text: 'Ya hablé con ella' })
  await ben.getByText('Ya hablé con ella').waitFor()
})

test('Z2: a ticket opened by Olga appears in Ben’s list by itself', async () => {
  const ben = await console_.open('Ben', '/tickets?view=unassigned')
  await ben.getByRole('heading', { name: 'Sin asignar' }).waitFor()
  await open(world.olga, { description: 'Recién llegado' })
  await ben.getByRole('link', { name: 'Recién llegado' }).waitFor()
})

test('Z2: what Olga opens while Ben’s list is still on its way to him does not stay hidden', async () => {
  const ben = await console_.open('Ben', '/agenda')
  await ben.getByRole('heading', { name: 'Agenda' }).first().waitFor()
  const read = Promise.withResolvers<void>()
  const arrives = Promise.withResolvers<void>()
  const slowly = async (route: Route) => {
    const response = await route.fetch()
    read.resolve()
    await arrives.promise
    await route.fulfill({ response })
  }
  await ben.route(/\/api\/tickets\?/, slowly, { times: 1 })
  await ben.getByRole('link', { name: /^Sin asignar/ }).click()
  await read.promise
  const counted = ben.waitForResponse((response) => response.url().includes('/api/tickets/counts'))
  await open(world.olga, { description: 'Llegó entretanto' })
  await counted
  arrives.resolve()
  await ben.getByRole('link', { name: 'Llegó entretanto' }).waitFor()
})

test('Z2: on a slow line Ben sees what a busy desk does, however often it does something', async () => {
  const { id } = await open(world.olga, { subject: 'Sin luz en la caja' })
  const ben = await console_.open('Ben', `/tickets/${id}`)
  await onScreen(ben, 'Pendiente')
  await ben.route(`**/api/tickets/${id}`, async (route) => {
    const response = await route.fetch()
    await new Promise((done) => setTimeout(done, 1500))
    await route.fulfill({ response }).catch(() => undefined)
  })
  let busy = true
  const others = (async () => {
    for (let n = 1; busy; n++) {
      await edit(world.ada, id, { subject: `Sin luz en ${n} cajas` })
      await new Promise((done) => setTimeout(done, 400))
    }
  })()
  const seen = ben.getByText(/Sin luz en \d+ cajas/).first()
  await seen.waitFor({ timeout: 10_000 }).finally(() => {
    busy = false
  })
  await others
})

test('S9: a change that met another’s shows both, and is applied only when Ben says so', async () => {
  const ticket = await open(world.ben)
  const ben = await openWithoutNews('Ben', `/tickets/${ticket.id}`)
  await onScreen(ben, 'Pendiente')
  await edit(world.ada, ticket.id, { priority: 'immediate' })
  await choose(ben, 'Prioridad', 'Baja')
  const dialog = ben.getByRole('dialog', { name: 'Alguien cambió este ticket mientras tanto' })
  await dialog.waitFor()
  expect(await dialog.getByRole('table').nth(0).textContent()).toContain('Inmediata')
  expect(await dialog.getByRole('table').nth(1).textContent()).toContain('Baja')
  expect((await look(world.ben, ticket.id)).priority).toBe('immediate')
  await dialog.getByRole('button', { name: 'Aplicar mi cambio' }).click()
  await ben.getByText('Prioridad: Baja').waitFor()
  expect((await look(world.ben, ticket.id)).priority).toBe('low')
})

test('S9: a call saved on a ticket that changed meanwhile keeps what was typed, and goes with one more yes', async () => {
  const ticket = await open(world.ben)
  const ben = await openWithoutNews('Ben', `/tickets/${ticket.id}`)
  await onScreen(ben, 'Pendiente')
  await ben.keyboard.press('l')
  const words = ben.getByRole('textbox', { name: 'Qué se habló en la llamada' })
  await words.fill('Me dictó el folio: 4512')
  await ben.getByRole('button', { name: 'Elegir a qué estado pasa' }).click()
  await ben.getByRole('menuitem', { name: 'Acción del cliente' }).click()
  await edit(world.ada, ticket.id, { priority: 'immediate' })
  await ben.keyboard.press('Control+Enter')
  await ben.getByRole('alert').getByText('Alguien cambió este ticket mientras tanto').waitFor()
  expect(await writtenIn(words)).toBe('Me dictó el folio: 4512')
  await ben.getByRole('button', { name: 'Aplicar mi cambio' }).click()
  await onScreen(ben, 'Acción del cliente')
  expect((await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).at(-1).text).toBe('Me dictó el folio: 4512')
})

test('S9: words of María that came in meanwhile are shown before Ben’s are saved', async () => {
  const ticket = await open(world.ben)
  const ben = await openWithoutNews('Ben', `/tickets/${ticket.id}`)
  await onScreen(ben, 'Pendiente')
  await ben.keyboard.press('l')
  const words = ben.getByRole('textbox', { name: 'Qué se habló en la llamada' })
  await words.fill('Le pido el modelo')
  await mariaSays(world.ada, ticket.id, 'Es la HP del mostrador')
  const before = (await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).length
  await ben.keyboard.press('Control+Enter')
  const alert = ben.getByRole('alert')
  await alert.getByText('Es la HP del mostrador').waitFor()
  expect(await writtenIn(words)).toBe('Le pido el modelo')
  expect(await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).toHaveLength(before)
  await alert.getByRole('button', { name: 'Guardar igualmente' }).click()
  await words.waitFor({ state: 'detached' })
  expect(await items(world.ben, `/api/tickets/${ticket.id}/interactions`)).toHaveLength(before + 1)
})

test('Ben takes back what he just did with Z', async () => {
  const ticket = await open(world.ben, { priority: 'normal' })
  const ben = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(ben, 'Pendiente')
  await choose(ben, 'Prioridad', 'Inmediata')
  await ben.getByText('Prioridad: Inmediata').waitFor()
  await ben.keyboard.press('z')
  await ben.getByText('Deshecho', { exact: true }).waitFor()
  await ben.getByRole('button', { name: 'Prioridad Normal' }).waitFor()
  expect((await look(world.ben, ticket.id)).priority).toBe('normal')
})

test('What others built upon is not taken back, and the refusal is a sentence', async () => {
  const ticket = await open(world.ben, { priority: 'normal' })
  const ben = await console_.open('Ben', `/tickets/${ticket.id}`)
  await onScreen(ben, 'Pendiente')
  await choose(ben, 'Prioridad', 'Inmediata')
  const notice = ben.getByRole('status').filter({ hasText: 'Prioridad: Inmediata' })
  await notice.waitFor()
  await edit(world.ada, ticket.id, { status: 'in_progress' })
  await notice.getByRole('button', { name: /Deshacer/ }).click()
  await ben.getByText('No se puede deshacer: después hubo otros cambios en el ticket.').waitFor()
  expect((await look(world.ben, ticket.id)).priority).toBe('immediate')
})

test('S9: what Ben saves without a network is sent when it is back, once', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  const note = page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' })
  await page.getByRole('button', { name: 'Nota interna' }).click()
  await note.fill('Voy en camino')
  await page.context().setOffline(true)
  await page.getByText('Sin conexión con la mesa.').waitFor()
  await note.press('Control+Enter')
  await page.getByText('Se enviará en cuanto vuelva.', { exact: false }).waitFor()
  await page.context().setOffline(false)
  await note.waitFor({ state: 'detached' })
  await page.getByText('Sin conexión con la mesa.').waitFor({ state: 'detached' })
  const said = await items(world.ben, `/api/tickets/${id}/interactions`)
  expect(said.filter(({ text }) => text === 'Voy en camino')).toHaveLength(1)
  // Pages and parts that were not there yet come with the network; until then one stays where one is.
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await page.context().setOffline(true)
  await page.getByText('Sin conexión con la mesa.').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('link', { name: 'Agenda' }).click()
  await page.getByText('Sin conexión con la mesa.').waitFor()
  await page.getByRole('article', { name: 'Ben' }).getByText('Voy en camino').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
})

test('S9: at the end of long words Ben sees why they were not saved, each time he tries', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Nota interna' }).click()
  const words = page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' })
  await words.fill('Una cosa más.\n'.repeat(40))
  await page.route('**/interactions', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 500 }) : route.continue(),
  )
  const tries = async (said: string) => {
    await words.evaluate((field) => field.scrollIntoView({ block: 'end' }))
    await page.keyboard.press('Control+Enter')
    const alert = page.getByRole('alert').filter({ hasText: said })
    await expect.poll(() => alert.evaluate(isInSight)).toBe(true)
    expect(await words.evaluate((field) => field === document.activeElement)).toBe(true)
  }
  await tries('Algo falló en la mesa')
  await tries('Algo falló en la mesa')
  await page.unroute('**/interactions')
  await page.context().setOffline(true)
  await tries('Se enviará en cuanto vuelva')
  await tries('Se enviará en cuanto vuelva')
})
