import { atHour } from '../../moments.ts'
import type { Card } from './list-data.ts'

export const SPANS = ['overdue', 'today', 'tomorrow', 'week', 'later'] as const
export type Span = (typeof SPANS)[number]
/** What the list draws: tickets, and between them the span of time they fall due in. */
export type Row = { kind: 'span'; span: Span; count: number } | { kind: 'ticket'; card: Card; index: number }

/** Z9: a list in the order of its dates falls into what is late, today's, tomorrow's and so on. */
export function rowsOf(cards: Card[], bySpan: boolean, now: number, zone: string): Row[] {
  const tickets = cards.map((card, index) => ({ kind: 'ticket' as const, card, index }))
  if (!bySpan) return tickets
  const ends = [now, ...[1, 2, 7].map((days) => atHour(now, days, 0, zone).getTime()), Number.POSITIVE_INFINITY]
  const spanOf = ({ nextAction }: Card) => {
    const due = nextAction ? Date.parse(nextAction.dueAt) : Number.POSITIVE_INFINITY
    const index = ends.findIndex((end) => due < end)
    return SPANS[index < 0 ? SPANS.length - 1 : index]!
  }
  const spans = Map.groupBy(tickets, ({ card }) => spanOf(card))
  return SPANS.flatMap((span) => {
    const within = spans.get(span) ?? []
    return within.length ? [{ kind: 'span' as const, span, count: within.length }, ...within] : []
  })
}
