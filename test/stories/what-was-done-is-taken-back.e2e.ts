import { beforeAll, expect, test } from 'vitest'
import { look, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { mailbox, NOWHERE } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(() => mailbox(world, { outgoing: NOWHERE }))

test('S9: what Ben does a moment after something else can be taken back for ten seconds of its own', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Asignarme' }).waitFor()
  await page.clock.install()
  await page.keyboard.press('a')
  const [taken, moved] = ['Asignado a Ben', 'Pasó a En proceso'].map((hasText) =>
    page.getByRole('status').filter({ hasText }),
  )
  await taken!.waitFor()
  await page.clock.fastForward(7_000)
  await page.getByRole('button', { name: 'Estado Pendiente' }).click()
  await page.getByRole('menuitem', { name: 'En proceso', exact: true }).click()
  await moved!.waitFor()
  await taken!.waitFor({ state: 'detached' })
  await page.clock.fastForward(5_000)
  await page.keyboard.press('z')
  await page.getByRole('status').filter({ hasText: 'Deshecho' }).waitFor()
  const { status, owner } = await look(world.ben, id)
  expect([status, owner?.name]).toEqual(['pending', 'Ben'])
})

test('S9: what can no longer be taken back is offered no more, though Ben’s mouse rests on it; its key says so', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Asignarme' }).waitFor()
  await page.clock.install()
  await page.keyboard.press('a')
  const taken = page.getByRole('status').filter({ hasText: 'Asignado a Ben' })
  await taken.hover()
  await page.clock.fastForward(10_500)
  await taken.waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await page.getByRole('status').filter({ hasText: 'Pasaron los diez segundos: ya no se puede deshacer' }).waitFor()
})

test('S9: what Ben takes back while the desk is out of reach can be pressed again', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Asignarme' }).waitFor()
  await page.keyboard.press('a')
  const taken = page.getByRole('status').filter({ hasText: 'Asignado a Ben' })
  await taken.waitFor()
  await page.route('**/api/undo/*', (route) => route.abort())
  await page.keyboard.press('z')
  const problem = page.getByRole('alert').filter({ hasText: 'No hay conexión con la mesa' })
  await problem.filter({ hasText: 'no se sabe si el cambio se deshizo' }).waitFor()
  await page.unroute('**/api/undo/*')
  await taken.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByRole('status').filter({ hasText: 'Deshecho' }).waitFor()
  expect(await look(world.ben, id)).toMatchObject({ owner: null })
  // What is past stands beside it no longer.
  expect(await problem.count()).toBe(0)
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).fill('Horno')
  await page.getByLabel('Escriba el correo').fill('Vamos mañana.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  await page.route('**/api/undo/*', (route) => route.abort())
  await page.keyboard.press('z')
  await problem.filter({ hasText: 'no se sabe si el correo se detuvo' }).waitFor()
  await page.getByText('El correo sale en unos segundos').waitFor()
  await page.unroute('**/api/undo/*')
  await page.keyboard.press('z')
  await page.getByRole('status').filter({ hasText: 'Envío anulado' }).waitFor()
  expect(await problem.count()).toBe(0)
})

test('S9: on a telephone what was done is told where it covers nothing that attaches or sends', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 360, height: 640, touch: true })
  await page.getByRole('button', { name: 'Asignarme' }).click()
  const told = page.getByRole('status').filter({ hasText: 'Asignado a Ben' })
  await told.waitFor()
  await page.getByRole('button', { name: 'Nota interna' }).click()
  await page.getByRole('button', { name: 'Guardar' }).first().waitFor()
  const attaches = page.getByRole('button', { name: 'Adjuntar de la biblioteca' })
  const [notice, button] = [await told.boundingBox(), await attaches.boundingBox()]
  expect(notice!.y + notice!.height).toBeLessThan(button!.y)
})
