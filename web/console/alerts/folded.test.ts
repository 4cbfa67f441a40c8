import { expect, test } from 'vitest'
import { type Alert, folded, unreadLines } from './folded.ts'

const ticket = { id: 7, number: '10000007', subject: 'Horno frío' }
const alert = (fields: Partial<Alert>): Alert => ({
  ...{ id: 1, kind: 'overdue', text: 'Venció', ticket, at: '2026-05-04T12:00:00Z', readAt: null },
  ...fields,
})

test('Z11: what rings again about the same ticket is one line, as the newest says it', () => {
  const read = '2026-05-04T13:00:00Z'
  const lines = folded([
    alert({ id: 5, text: 'Venció otra vez' }),
    alert({ id: 4, kind: 'assigned', readAt: read }),
    alert({ id: 3 }),
    alert({ id: 2, ticket: null, kind: 'mail_doubted' }),
    alert({ id: 1, readAt: read }),
  ])
  expect(lines.map(({ id, text, times, unread }) => ({ id, text, times, unread }))).toEqual([
    { id: 5, text: 'Venció otra vez', times: 3, unread: [5, 3] },
    { id: 4, text: 'Venció', times: 1, unread: [] },
    { id: 2, text: 'Venció', times: 1, unread: [2] },
  ])
})

test('the bell counts what its list will show: repeats are one, what lies beyond the list counts as it is', () => {
  const items = [alert({ id: 3 }), alert({ id: 2 }), alert({ id: 1, kind: 'assigned' })]
  expect(unreadLines({ items, unread: 3 })).toBe(2)
  expect(unreadLines({ items, unread: 43 })).toBe(42)
})
