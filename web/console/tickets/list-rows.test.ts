import { expect, test } from 'vitest'
import type { Card } from './list-data.ts'
import { rowsOf } from './list-rows.ts'

const NOW = Date.parse('2026-03-02T15:00:00Z')
const due = (dueAt: string) => ({ nextAction: { dueAt, kind: 'review', overdue: false } }) as Card

test('Z9: what is due falls into late, today, tomorrow, this week and later, by the reader’s own midnight', () => {
  const cards = [
    '2026-03-02T14:59:00Z',
    '2026-03-03T02:30:00Z',
    '2026-03-03T03:30:00Z',
    '2026-03-06T12:00:00Z',
    '2026-04-01T00:00:00Z',
  ].map(due)
  const rows = rowsOf(cards, true, NOW, 'America/Santiago')
  expect(rows.map((row) => (row.kind === 'span' ? `${row.span} ${row.count}` : row.index))).toEqual([
    ...['overdue 1', 0, 'today 1', 1, 'tomorrow 1', 2, 'week 1', 3, 'later 1', 4],
  ])
})

test('a list in another order has no spans', () => {
  expect(rowsOf([due('2026-03-02T14:59:00Z')], false, NOW, 'America/Santiago')).toHaveLength(1)
})
