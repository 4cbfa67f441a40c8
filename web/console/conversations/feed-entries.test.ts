import { expect, test } from 'vitest'
import type { Interaction } from './data.ts'
import { type Event, inOrder } from './feed-entries.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 12, minute)).toISOString()
const alarm = (minute: number, text = 'Alarma: resolver') =>
  ({ at: at(minute), fact: 'alarm.raised', text, actor: { name: 'Ventanilla' }, interactionId: null }) as Event
const said = (minute: number) => ({ id: minute, at: at(minute) }) as Interaction

test('an alarm that rings again is the same line with the last time, until something else happens', () => {
  const entries = inOrder([said(3)], [alarm(1), alarm(2), alarm(4), alarm(5, 'Alarma: responder')])
  expect(entries.map(({ at, times, events }) => [at, events?.[0]?.text, times])).toEqual([
    [at(2), 'Alarma: resolver', 2],
    [at(3), undefined, undefined],
    [at(4), 'Alarma: resolver', undefined],
    [at(5), 'Alarma: responder', undefined],
  ])
})
