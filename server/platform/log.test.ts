import { afterEach, beforeAll, expect, test } from 'vitest'
import { playAfternoon } from '../../test/afternoon.ts'
import { newWorld, PASSWORD } from '../../test/world.ts'
import { buildApp } from '../app.ts'
import { startWorker } from '../worker.ts'
import { openLog } from './log.ts'

const world = newWorld()
let lines = ''

/** The same desk, with a log that is read. */
beforeAll(async () => {
  const log = openLog('info', { write: (line) => (lines += line) })
  const desk = { ...world.desk, log }
  await world.app.close()
  world.app = await buildApp(desk)
  await world.app.ready()
})
afterEach(() => {
  lines = ''
})

test('a busy afternoon leaves no personal data in the log', async () => {
  const worker = startWorker(world.app.desk)
  await playAfternoon(world)
  const { ben, nobody } = world
  await nobody.call('POST', '/api/session', { email: 'maria@panaderia.example', password: 'una-clave-equivocada' })
  await ben.call('GET', '/api/customers?q=Gonz%C3%A1lez')
  await ben.call('GET', '/api/tickets?q=facturas')
  await ben.call('GET', '/api/nada/maria@panaderia.example')
  await ben.call('POST', '/api/tickets', { description: 'María', channel: 'carrier-pigeon' })
  await nobody.call('GET', '/api/me', undefined, { authorization: 'Bearer vta_secreto' })
  await worker.stop()
  expect(found()).toEqual([])
})

test('an error the database explains with the row itself is logged without the row', async () => {
  await world.desk.db.pool.query(`alter table customers add constraint no_marias check (name !~ '^Mar') not valid`)
  const { status } = await world.ben.call('POST', '/api/customers', {
    name: 'María González',
  })
  expect(status).toBe(500)
  expect(lines).toContain('no_marias')
  expect(found()).toEqual([])
})

test('nor is the value the database could not read', () => {
  const error = Object.assign(new Error('invalid input syntax for type bigint: "María González"'), {
    code: '22P02',
    routine: 'pg_strtoint64',
  })
  openLog('info', { write: (line) => (lines += line) }).error({ err: error }, 'unexpected error')
  expect(lines).toContain('22P02')
  expect(found()).toEqual([])
})

/** What people are called, where they live in the net, what they said, and what opens doors. */
function found(): string[] {
  const secrets = [PASSWORD, 'otra-clave-larga', 'una-clave-equivocada', 'vta_', world.ben.token]
  const people = [
    'María',
    'Mar%C3%ADa',
    'Gonz',
    'Raíz',
    'Olga',
    'desk.example',
    'panaderia',
    '8765',
    '76.123',
    'Distribuidora',
  ]
  const words = ['imprime', 'factura', 'Cola', 'cable', 'repuesto', 'foto', 'pigeon']
  return [...secrets, ...people, ...words].filter((word) => lines.toLowerCase().includes(word.toLowerCase()))
}
