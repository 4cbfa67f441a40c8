import { beforeAll, expect, test } from 'vitest'
import { edit, items, later, look, ok, open } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
let id = 0
let before = 0

beforeAll(async () => {
  before = (await open(world.olga, { description: 'La primera vez que falló' })).id
  id = (await open(world.ben, { description: 'Vuelve a fallar', ownerId: world.ben.id })).id
  ok(await world.ben.call('POST', `/api/tickets/${id}/relations`, { kind: 'preceding', ticketId: before }), 201)
  for (const [title, hours] of [
    ['Pedir el repuesto', -3],
    ['Llamar a María', 30],
  ] as const) {
    const plan = { kind: 'task', title, dueAt: later(new Date(), { hours }) }
    ok(await world.ben.call('POST', `/api/tickets/${id}/activities`, plan), 201)
  }
})

test('Z9: Ben goes to his agenda, marks with E what is done, and opens the ticket behind it', async () => {
  const ben = await console_.open('Ben', '/tickets?view=mine')
  await ben.getByRole('link', { name: 'Vuelve a fallar' }).waitFor()
  await ben.keyboard.press('g')
  await ben.keyboard.press('a')
  await ben.getByRole('link', { name: 'Pedir el repuesto' }).waitFor()
  await ben.keyboard.press('j')
  await ben.keyboard.press('e')
  await ben.getByRole('checkbox', { name: 'Hecho: Pedir el repuesto', checked: true }).waitFor()
  await expect
    .poll(async () => (await items(world.ben, `/api/tickets/${id}/activities`)).filter(({ doneAt }) => doneAt))
    .toHaveLength(1)
  await ben.keyboard.press('j')
  await ben.keyboard.press('Enter')
  await ben.getByRole('heading', { level: 1, name: 'Vuelve a fallar' }).waitFor()
})

test('S13: the document flow is walked by keyboard, and leads to what came before', async () => {
  const ben = await console_.open('Ben', `/tickets/${id}`)
  await ben.getByRole('heading', { level: 1, name: 'Vuelve a fallar' }).waitFor()
  await ben.keyboard.press('6')
  const earlier = ben.getByRole('region', { name: 'Flujo de documentos' }).getByRole('link', { name: `#${before}` })
  await earlier.focus()
  await ben.keyboard.press('Enter')
  await ben.getByRole('heading', { level: 1, name: 'La primera vez que falló' }).waitFor()
})

test('S1: Leo follows a ticket with W, and reads so in its menu', async () => {
  const leo = await console_.open('Leo', `/tickets/${id}`)
  await leo.getByRole('heading', { level: 1, name: 'Vuelve a fallar' }).waitFor()
  await leo.keyboard.press('w')
  await leo.getByText('Ahora sigue este ticket').waitFor()
  expect((await look(world.leo, id)).following).toBe(true)
})

test('Ada sees on her page, without reloading, that Ben steps away and that a ticket found its owner', async () => {
  const ada = await console_.open('Ada', '/equipo')
  const ben = await console_.open('Ben', '/tickets?view=mine')
  await ada.getByRole('heading', { name: 'Carga por persona' }).waitFor()
  await ben.getByRole('button', { name: 'Turno: Disponible' }).click()
  await ada.getByText('Ausente', { exact: false }).waitFor()
  await edit(world.ada, before, { ownerId: world.ben.id })
  await ada.getByText('2 abiertos').waitFor()
  expect(await accessibilityFaults(ada)).toEqual([])
})
