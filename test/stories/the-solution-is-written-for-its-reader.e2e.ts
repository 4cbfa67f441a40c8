import { expect, test } from 'vitest'
import { look, MARIA, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
newMailDesk(world)
const console_ = newConsole(world)

test('E6: Ben reads who will get his words, adds how he verified it, and is told that María will be', async () => {
  const { id } = await open(world.ben, { channel: 'api', ownerId: world.ben.id })
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado Pendiente' }).first().waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Pasar a Completado' })
  await dialog.getByText(`Se enviará tal cual por correo a ${MARIA.email}.`).waitFor()
  await page.keyboard.type('Se cambió el tóner')
  await tabTo(page, dialog.getByRole('textbox', { name: 'Verificación (opcional)' }))
  await page.keyboard.type('Imprimió dos facturas')
  await page.keyboard.press('Control+Enter')
  await page.getByText(`Pasó a Completado. Se avisará a ${MARIA.email} por correo`).waitFor()
  expect(await look(world.ben, id)).toMatchObject({
    solution: 'Se cambió el tóner',
    verification: 'Imprimió dos facturas',
  })
})

test('E6: beside a note, too, Ben reads who will get the solution', async () => {
  const { id } = await open(world.ben, { channel: 'api', ownerId: world.ben.id })
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado Pendiente' }).first().waitFor()
  await page.keyboard.press('i')
  await page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' }).fill('Era el tóner')
  await page.getByRole('button', { name: 'Elegir a qué estado pasa' }).click()
  await page.getByRole('menuitem', { name: /Completado/ }).click()
  await page.getByText(`Se enviará tal cual por correo a ${MARIA.email}.`).waitFor()
})

test('E6: of a customer without an address nothing of the kind is said', async () => {
  const { id } = await open(world.ben, { channel: 'api', customer: { name: 'Sin Correo' } })
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Estado Pendiente' }).first().waitFor()
  await page.keyboard.press('e')
  await page.getByRole('dialog').getByText('Queda en el registro.').waitFor()
  await page.keyboard.type('Se cambió el tóner')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Pasó a Completado', { exact: true }).waitFor()
  expect(await look(world.ben, id)).toMatchObject({ status: 'completed', verification: null })
})
