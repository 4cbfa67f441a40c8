import { beforeAll, expect, test } from 'vitest'
import { items } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const ROSA = 'Rosa Díaz <rosa@panaderia.example>'
beforeAll(async () => {
  await mailbox(world)
})

/** María writes with Rosa in copy, and Rosa answers. */
async function rosaWrote(): Promise<number> {
  const { ticketId } = await send(world, { cc: ROSA })
  await send(world, { from: ROSA, subject: `Re: [#${ticketId}]` })
  return ticketId
}
const rolesOf = async (id: number) =>
  (await items(world.ben, `/api/tickets/${id}/parties`)).filter(({ name }) => name === 'Rosa Díaz')

test('S12: Ben makes Rosa, who was in copy and wrote, a party by one key, goes on from there, and takes it back by another', async () => {
  const id = await rosaWrote()
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('article', { name: 'Rosa Díaz' }).waitFor()
  await page.keyboard.press('4')
  const join = page.getByRole('button', { name: 'Agregar como observador: Rosa Díaz' })
  await tabTo(page, join)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('Parte agregada: Rosa Díaz').waitFor()
  const row = page.getByRole('listitem').filter({ hasText: 'Rosa Díaz' })
  await row.getByText('Observador').waitFor()
  await expect.poll(() => row.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await rolesOf(id)).toMatchObject([{ role: 'watcher', email: 'rosa@panaderia.example' }])
  await page.keyboard.press('z')
  await join.waitFor()
  expect(await rolesOf(id)).toMatchObject([{ id: null, role: 'copied' }])
})

test('S12: Leo, who only reads, sees why he may not', async () => {
  const id = await rosaWrote()
  const page = await console_.open('Leo', `/tickets/${id}#partes`)
  const join = page.getByRole('button', { name: 'Agregar como observador: Rosa Díaz' })
  await join.waitFor()
  expect([await join.isDisabled(), await join.getAttribute('title')]).toEqual([true, expect.stringMatching(/./)])
})
