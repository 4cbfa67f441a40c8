import { expect, test } from 'vitest'
import { complete, edit, items, open } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const likely = (who: Person, q: string, more = ''): Promise<any[]> =>
  items(who, `/api/likely-solutions?q=${encodeURIComponent(q)}${more}`)
const solved = async (description: string, solution: string, more: object = {}) => {
  const ticket = await open(world.ben, { description, ...more })
  return complete(world.ben, ticket.id, solution)
}

test('T6: what solved the like before is suggested while one types, with accents or without, in any form of the word', async () => {
  await solved('La impresora de la caja no imprime facturas, papel atascado', 'Abrir la tapa y retirar el papel')
  await solved('El usuario olvidó la contraseña del portal', 'Enviar el enlace de recuperación')
  await open(world.ben, { description: 'La impresora no imprime y hay papel atascado' })
  const [first, ...others] = await likely(world.olga, 'dice que las impresoras de caja tienen papeles atascados')
  expect(first).toMatchObject({ solution: 'Abrir la tapa y retirar el papel', times: 1, accepted: 0 })
  expect(others).toEqual([])
  expect((await likely(world.olga, 'olvido su contrasena'))[0].solution).toBe('Enviar el enlace de recuperación')
})

test('T6: without a likeness there is nothing, rather than anything', async () => {
  expect(await likely(world.olga, 'quiere cambiar la dirección de despacho de su pedido')).toEqual([])
  expect(await likely(world.olga, 'la caja del supermercado no cuadra')).toEqual([])
  expect(await likely(world.olga, 'de la que y con')).toEqual([])
  expect(await likely(world.olga, '')).toEqual([])
})

test('T6: the way that worked more often stands first, once, with how often; one that was reopened behind', async () => {
  const words = 'El lector de códigos de barra no enciende'
  const weak = await solved(words, 'Esperar un momento')
  await edit(world.ben, weak.id, { status: 'in_progress' })
  await complete(world.ben, weak.id, 'Esperar un momento')
  await solved(words, 'Cambiar el cable USB.')
  await solved(words, 'cambiar el cable usb')
  const found = await likely(world.olga, 'no enciende el lector de barra')
  expect(found.map(({ solution, times }) => [solution.toLowerCase().replace('.', ''), times])).toEqual([
    ['cambiar el cable usb', 2],
    ['esperar un momento', 1],
  ])
})

test('T6: the category one has chosen counts for what was solved in it', async () => {
  const category = (await world.raiz.call('POST', '/api/categories', { name: 'Balanzas' })).body.id
  await solved('La balanza marca cualquier peso', 'Nivelarla')
  await solved('La balanza marca cualquier peso', 'Calibrarla con la pesa', { categoryId: category })
  expect((await likely(world.olga, 'balanza marca otro peso', `&categoryId=${category}`))[0].solution).toBe(
    'Calibrarla con la pesa',
  )
})

test('T6: what is solved in groups one does not see is suggested to nobody else', async () => {
  await open(world.eva, {
    ...{ description: 'La cámara frigorífica pierde temperatura', groupId: world.sales },
    resolved: { solution: 'zanahoria-morada' },
  })
  expect(await likely(world.ben, 'cámara frigorífica pierde temperatura')).toEqual([])
  expect(await likely(world.eva, 'cámara frigorífica pierde temperatura')).toHaveLength(1)
})

test('T6: nothing discarded or merged is an example', async () => {
  const ticket = await open(world.ben, { description: 'Promoción imperdible de colchones' })
  await edit(world.ben, ticket.id, { status: 'completed', solution: 'Comprar' })
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  await world.ada.call('POST', `/api/tickets/${ticket.id}/discard`, { reason: 'spam' })
  expect(await likely(world.ben, 'promoción imperdible de colchones')).toEqual([])
  const twin = await solved('El congelador hace escarcha', 'Descongelarlo')
  const kept = await open(world.ben, { description: 'Sale agua del congelador' })
  expect(await likely(world.ben, 'congelador con escarcha')).toHaveLength(1)
  expect((await world.ada.call('POST', `/api/tickets/${twin.id}/merge`, { intoId: kept.id })).status).toBe(200)
  expect(await likely(world.ben, 'congelador con escarcha')).toEqual([])
})

test('what is typed is words, whatever it looks like', async () => {
  for (const q of ["' or 1=1 --", '!!! & | ( ) :* <->', '\\', "d'água:A", 'x'.repeat(2000), '¿¡…'])
    expect(Array.isArray(await likely(world.ben, q))).toBe(true)
})
