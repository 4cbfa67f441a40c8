import { expect, test } from 'vitest'
import { seedBig } from '../seeds/big.ts'
import { newWorld } from './world.ts'

const world = newWorld()

test('a desk made for the bench is one the desk could have made, to the last digest', async () => {
  await world.at(new Date())
  const seeded = await seedBig(world.desk, { tickets: 400, seed: 7, log: () => {} })
  expect(seeded.tickets).toBe(400)
  const { body } = await world.raiz.call('GET', '/api/tickets?q=impresora&limit=5')
  expect(body.items).toHaveLength(5)
})
