import { expect, test } from 'vitest'
import { voices } from './i18n.ts'

const voice = voices([
  {
    es: {
      greeting: 'Hola, {{name}}',
      tickets: {
        seen_zero: 'Ninguno',
        seen_one: '{{count}} ticket',
        seen_many: 'Muchos',
        seen_other: '{{count}} tickets',
      },
      'ticket.opened': 'abierto',
    },
    en: { greeting: 'Hello, {{name}}', tickets: { seen_one: '{{count}} ticket', seen_other: '{{count}} tickets' } },
    pt: {},
  },
  { es: { greeting: 'Buenas, {{name}}' }, en: {}, pt: {} },
])
const [es, en, pt] = [voice('es'), voice('en'), voice('pt')]

test('blanks are filled once, and with what there is', () => {
  expect(en('greeting', { name: '{{count}}', count: 3 })).toBe('Hello, {{count}}')
  expect(en('greeting')).toBe('Hello, ')
})

test('each language counts in its own forms', () => {
  expect([0, 1, 2, 1_000_000].map((count) => es('tickets.seen', { count }))).toEqual([
    'Ninguno',
    '1 ticket',
    '2 tickets',
    'Muchos',
  ])
  expect([0, 1, 1_000_000].map((count) => en('tickets.seen', { count }))).toEqual([
    '0 tickets',
    '1 ticket',
    '1000000 tickets',
  ])
})

test('what a language lacks is said in Spanish, and what nobody can say by its name or what stands in', () => {
  expect(pt('ticket.opened')).toBe('abierto')
  expect(en(['ticket.lost', 'ticket.opened'])).toBe('abierto')
  expect(en('ticket.lost', { defaultValue: 'lost' })).toBe('lost')
  expect(en('ticket.lost')).toBe('ticket.lost')
})

test('a later slice may say it better', () => {
  expect(es('greeting', { name: 'María' })).toBe('Buenas, María')
})
