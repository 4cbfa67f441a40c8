import { beforeAll, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { look, mariaSays, ok, open } from '../acts.ts'
import { accessibilityFaults, isInSight, newConsole } from '../console.ts'
import { NOWHERE } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing: NOWHERE }), 201)
})

let letters = 0
/** María writes to the desk, or somebody else; answers the ticket. */
async function writes(words: string, from = 'María González <maria@cliente.example>'): Promise<number> {
  const letter = [
    ...[`From: ${from}`, 'To: soporte@panaderia.example', 'Subject: Horno frío'],
    ...[`Message-ID: <${++letters}@cliente.example>`, 'Content-Type: text/plain; charset=utf-8', '', words, ''],
  ].join('\r\n')
  return ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' })).ticketId
}

test('S7: what came in by the wrong thread is moved by one key; it is said where it went, and one key takes it back', async () => {
  const wrong = await writes('Esto es de otra cosa')
  const right = await open(world.ben, { description: 'La otra cosa' })
  const page = await console_.open('Ben', `/tickets/${wrong}`)
  const card = page.getByRole('article', { name: 'María González' })
  await card.waitFor()
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: 'Hilo equivocado: mover a otro ticket' })
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill(right.number)
  await page.getByRole('option').first().click()
  await page.keyboard.press('Enter')
  await page.getByText(`Movido al ticket #${right.number}: La otra cosa`).waitFor()
  await card.waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await page.getByText(`De vuelta en el ticket #${wrong}`).waitFor()
  await card.waitFor()
})

test('S7: Ben types a number and Enter, and the ticket is found, however soon he does; of one that is not there he is told', async () => {
  const wrong = await writes('Esto va con lo otro')
  const right = await open(world.ben, { description: 'Lo otro' })
  const page = await console_.open('Ben', `/tickets/${wrong}`)
  await page.getByRole('article', { name: 'María González' }).waitFor()
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: 'Hilo equivocado: mover a otro ticket' })
  const field = dialog.getByRole('textbox', { name: 'Ticket' })
  await field.fill('99999')
  await dialog.getByText('Ningún otro ticket con «99999»').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await field.fill(right.number)
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe(`#${right.number} Lo otro`)
  await field.fill('Lo otro')
  await page.locator('[data-combobox-selected]', { hasText: 'Lo otro' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe(`#${right.number} Lo otro`)
  await page.keyboard.press('Enter')
  await page.getByText(`Movido al ticket #${right.number}: Lo otro`).waitFor()
})

test('S7: on the confirmation the desk wrote, the key begins with Tomás’s words all the same', async () => {
  const wrong = await writes('Lo del horno es de otra cosa', 'Tomás Rey <tomas@cliente.example>')
  await writeNotices(world.desk, world.asSystem)
  const page = await console_.open('Ben', `/tickets/${wrong}`)
  await page.getByRole('article', { name: 'Tomás Rey' }).waitFor()
  await page.keyboard.press(',')
  await page.locator('button[data-said]:focus', { hasText: 'Recibimos su solicitud' }).waitFor()
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: 'Hilo equivocado: mover a otro ticket' })
  await dialog.getByText('Lo del horno es de otra cosa').waitFor()
})

test('E1: Ada moves the only mail of a ticket, which ends with it; one key brings back both', async () => {
  const wrong = await writes('Esto no era un ticket aparte')
  const right = await open(world.ben, { description: 'El de siempre' })
  for (const words of Array.from({ length: 9 }, (_, n) => `Más de lo de siempre, ${n}`))
    await mariaSays(world.ben, right.id, words)
  const page = await console_.open('Ada', `/tickets/${wrong}`)
  await page.getByRole('article', { name: 'María González' }).waitFor()
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: 'Hilo equivocado: mover a otro ticket' })
  expect(await dialog.getByRole('checkbox', { name: `Cerrar el #${wrong}, que queda vacío` }).isChecked()).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill(right.number)
  await page.getByRole('option').first().click()
  await page.keyboard.press('Enter')
  await page.getByText('el que quedó vacío se cerró').waitFor()
  await page.waitForURL(new RegExp(`/tickets/${right.id}`))
  // It came before what was said there since, and is what Ada came for.
  const moved = page.locator('article[data-said]', { hasText: 'Esto no era un ticket aparte' })
  await expect.poll(() => moved.evaluate(isInSight)).toBe(true)
  expect(await look(world.ada, wrong)).toMatchObject({ status: 'closed', mergedInto: { id: right.id } })
  await page.keyboard.press('z')
  await page.getByText(`De vuelta en el ticket #${wrong}`).waitFor()
  await page.waitForURL(new RegExp(`/tickets/${wrong}`))
  await page.getByText('Esto no era un ticket aparte').first().waitFor()
  expect(await look(world.ada, wrong)).toMatchObject({ status: 'pending', mergedInto: null })
})
