import { beforeAll, expect, test } from 'vitest'
import { open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
let number: string

beforeAll(async () => {
  number = (await open(world.ben, { description: 'La impresión electrónica quedó en cola' })).number
  await open(world.ben, { description: 'La balanza no transmite', priority: 'low' })
})

async function search(words: string) {
  const page = await console_.open('Ben')
  await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `Resultados de «${words}»` }).waitFor()
  return { page, list: page.getByRole('region', { name: 'Lista de tickets' }) }
}

test('Z4: words without their accents and in another form find the ticket', async () => {
  const { list } = await search('impresiones electronicas')
  await list.getByRole('link', { name: 'La impresión electrónica quedó en cola' }).waitFor()
  expect(await list.getByRole('link').count()).toBe(1)
})

test('Z1: the number a customer reads out finds the ticket', async () => {
  const { list } = await search(`#${number}`)
  await list.getByRole('link', { name: 'La impresión electrónica quedó en cola' }).waitFor()
  expect(await list.getByRole('link').count()).toBe(1)
})

test('a search without results says where was searched and what would find more', async () => {
  const { page, list } = await search('zanahoria')
  await list.getByText('Nada coincide con «zanahoria»').waitFor()
  await list.getByText('Se busca en asunto, descripción, interacciones y número.', { exact: false }).waitFor()
  await list.getByRole('link', { name: 'Ver sin filtros' }).click()
  await page.getByRole('link', { name: 'La balanza no transmite' }).waitFor()
})

test('Z9: a filter narrows the list, stands there, and is taken away again', async () => {
  const page = await console_.open('Ben', '/tickets?view=open')
  const list = page.getByRole('region', { name: 'Lista de tickets' })
  await list.getByRole('link', { name: 'La balanza no transmite' }).waitFor()
  await page.keyboard.press('f')
  await page.getByRole('combobox', { name: 'Prioridad' }).click()
  await page.getByRole('option', { name: 'Baja' }).click()
  await list.getByRole('link', { name: 'La impresión electrónica quedó en cola' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await list.getByRole('button', { name: 'Quitar el filtro Baja' }).click()
  await list.getByRole('link', { name: 'La impresión electrónica quedó en cola' }).waitFor()
})

test('⌘K goes to a ticket by its number from anywhere', async () => {
  const page = await console_.open('Ben', '/tickets/nuevo')
  await page.getByRole('heading', { name: 'Nuevo ticket' }).waitFor()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.keyboard.type(number)
  await dialog.getByText('La impresión electrónica quedó en cola').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'La impresión electrónica quedó en cola' }).waitFor()
})
