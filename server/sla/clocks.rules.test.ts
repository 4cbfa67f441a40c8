import { expect, test } from 'vitest'
import { clocks, segmentsOf } from './clocks.rules.ts'
import type { Calendar } from './working-time.rules.ts'

const raiz: Calendar = {
  zone: 'America/Santiago',
  hours: [1, 2, 3, 4, 5].map((day) => ({ day: day as 1, from: '09:00', to: '18:00' })),
  holidays: [],
  exceptions: [],
}
const HOUR = 3600
const at = (text: string) => new Date(`2026-06-${text}-04:00`)

test('a segment ends where the next one begins, and the last one lasts', () => {
  const rows = [
    { status: 'pending', side: 'agent', from: at('01T10:00') },
    { status: 'completed', side: null, from: at('01T12:00') },
  ] as const
  expect(segmentsOf([...rows])).toEqual([
    { ...rows[0], to: at('01T12:00') },
    { ...rows[1], to: null },
  ])
})

test('Ben, María and the supplier each have their own clock, by the wall and in working hours', () => {
  const segments = segmentsOf([
    { status: 'pending', side: 'agent', from: at('01T16:00') },
    { status: 'customer_action', side: 'customer', from: at('01T17:00') },
    { status: 'in_progress', side: 'agent', from: at('02T10:00') },
    { status: 'third_party_action', side: 'third_party', from: at('02T10:30') },
  ])
  expect(clocks(raiz, segments, at('02T12:30'))).toEqual({
    agent: { wallSeconds: 1.5 * HOUR, workingSeconds: 1.5 * HOUR },
    customer: { wallSeconds: 17 * HOUR, workingSeconds: 2 * HOUR },
    thirdParty: { wallSeconds: 2 * HOUR, workingSeconds: 2 * HOUR },
  })
})

test('completed and closed time is on nobody’s side', () => {
  const segments = segmentsOf([
    { status: 'pending', side: 'agent', from: at('01T10:00') },
    { status: 'completed', side: null, from: at('01T11:00') },
    { status: 'closed', side: null, from: at('08T11:00') },
  ])
  const { agent, customer, thirdParty } = clocks(raiz, segments, at('30T11:00'))
  expect(agent.wallSeconds + customer.wallSeconds + thirdParty.wallSeconds).toBe(HOUR)
})

test('fractions of seconds are lost once, not once per segment', () => {
  const half = (n: number) => new Date(+at('01T10:00') + n * 500)
  const segments = segmentsOf([
    { status: 'pending', side: 'agent', from: half(0) },
    { status: 'in_progress', side: 'agent', from: half(1) },
  ])
  expect(clocks(raiz, segments, half(2)).agent).toEqual({ wallSeconds: 1, workingSeconds: 1 })
})

test('a move dated ahead of now counts nothing yet', () => {
  const segments = segmentsOf([{ status: 'pending', side: 'agent', from: at('01T10:00') }])
  expect(clocks(raiz, segments, at('01T09:00')).agent).toEqual({ wallSeconds: 0, workingSeconds: 0 })
})
