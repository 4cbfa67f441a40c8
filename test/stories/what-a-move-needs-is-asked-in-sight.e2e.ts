import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { items, look, ok } from '../acts.ts'
import { newConsole } from '../console.ts'
import { arrowTo, tabTo } from '../keyboard.ts'
import { NOWHERE } from '../mails.ts'
import { laterMorning } from '../mornings.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  const outgoing = NOWHERE
  const signature = 'Saludos cordiales,\nSoporte\nPanadería Sur\nDe lunes a viernes'
  ok(
    await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing, signature }),
    201,
  )
})

let letters = 0
async function mariaWrites(): Promise<number> {
  const letter = [
    ...['From: María González <maria@cliente.example>', 'To: soporte@panaderia.example', 'Subject: Horno frío'],
    ...[`Message-ID: <${++letters}@cliente.example>`, '', 'No calienta desde ayer.', ''],
  ].join('\r\n')
  return ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' })).ticketId
}

/** All of it is on the screen, and nothing lies over it. */
const inSight = (field: Locator) =>
  field.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const points = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y))
    return points.every((there) => there !== null && (element.contains(there) || there.contains(element)))
  })

const hasFocus = (field: Locator) => field.evaluate((element) => element === document.activeElement)
const focused = (page: Page) => page.locator(':focus')

async function writeAMail(page: Page, words: string) {
  await page.getByText('No calienta desde ayer.').first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.keyboard.type(words)
}

async function chooseMove(page: Page, name: string) {
  await tabTo(page, page.getByRole('button', { name: 'Elegir a qué estado pasa' }))
  await page.keyboard.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name }))
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor({ state: 'detached' })
}

test.each([
  [1440, 900],
  [1000, 700],
  [360, 640],
])(
  'S5, S9: whom Ben asks by mail is whom he waits for; what else is missing is before him, at %i × %i',
  async (width, height) => {
    const id = await mariaWrites()
    const page = await console_.open('Ben', `/tickets/${id}`, { width, height })
    await writeAMail(page, '¿Tienen la resistencia?')
    const to = page.getByRole('combobox', { name: 'Para', exact: true })
    await to.focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.type('"Pérez, Ana" <ana@taller.example>,')
    await chooseMove(page, 'Acción de terceros')
    const who = page.getByRole('textbox', { name: 'A quién se espera' })
    const role = page.getByRole('combobox', { name: 'En qué calidad' })
    const when = page.getByLabel('Cuándo consultarle')
    expect(await who.inputValue()).toBe('Pérez, Ana')
    expect(await hasFocus(role)).toBe(true)
    expect(await inSight(role)).toBe(true)
    await page.keyboard.press('Control+Enter')
    const refusal = page.getByText('Falta este dato.').first()
    await refusal.waitFor()
    expect(await hasFocus(role)).toBe(true)
    expect(await inSight(refusal)).toBe(true)
    await page.keyboard.type('Taller')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => hasFocus(when)).toBe(true)
    expect(await inSight(when)).toBe(true)
    await tabTo(page, laterMorning(page))
    expect(await inSight(focused(page))).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await page.getByText('El correo sale en diez segundos').waitFor()
    expect((await look(world.ben, id)).status).toBe('third_party_action')
    const parties = await items(world.ben, `/api/tickets/${id}/parties`)
    expect(parties.find(({ awaited }) => awaited)).toMatchObject({
      ...{ name: 'Pérez, Ana', function: 'Taller', email: 'ana@taller.example' },
    })
  },
)

test('S6, S9: with Completado chosen Ben stands in the solution, and sends from there; María is nobody he waits for', async () => {
  const id = await mariaWrites()
  const page = await console_.open('Ben', `/tickets/${id}`)
  await writeAMail(page, 'Ya calienta.')
  await chooseMove(page, 'Acción de terceros')
  const who = page.getByLabel('A quién se espera')
  await expect.poll(() => hasFocus(who)).toBe(true)
  expect(await who.inputValue()).toBe('')
  await chooseMove(page, 'Completado')
  const solution = page.getByLabel('Solución')
  await expect.poll(() => hasFocus(solution)).toBe(true)
  expect(await inSight(solution)).toBe(true)
  await page.keyboard.type('Se cambió la resistencia')
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', solution: 'Se cambió la resistencia' })
})
