import { expect, test } from 'vitest'
import { fromLocalField, toLocalField } from '../../moments.ts'
import type { Timeline } from '../conversations/data.ts'
import { bandsOf, clustersOf, scaleOf, ticksOf } from './timeline.layout.ts'

const ZONE = 'America/Santiago'
const midnight = (at: number) => +fromLocalField(`${toLocalField(new Date(at), ZONE).slice(0, 10)}T00:00`, ZONE)!
const now = Date.parse('2026-03-10T15:00:00Z')
const ada = { kind: 'agent', id: 1, name: 'Ada' }
const timeline: Timeline = {
  from: '2026-03-10T12:00:00.000Z',
  to: '2026-03-20T12:00:00.000Z',
  segments: [
    { status: 'pending', side: 'agent', from: '2026-03-10T12:00:00.000Z', to: '2026-03-10T13:00:00.000Z' },
    { status: 'customer_action', side: 'customer', from: '2026-03-10T13:00:00.000Z', to: null },
  ],
  targets: [{ kind: 'solution', dueAt: '2026-03-20T12:00:00.000Z', metAt: null, breached: false }],
  events: [
    { at: '2026-03-10T12:00:00.000Z', fact: 'ticket.opened', text: '', actor: ada, interactionId: null, offers: null },
    {
      at: '2026-03-10T12:00:30.000Z',
      fact: 'ticket.assigned',
      text: '',
      actor: ada,
      interactionId: null,
      offers: null,
    },
    { at: '2026-03-10T14:00:00.000Z', fact: 'ticket.edited', text: '', actor: ada, interactionId: null, offers: null },
  ],
}

test('however far the deadline lies ahead, what has happened can be seen', () => {
  const scale = scaleOf(timeline, now, 1000)
  expect(scale.x(now)).toBeCloseTo(620)
  expect(scale.x('2026-03-20T12:00:00.000Z')).toBeCloseTo(1000)
})

test('the running state reaches up to now, and no further', () => {
  const scale = scaleOf(timeline, now, 1000)
  const [pending, waiting] = bandsOf(timeline, scale, now)
  expect(pending?.width).toBeCloseTo(620 / 3)
  expect((waiting?.x ?? 0) + (waiting?.width ?? 0)).toBeCloseTo(620)
})

test('a closed ticket ends with its closing, not today', () => {
  const closed: Timeline = {
    ...timeline,
    segments: [
      ...timeline.segments.map((segment) => ({ ...segment, to: segment.to ?? '2026-03-10T14:00:00.000Z' })),
      { status: 'closed', side: null, from: '2026-03-10T14:00:00.000Z', to: null },
    ],
  }
  const scale = scaleOf(closed, now + 90 * 86_400_000, 1000)
  expect(scale.future).toBeNull()
  expect(scale.x('2026-03-10T13:00:00.000Z')).toBeCloseTo(500)
})

test('events that would cover each other become one mark', () => {
  const clusters = clustersOf(timeline, scaleOf(timeline, now, 1000), 16)
  expect(clusters.map(({ events }) => events.length)).toEqual([2, 1])
})

test('ticks are far enough apart to be read, at every length of life', () => {
  for (const days of [0.01, 0.2, 1, 9, 45, 400]) {
    const part = { from: now - days * 86_400_000, to: now, x: 0, width: 360 }
    const xs = ticksOf(part, 74, midnight).map(({ x }) => x)
    expect(xs.length, `${days} days`).toBeLessThanOrEqual(6)
    for (let i = 1; i < xs.length; i++) expect(xs[i]! - xs[i - 1]!, `${days} days`).toBeGreaterThanOrEqual(60)
  }
})

test('a day begins at the reader’s midnight also when the clocks change', () => {
  const part = { from: Date.parse('2026-09-04T12:00:00Z'), to: Date.parse('2026-09-08T12:00:00Z'), x: 0, width: 800 }
  const days = ticksOf(part, 74, midnight).filter(({ wholeDay }) => wholeDay)
  expect(days.map(({ at }) => toLocalField(new Date(at), ZONE).slice(0, 10))).toEqual([
    '2026-09-05',
    '2026-09-06',
    '2026-09-07',
    '2026-09-08',
  ])
})
