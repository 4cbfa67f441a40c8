import { beforeAll, expect, test } from 'vitest'
import { bulk } from '../../server/worker.ts'
import { items, look, open } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const ids: number[] = []

beforeAll(async () => {
  for (const [description, tags] of [
    ['No hay luz en la sala', ['corte']],
    ['Cayó el servidor', ['corte']],
    ['Consulta por factura', []],
  ] as const)
    ids.push((await open(world.olga, { description, tags })).id)
})

test('Z2: Ada chooses two with X, gives them to Ben, sees for how many it works and how it went, all by keyboard', async () => {
  const ada = await console_.open('Ada', '/tickets?view=open&utm_source=correo')
  await ada.getByRole('link', { name: 'No hay luz en la sala' }).waitFor()
  for (const key of ['j', 'x', 'Shift+J']) await ada.keyboard.press(key)
  await ada.getByText('2 elegidos').waitFor()
  await ada.keyboard.press('b')
  const dialog = ada.getByRole('dialog', { name: 'Cambiar 2 tickets' })
  await dialog.waitFor()
  await ada.keyboard.type('Ben')
  await ada.keyboard.press('ArrowDown')
  await ada.keyboard.press('Enter')
  await dialog.getByText('Se hará en 2 de 2').waitFor()
  expect(await accessibilityFaults(ada)).toEqual([])
  await tabTo(ada, dialog.getByRole('button', { name: 'Cambiar 2 tickets' }))
  await ada.keyboard.press('Enter')
  await ada.getByText('0 de 2 hechos').waitFor()
  await bulk(world.desk)
  await ada.getByText('Terminado: 2 de 2').waitFor()
  const owners = await Promise.all(ids.map(async (id) => (await look(world.ada, id)).owner?.name ?? null))
  expect(owners.filter((name) => name === 'Ben')).toHaveLength(2)
})

test('closing all of a list without a solution works for none, and the reason stands there; with one it works', async () => {
  const ada = await console_.open('Ada', '/tickets?view=open&tag=corte')
  await ada.getByRole('link', { name: 'Cayó el servidor' }).waitFor()
  await ada.keyboard.press('Shift+A')
  await ada.getByText('Todos los de la lista', { exact: true }).waitFor()
  await ada.keyboard.press('b')
  const dialog = ada.getByRole('dialog', { name: 'Cambiar todos los de la lista' })
  await tabTo(ada, dialog.getByRole('combobox', { name: 'Estado' }))
  await ada.keyboard.type('Cerrado')
  await ada.keyboard.press('ArrowDown')
  await ada.keyboard.press('Enter')
  await dialog.getByText('Se hará en 0 de 2').waitFor()
  await dialog.getByText('Escriba la solución antes de completar el ticket').waitFor()
  await tabTo(ada, dialog.getByRole('textbox', { name: 'Solución' }))
  await ada.keyboard.type('Volvió la luz')
  await dialog.getByText('Se hará en 2 de 2').waitFor()
})

test('Ben, who leads nobody, reads why he cannot', async () => {
  const ben = await console_.open('Ben', '/tickets?view=open')
  await ben.getByRole('link', { name: 'Consulta por factura' }).waitFor()
  await ben.keyboard.press('j')
  await ben.keyboard.press('x')
  await ben.getByText('Cambiar varios tickets a la vez es tarea de quienes lideran un grupo.').waitFor()
  expect(await ben.getByRole('button', { name: /Cambiar en conjunto/ }).isDisabled()).toBe(true)
  await ben.keyboard.press('Escape')
  await ben.getByText('1 elegido').waitFor({ state: 'detached' })
})

test('Z2: Ben tags a ticket, keeps the list of that tag as a view, and finds it in his navigation', async () => {
  const id = ids[2]!
  const ben = await console_.open('Ben', `/tickets/${id}?view=open`)
  await ben.getByRole('heading', { level: 1, name: 'Consulta por factura' }).waitFor()
  await ben.keyboard.press('t')
  await ben.getByRole('dialog', { name: 'Etiquetas' }).getByRole('combobox').waitFor()
  await ben.keyboard.type('cobranza')
  await ben.keyboard.press('Enter')
  await ben.getByText('Etiquetas cambiadas').waitFor()
  expect((await look(world.ben, id)).tags).toEqual(['cobranza'])
  await ben.goto('/tickets?view=open&tag=cobranza')
  await ben.getByRole('link', { name: 'Consulta por factura' }).waitFor()
  await ben.keyboard.press('Shift+S')
  const dialog = ben.getByRole('dialog', { name: 'Nueva vista' })
  await dialog.getByRole('textbox', { name: 'Nombre' }).waitFor()
  await ben.keyboard.type('  ')
  await ben.keyboard.press('Enter')
  await dialog.getByText('Falta este dato.').waitFor()
  await ben.keyboard.type('Cobranzas')
  await ben.keyboard.press('Enter')
  await ben.getByRole('heading', { level: 1, name: 'Cobranzas' }).waitFor()
  await ben.getByRole('navigation').getByRole('link', { name: 'Cobranzas' }).waitFor()
  const [view] = await items(world.ben, '/api/views')
  const statuses = ['pending', 'in_progress', 'customer_action', 'third_party_action']
  expect(view.question).toEqual({ statuses, tags: ['cobranza'] })
})

test('Ben sees in the head and in the list that Ada writes on the ticket he looks at, and that she left', async () => {
  const id = ids[2]!
  const ben = await console_.open('Ben', `/tickets/${id}?view=open`)
  const ada = await console_.open('Ada', `/tickets/${id}?view=open`)
  await ben.getByText('Ada lo está viendo').waitFor()
  await ada.keyboard.press('i')
  await ada.getByRole('textbox', { name: 'Nota interna' }).waitFor()
  await ada.keyboard.type('Estoy en ello')
  await ben.getByText('Ada está escribiendo').waitFor()
  await ben
    .getByRole('region', { name: 'Lista de tickets' })
    .getByRole('img', { name: 'Ada está escribiendo' })
    .waitFor()
  await ada.close()
  await ben.getByText('Ada está escribiendo').waitFor({ state: 'detached' })
})

test('WCAG 2.1.4: Ben gives «new ticket» another key, and the old one does nothing, here and in his next browser', async () => {
  const ben = await console_.open('Ben', '/tickets?view=open')
  await ben.getByRole('link', { name: 'Consulta por factura' }).waitFor()
  await ben.keyboard.press('?')
  const sheet = ben.getByRole('dialog', { name: 'Atajos de teclado' })
  await tabTo(ben, sheet.getByRole('button', { name: 'Cambiar los atajos' }))
  await ben.keyboard.press('Enter')
  const change = sheet.getByRole('button', { name: 'Cambiar las teclas de «Nuevo ticket»' })
  await change.focus()
  await ben.keyboard.press('Enter')
  const editor = ben.getByRole('dialog', { name: 'Nuevo ticket' })
  await editor.getByRole('textbox').focus()
  await ben.keyboard.press('f')
  await editor.getByText('Ya las usa «Filtrar»').waitFor()
  await ben.waitForTimeout(1300)
  await ben.keyboard.press('y')
  await tabTo(ben, editor.getByRole('button', { name: 'Guardar' }))
  await ben.keyboard.press('Enter')
  await ben.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  const again = await console_.open('Ben', '/tickets?view=open')
  await again.getByRole('link', { name: 'Consulta por factura' }).waitFor()
  await again.keyboard.press('n')
  await again.keyboard.press('y')
  await again.waitForURL('**/tickets/nuevo')
})
