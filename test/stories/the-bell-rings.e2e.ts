import { expect, test } from 'vitest'
import { edit, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

test('Z5: a ticket assigned to Ben rings his bell while he works, leads to it, and having gone there clears it; a glance does not', async () => {
  const ben = await console_.open('Ben', '/tickets?view=unassigned')
  await ben.getByRole('button', { name: 'Sin avisos nuevos' }).waitFor()
  const ticket = await open(world.olga, { description: 'Se cayó el enlace' })
  await edit(world.ada, ticket.id, { ownerId: world.ben.id })
  await ben.getByRole('button', { name: '1 aviso sin leer' }).click()
  await ben.getByRole('link', { name: 'Preferencias' }).press('Escape')
  await ben.getByRole('button', { name: '1 aviso sin leer' }).click()
  const alerts = ben.getByRole('dialog', { name: 'Avisos' })
  await alerts.getByRole('link', { name: `#${ticket.number} Se cayó el enlace` }).click()
  await ben.getByRole('heading', { level: 1, name: 'Se cayó el enlace' }).waitFor()
  await ben.getByRole('button', { name: 'Sin avisos nuevos' }).waitFor()
})

test('what Ben assigns to himself rings nothing', async () => {
  const ben = await console_.open('Ben', '/tickets?view=unassigned')
  const ticket = await open(world.olga, { description: 'Lo tomo yo' })
  await ben.getByRole('link', { name: 'Lo tomo yo' }).click()
  await ben.getByRole('button', { name: /^Asignarme/ }).click()
  await ben.getByText('Asignado a Ben').waitFor()
  const { unread } = (await world.ben.call('GET', '/api/alerts')).body
  expect([unread, (await world.ben.call('GET', `/api/tickets/${ticket.id}`)).body.owner.name]).toEqual([0, 'Ben'])
})
