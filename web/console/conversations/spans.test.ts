import { expect, test } from 'vitest'
import { elsewhere, spanned } from './spans.ts'

const ben = { locale: 'es-CL', zone: 'America/Santiago' }
const visit = { as: 'moment', start: '2026-03-10T13:00Z', end: '2026-03-10T14:30Z', zone: 'Europe/Madrid' } as const

test('Ben reads an invitation from Madrid on his own clock, and beside it on theirs', () => {
  expect(spanned(visit, ben)).toBe('martes, 10 de marzo de 2026, 10:00–11:30')
  expect(elsewhere(visit, ben)).toEqual({ when: 'martes, 10 de marzo de 2026, 14:00–15:30', offset: 'GMT+1' })
})

test('in English too the hours are those of the desk’s own sentences', () => {
  expect(spanned({ ...visit, end: null }, { ...ben, locale: 'en-US' })).toBe('Tuesday, March 10, 2026 at 10:00')
})

test('where both clocks show the same, once is enough', () => {
  expect(elsewhere({ ...visit, zone: 'America/Punta_Arenas' }, ben)).toBeNull()
  expect(elsewhere({ ...visit, zone: null }, ben)).toBeNull()
  expect(elsewhere({ ...visit, zone: 'America/Ciudad_Nueva' }, ben)).toBeNull()
})

test('days, and hours nobody knows the zone of, are the same for every reader', () => {
  for (const zone of ['America/Santiago', 'Pacific/Auckland']) {
    const reader = { ...ben, zone }
    const days = { as: 'day', start: '2026-03-10', end: null, zone: null } as const
    expect(spanned(days, reader)).toBe('martes, 10 de marzo de 2026')
    expect(spanned({ ...days, end: '2026-03-12' }, reader)).toMatch(
      /^martes, 10 de marzo\s–\sjueves, 12 de marzo de 2026$/,
    )
    const written = { as: 'written', start: '2026-03-10T10:00', end: null, zone: 'Hora de casa' } as const
    expect(spanned(written, reader)).toBe('martes, 10 de marzo de 2026, 10:00')
    expect(elsewhere(written, reader)).toBeNull()
  }
})
