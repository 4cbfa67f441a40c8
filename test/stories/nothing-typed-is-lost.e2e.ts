import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { edit, items, ok, open } from '../acts.ts'
import { newConsole, writtenIn } from '../console.ts'
import { breakAndReturn, keptIn, noteField, watchMark } from '../drafts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

async function startANote(name: string, id: number, words: string) {
  const page = await console_.open(name, `/tickets/${id}`)
  await page.getByRole('button', { name: 'Nota interna' }).click()
  await noteField(page).fill(words)
  return page
}

/** The tab dies: no page gets to say goodbye. */
async function crash(page: Page): Promise<BrowserContext> {
  const context = page.context()
  const died = page.waitForEvent('crash')
  void page.goto('chrome://crash').catch(() => undefined)
  await died
  return context
}

test('T5: a note half written survives the crash of the tab', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'El firmware es de 2021')
  await page.getByText('Borrador guardado').waitFor()
  const again = await (await crash(page)).newPage()
  await again.goto(`/tickets/${ticket.id}`)
  await again.getByText('Borrador recuperado').waitFor()
  expect(await writtenIn(noteField(again))).toBe('El firmware es de 2021')
})

test('T5: that words are safe is said once they are, not as soon as they stand there', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Nota interna' }).click()
  const said = await watchMark(page)
  const kept = keptIn(page)
  await noteField(page).fill('El firmware es de 2021')
  await kept
  await page.getByText('Borrador guardado').waitFor()
  expect(await said()).toEqual(['Guardando el borrador…', 'Borrador guardado'])
})

test('T5: words typed a moment before the tab is closed are kept too', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Primera línea')
  await page.getByText('Borrador guardado').waitFor()
  await noteField(page).fill('Primera línea y lo último')
  await page.close()
  const again = await page.context().newPage()
  await again.goto(`/tickets/${ticket.id}`)
  await again.getByText('Borrador recuperado').waitFor()
  expect(await writtenIn(noteField(again))).toBe('Primera línea y lo último')
})

test('T5: what Ben types while the editor is still on its way goes on in it, letter by letter, and can be formatted', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', '/tickets?view=open')
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/rich-field-*.js', (route) => arrived.then(() => route.continue()))
  await page.goto(`/tickets/${id}`)
  await page.getByRole('button', { name: 'Nota interna' }).waitFor()
  await page.keyboard.press('i')
  await noteField(page).waitFor()
  const toolbar = page.getByRole('toolbar', { name: 'Formato' })
  const typing = page.keyboard.type('El firmware es de 2021; pido a compras la versión nueva y aviso a María.', {
    delay: 20,
  })
  arrive()
  await typing
  await toolbar.waitFor()
  await page.keyboard.type(' Ya ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('mismo')
  const whole = 'El firmware es de 2021; pido a compras la versión nueva y aviso a María. Ya mismo'
  expect(await writtenIn(noteField(page))).toBe(whole)
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  await page.getByText('Borrador recuperado').waitFor()
  await noteField(page).locator('strong', { hasText: 'mismo' }).waitFor()
  expect(await writtenIn(noteField(page))).toBe(whole)
})

test('T5: Ben writes on one ticket in two windows: he is shown both texts, and loses neither', async () => {
  const { id } = await open(world.ben)
  const page = await startANote('Ben', id, 'En el mostrador')
  await page.getByText('Borrador guardado').waitFor()
  const other = await page.context().newPage()
  await other.goto(`/tickets/${id}`)
  await other.getByText('Borrador recuperado').waitFor()
  const keptThere = keptIn(other)
  await noteField(other).fill('En la bodega')
  await keptThere
  // Whatever is asked anew after a break, nothing is read behind the form: it would count as seen.
  await breakAndReturn(other)
  await noteField(page).fill('En el mostrador hay otra')
  const alert = page.getByRole('alert').filter({ hasText: 'En otra ventana escribió esto' })
  await alert.getByText('En la bodega').waitFor()
  expect(await writtenIn(noteField(page))).toBe('En el mostrador hay otra')
  await alert.getByRole('button', { name: 'Juntar los dos' }).click()
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  await page.getByText('Borrador recuperado').waitFor()
  expect(await writtenIn(noteField(page))).toMatch(/^En el mostrador hay otra\s+En la bodega$/)
  // What is taken back meets what the other window has written since, whether or not it could be read beforehand.
  await page.route('**/api/drafts/**', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  )
  const dropped = keptIn(page)
  await page.getByRole('button', { name: 'Descartar', exact: true }).click()
  await dropped
  const kept = keptIn(other)
  await noteField(other).fill('En el depósito')
  await kept
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect
    .poll(() => writtenIn(noteField(page)))
    .toMatch(/^En el mostrador hay otra\s+En la bodega\s+En el depósito$/)
})

test('S11: a file that has been stored when Ben is elsewhere waits in the draft; one added while it is saved, in the form', async () => {
  const { id } = await open(world.ben)
  const page = await startANote('Ben', id, 'Va el acta')
  const held = async (url: string) => {
    let go = () => {}
    const released = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route(url, async (route) => {
      if (route.request().method() === 'POST') await released
      await route.continue()
    })
    return go
  }
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  const input = page.locator('input[type=file]')
  const arrive = await held('**/api/files?**')
  await input.setInputFiles([file('acta.txt')])
  await page.getByText('Los archivos aún se están subiendo.').waitFor()
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await noteField(page).waitFor({ state: 'detached' })
  arrive()
  await page.getByText(`acta.txt quedó en el borrador del ticket ${id}`).waitFor()
  await page.getByRole('tab', { name: 'Feed' }).click()
  await page.getByRole('button', { name: 'Quitar acta.txt' }).waitFor()
  const said = await held('**/interactions')
  await noteField(page).press('Control+Enter')
  await input.setInputFiles([file('plano.txt')])
  await page.getByRole('button', { name: 'Quitar plano.txt' }).waitFor()
  said()
  await page.getByRole('article', { name: 'Ben' }).getByText('Va el acta').waitFor()
  await page.getByRole('button', { name: 'Quitar acta.txt' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Quitar plano.txt' }).waitFor()
})

test('S9: another’s change leaves the words being written where they are', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Reviso el spooler')
  await edit(world.ada, ticket.id, { status: 'in_progress' })
  await page.getByRole('button', { name: 'Estado En proceso' }).waitFor()
  expect(await writtenIn(noteField(page))).toBe('Reviso el spooler')
})

test('T4: a call half registered survives the crash of the tab', async () => {
  const page = await console_.open('Olga', '/tickets/nuevo')
  await page.getByRole('textbox', { name: 'Problema' }).fill('No abre la caja y hay fila')
  await page.getByText('Borrador guardado').waitFor()
  const again = await (await crash(page)).newPage()
  await again.goto('/tickets/nuevo')
  await again.getByText('Borrador recuperado').waitFor()
  expect(await again.getByRole('textbox', { name: 'Problema' }).inputValue()).toBe('No abre la caja y hay fila')
})

test('T5: a saved note leaves no draft behind', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Todo en orden')
  await page.getByText('Borrador guardado').waitFor()
  await page.keyboard.press('Control+Enter')
  await noteField(page).waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: 'Nota interna' }).waitFor()
  expect(await page.getByText('Borrador recuperado').count()).toBe(0)
})

test('T5: a draft that is found leaves the keyboard alone; discarded, it can be taken back; wiped out, it stays away', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Solo a medias')
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  await page.getByText('Borrador recuperado').waitFor()
  await page.keyboard.press('i')
  // Escape gives it back to the ticket, and the words stay.
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await page.keyboard.type('!')
  expect(await writtenIn(noteField(page))).toBe('Solo a medias!')
  // Arrows go among the kinds of what is written, until one wants to write.
  await page.getByRole('radio', { name: 'Nota interna' }).focus()
  for (const [key, kind] of [
    ['ArrowRight', 'call'],
    ['ArrowLeft', 'note'],
  ] as const) {
    await page.keyboard.press(key)
    await page.waitForFunction((value) => document.activeElement?.matches(`[value=${value}]:checked`), kind)
  }
  await page.keyboard.press('Enter')
  await page.keyboard.type('!')
  expect(await writtenIn(noteField(page))).toBe('Solo a medias!!')
  await page.getByRole('button', { name: 'Descartar', exact: true }).click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await noteField(page).waitFor()
  expect(await writtenIn(noteField(page))).toBe('Solo a medias!!')
  const kept = keptIn(page)
  await noteField(page).fill('')
  await kept
  await page.reload()
  await page.getByRole('button', { name: 'Nota interna' }).waitFor()
  expect(await page.getByText('Borrador recuperado').count()).toBe(0)
})

test('S9: a text of the summary that was not saved is not left silently', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await page.getByRole('button', { name: 'Cambiar: Causa' }).click()
  await page.getByRole('textbox', { name: 'Causa' }).fill('La cola estaba detenida')
  const asked = new Promise<string>((resolve) =>
    page.once('dialog', (dialog) => {
      resolve(dialog.message())
      void dialog.dismiss()
    }),
  )
  await page.getByRole('link', { name: 'Sin asignar' }).click()
  expect(await asked).toBe('Hay cambios sin guardar en este texto. ¿Salir sin guardarlos?')
  expect(await page.getByRole('textbox', { name: 'Causa' }).inputValue()).toBe('La cola estaba detenida')
})

test('a session ended elsewhere asks for the password where one is, and the note goes on', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Lo anoto antes de irme')
  await page.getByText('Borrador guardado').waitFor()
  await endSessionsElsewhere('Ben')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'La sesión terminó' })
  await dialog.getByLabel('Contraseña').first().fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Entrar' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await writtenIn(noteField(page))).toBe('Lo anoto antes de irme')
  await noteField(page).focus()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article', { name: 'Ben' }).getByText('Lo anoto antes de irme').waitFor()
})

/** From another browser of the same person: every session but that one. */
async function endSessionsElsewhere(name: string) {
  const elsewhere = await console_.open(name, '/entrar')
  const { items: sessions } = await (await elsewhere.request.get('/api/sessions')).json()
  for (const session of sessions.filter((one: { current: boolean }) => !one.current))
    expect((await elsewhere.request.delete(`/api/sessions/${session.id}`)).status()).toBe(204)
}

test('T5: what Ben drafts is nobody else’s to read', async () => {
  const ticket = await open(world.ben)
  const page = await startANote('Ben', ticket.id, 'Solo para mí')
  await page.getByText('Borrador guardado').waitFor()
  expect(ok(await world.ada.call('GET', `/api/drafts/ticket:${ticket.id}`)).draft).toBe(null)
  expect(await items(world.ada, `/api/tickets/${ticket.id}/interactions`)).toHaveLength(1)
})

test('S9: what Ben writes about a ticket is not put over what Ada wrote meanwhile, nor lost when it cannot be saved', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await page.getByRole('button', { name: 'Cambiar: Solución' }).click()
  const field = page.getByRole('textbox', { name: 'Solución', exact: true })
  await field.fill('Se cambió el cable')
  const heard = page.waitForResponse((reply) => reply.url().endsWith(`/api/tickets/${ticket.id}`) && reply.ok())
  await edit(world.ada, ticket.id, { solution: 'Se cambió la fuente' })
  await heard
  await field.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Alguien cambió este ticket mientras tanto' })
  await dialog.getByText('Se cambió la fuente').first().waitFor()
  await dialog.getByRole('button', { name: 'Dejarlo como está' }).click()
  expect(await field.inputValue()).toBe('Se cambió el cable')
  await page.route(`**/api/tickets/${ticket.id}`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 503 }) : route.continue(),
  )
  await field.press('Control+Enter')
  await dialog.getByRole('button', { name: 'Aplicar mi cambio' }).click()
  expect(await field.inputValue()).toBe('Se cambió el cable')
})
