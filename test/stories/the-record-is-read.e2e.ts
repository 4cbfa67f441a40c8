import { expect, test } from 'vitest'
import { edit, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

async function readChanges(id: number) {
  const page = await console_.open('Ada', `/tickets/${id}`)
  await page.getByRole('tab', { name: 'Modificaciones' }).click()
  const table = page.getByRole('table')
  await table.waitFor()
  return { page, table }
}

test('S17, L9: Modificaciones tells who changed which field when, before and after', async () => {
  const ticket = await open(world.olga, { priority: 'normal' })
  await edit(world.ben, ticket.id, { priority: 'high' })
  const { table } = await readChanges(ticket.id)
  const occasion = table.getByRole('rowgroup').filter({ hasText: 'Ben' })
  const row = occasion.getByRole('row').filter({ hasText: 'Prioridad' })
  expect(await row.getByRole('deletion').textContent()).toBe('Normal')
  expect(await row.getByRole('insertion').textContent()).toBe('Alta')
})

test('S17: Modificaciones filtered by a field shows that field alone', async () => {
  const ticket = await open(world.olga, { priority: 'normal' })
  await edit(world.ben, ticket.id, { priority: 'high', subject: 'No imprime boletas' })
  const { page, table } = await readChanges(ticket.id)
  await table.getByText('No imprime boletas').waitFor()
  await page.getByLabel('Campo').selectOption({ label: 'Prioridad' })
  await table.getByText('No imprime boletas').waitFor({ state: 'detached' })
  expect(await table.getByRole('insertion').allTextContents()).toEqual(['Normal', 'Alta'])
})

test('L9: what the desk writes for itself stays out of sight until somebody asks for all of it', async () => {
  const ticket = await open(world.olga)
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  const { page, table } = await readChanges(ticket.id)
  const states = table.getByRole('row').filter({ hasText: /^Estado|Estado$|EstadoPendiente/ })
  expect(await table.getByText('Lado', { exact: true }).count()).toBe(0)
  await page.getByRole('switch', { name: 'Ver todo' }).click()
  await table.getByText('Lado', { exact: true }).first().waitFor()
  expect(await states.count()).toBeGreaterThan(0)
})

test('S8: a reopened ticket still shows when it was resolved before', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'completed', solution: 'Listo' })
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  const { table } = await readChanges(ticket.id)
  await expect.poll(() => table.getByRole('row').filter({ hasText: 'Resuelto el' }).count()).toBe(2)
})

test('S17: the picture of Cronograma has a name, and a table that says the same in words', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  const page = await console_.open('Ada', `/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: 'Cronograma' }).click()
  await page.getByRole('img', { name: /^Cronograma del ticket/ }).waitFor()
  await page.getByText('Ver como tabla').click()
  const told = await page.getByRole('table').getByRole('row').allTextContents()
  expect(told.some((row) => row.includes('Estado: Acción del cliente'))).toBe(true)
  expect(told.some((row) => row.includes('Solución: vencimiento'))).toBe(true)
})
