import { beforeAll, expect, test } from 'vitest'
import { close, edit, look, ok, open } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// S12: whoever sees that the ticket is another's puts it right where it says whose it is.

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const TOMAS = { name: 'Tomás Rey', emails: ['tomas@kiosco.example'] }
beforeAll(async () => {
  await mailbox(world)
  ok(await world.ben.call('POST', '/api/customers', TOMAS), 201)
})
const customerOf = async (id: number) => (await look(world.ben, id)).customer.name
const wrote = async () => (await send(world, {})).ticketId as number

test('S12: Ben gives María’s ticket to Tomás by keyboard, is told what follows, and takes it back by one key', async () => {
  const id = await wrote()
  const page = await console_.open('Ben', `/tickets/${id}`)
  const change = page.getByRole('button', { name: 'Cambiar cliente' })
  await tabTo(page, change)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Cambiar cliente' })
  await dialog.getByRole('textbox', { name: 'Cliente' }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await change.press('Enter')
  await dialog.getByRole('textbox', { name: 'Cliente' }).waitFor()
  await page.keyboard.type('tomas rey')
  await page.getByRole('option', { name: /^Tomás Rey/ }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText('van desde ahora a Tomás Rey (tomas@kiosco.example), y ya no a María González').waitFor()
  await dialog.getByText('María González escribió en el ticket: sigue en Partes.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Space')
  await dialog.getByText('Si María González escribió por correo').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Cliente: Tomás Rey').waitFor()
  expect(await look(world.ben, id)).toMatchObject({
    ...{ customer: { name: 'Tomás Rey' }, reporter: { name: 'María González' } },
  })
  await page.keyboard.press('z')
  await page.getByRole('heading', { name: 'María González' }).waitFor()
  expect(await look(world.ben, id)).toMatchObject({ customer: { name: 'María González' }, reporter: null })
})

test('S12, T4: a wrong caller: who is not in the book yet is written down in the dialog, from the more menu', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 360 })
  await page.getByRole('button', { name: 'Más acciones' }).click()
  await page.getByRole('menuitem', { name: 'Cambiar cliente' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cambiar cliente' })
  await dialog.getByRole('textbox', { name: 'Cliente' }).fill('Nadia Peña')
  await page.getByRole('option', { name: /Crear cliente/ }).click()
  await dialog.getByText('Nadia Peña no tiene correo').waitFor()
  await dialog.getByRole('textbox', { name: 'Correo electrónico' }).fill('nadia@kiosco.example')
  await dialog.getByText('Nadia Peña (nadia@kiosco.example)').waitFor()
  // María called.
  expect(await dialog.getByText('sigue en Partes').count()).toBe(0)
  await dialog.getByRole('button', { name: 'Cambiar cliente' }).click()
  await page.getByText('Cliente: Nadia Peña').waitFor()
  expect(await look(world.ben, id)).toMatchObject({ contact: { name: 'Nadia Peña', email: 'nadia@kiosco.example' } })
})

test('S9: Ada was faster: both are shown, and Ben decides', async () => {
  const { id } = await open(world.ben)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Cambiar cliente' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cambiar cliente' })
  await dialog.getByRole('textbox', { name: 'Cliente' }).fill('Tomás Rey')
  await page.getByRole('option', { name: /^Tomás Rey/ }).click()
  await edit(world.ada, id, { customer: { name: 'Rosa Díaz' } })
  await dialog.getByRole('button', { name: 'Cambiar cliente' }).click()
  const both = page.getByRole('dialog').filter({ hasText: 'Rosa Díaz' })
  await both.getByText('Tomás Rey').waitFor()
  expect(await customerOf(id)).toBe('Rosa Díaz')
})

test('S12: on a closed ticket, and for Leo, the button says why not', async () => {
  const { id } = await open(world.ben)
  await close(world, id)
  for (const name of ['Ben', 'Leo']) {
    const page = await console_.open(name, `/tickets/${id}`)
    const change = page.getByRole('button', { name: 'Cambiar cliente' })
    expect(await change.getAttribute('aria-disabled')).toBe('true')
    await change.focus()
    await page.getByRole('tooltip').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog').count()).toBe(0)
  }
})

const passedOn = (from: string) =>
  `---------- Mensaje reenviado ----------\nDe: ${from}\nFecha: lun, 2 mar 2026 a las 9:00\nAsunto: No abre la caja\nPara: <maria@panaderia.example>\n\nNo abre la caja.`
const forward = async (from: string) =>
  (await send(world, { subject: 'RV: No abre la caja', text: passedOn(from) })).ticketId as number

test('E1, S12: María passed on what Marta wrote: Ben reads so, and makes Marta its customer', async () => {
  const id = await forward('Marta Soto <marta@kiosco.example>')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page
    .getByText('Reenviado por María González: parece haberlo escrito Marta Soto <marta@kiosco.example>')
    .waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Es su cliente: Marta Soto' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Cambiar cliente' })
  await dialog.getByText('van desde ahora a Marta Soto (marta@kiosco.example), y ya no a María González').waitFor()
  expect(await customerOf(id)).toBe('María González')
  await dialog.getByRole('button', { name: 'Cambiar cliente' }).click()
  await page.getByText('Cliente: Marta Soto').waitFor()
  await page.getByText('parece haberlo escrito').waitFor({ state: 'detached' })
  expect(await customerOf(id)).toBe('Marta Soto')
})

test('E1, S12: of whom we know by that address the dialog begins with what the book knows', async () => {
  const id = await forward('La Gerencia <tomas@kiosco.example>')
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 360 })
  await page.getByRole('button', { name: 'Es su cliente: Tomás Rey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cambiar cliente' })
  await dialog.getByRole('link', { name: 'Tomás Rey' }).waitFor()
  await dialog.getByText('van desde ahora a Tomás Rey (tomas@kiosco.example)').waitFor()
})

test('S12: before Ada joins María’s ticket with Tomás’s she reads whose they are, and who is told from then on', async () => {
  const { id } = await open(world.ben)
  const his = await open(world.ben, { customer: { name: TOMAS.name, email: TOMAS.emails[0] } })
  const hers = await open(world.ben)
  const page = await console_.open('Ada', `/tickets/${id}`, { width: 360 })
  await page.getByRole('button', { name: 'Más acciones' }).click()
  await page.getByRole('menuitem', { name: 'Fusionar con otro ticket' }).click()
  const dialog = page.getByRole('dialog', { name: 'Fusionar con otro ticket' })
  const choose = async (number: number) => {
    await dialog.getByRole('textbox', { name: 'Fusionar con' }).fill(String(number))
    await page.getByRole('option', { name: `#${number}` }).click()
    await dialog.getByText(`#${number}, de`).waitFor()
  }
  await choose(his.id)
  await dialog.getByText(`#${id}, de María González`).waitFor()
  await dialog.getByText('Son clientes distintos: desde ahora se avisa solo a Tomás Rey.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await choose(hers.id)
  expect(await dialog.getByText('Son clientes distintos').count()).toBe(0)
})
