import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { items } from '../acts.ts'
import { accessibilityFaults, newConsole, writtenIn } from '../console.ts'
import { mailbox, NOWHERE, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// S11: what Ben attached goes along, or he has said that it does not.
const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(() => mailbox(world, { outgoing: NOWHERE }))

const newest = async (id: number) => (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)
const isThere = (page: Page, name: string) =>
  page.getByRole('button', { name }).evaluate((button) => button === document.activeElement)

async function writeAMail() {
  const { ticketId } = await send(world, {})
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('toolbar', { name: 'Formato' }).waitFor()
  const words = page.getByLabel('Escriba el correo')
  await words.fill('Va el informe.')
  const attach = (name: string) =>
    page.locator('input[type=file]').setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from(name) }])
  return { ticketId, page, words, attach }
}

test('S11: Ben’s mail does not leave without the file that found no connection: he is led to it, tries again, and it goes along', async () => {
  const { ticketId, page, words, attach } = await writeAMail()
  await page.route('**/api/files?**', (route) => route.abort())
  await attach('informe.txt')
  await page.getByText('No hay conexión con la mesa').waitFor()
  // It waits there for whoever looks elsewhere first.
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await words.waitFor({ state: 'detached' })
  await page.unroute('**/api/files?**')
  await page.getByRole('tab', { name: 'Feed' }).click()
  await page.getByRole('button', { name: 'Reintentar: informe.txt' }).waitFor()
  await words.press('Control+Enter')
  await expect.poll(() => isThere(page, 'Reintentar: informe.txt')).toBe(true)
  await page.getByText('Falta este archivo').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Quitar informe.txt' }).waitFor()
  await page.getByText('Falta este archivo').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  expect((await newest(ticketId)).attachments).toMatchObject([{ filename: 'informe.txt' }])
})

test('S11: the one that is too large stops it too, be it a picture within the words; taken away, the mail goes without', async () => {
  const { ticketId, page, words } = await writeAMail()
  await page.route('**/api/files?**', (route) => route.fulfill({ status: 413 }))
  await words.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['GIF89a'], 'foto.gif', { type: 'image/gif' }))
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await page.getByText('No se adjuntó: un archivo puede pesar').waitFor()
  expect(await page.getByRole('button', { name: 'Reintentar: foto.gif' }).count()).toBe(0)
  await words.press('Control+Enter')
  await expect.poll(() => isThere(page, 'Quitar foto.gif')).toBe(true)
  await page.getByText('Quítelo para seguir sin él').waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  expect((await newest(ticketId)).attachments).toEqual([])
})

test('S11: a mail that waits for the connection does not leave by itself without the file that was added meanwhile', async () => {
  const { ticketId, page, words, attach } = await writeAMail()
  for (const url of ['**/interactions', '**/api/files?**']) await page.route(url, (route) => route.abort())
  await words.press('Control+Enter')
  const waiting = page.getByRole('alert').filter({ hasText: 'Se enviará' })
  await waiting.waitFor()
  await attach('informe.txt')
  await page.getByRole('button', { name: 'Reintentar: informe.txt' }).waitFor()
  await waiting.waitFor({ state: 'detached' })
  for (const url of ['**/interactions', '**/api/files?**']) await page.unroute(url)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await words.press('Control+Enter')
  await expect.poll(() => isThere(page, 'Reintentar: informe.txt')).toBe(true)
  expect(await writtenIn(words)).toBe('Va el informe.')
  expect(await newest(ticketId)).toMatchObject({ direction: 'in' })
})
