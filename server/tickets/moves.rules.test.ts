import { expect, test } from 'vitest'
import { STATUSES, type TicketStatus } from './contract.ts'
import { MOVES, replyMoves, SIDE_OF, whyNotMove } from './moves.rules.ts'

const LEAD = { triage: false, right: { change: true, full: true }, agentsClose: false, accepted: false }
const AGENT = { ...LEAD, right: { change: true, full: false } }
const allowed = (from: TicketStatus, more = LEAD) =>
  STATUSES.filter((to) => to !== from && whyNotMove({ from, to, ...more }) === null)

test('S3–S7: the moves as the book has them; a lead may also complete and close in one', () => {
  expect(Object.fromEntries(STATUSES.map((from) => [from, allowed(from)]))).toEqual({
    pending: ['in_progress', 'customer_action', 'third_party_action', 'completed', 'closed'],
    in_progress: ['customer_action', 'third_party_action', 'completed', 'closed'],
    customer_action: ['in_progress', 'third_party_action', 'completed', 'closed'],
    third_party_action: ['in_progress', 'customer_action', 'completed', 'closed'],
    completed: ['in_progress', 'closed'],
    closed: [],
  })
})

test('the table the console shares says the same, but for that one save', () => {
  for (const from of STATUSES)
    expect(MOVES[from]).toEqual(allowed(from).filter((to) => to !== 'closed' || from === 'completed'))
})

test('Ben closes nothing by hand, unless the group lets him or María confirmed', () => {
  const close = (more: object) => whyNotMove({ from: 'completed', to: 'closed', ...AGENT, ...more })
  expect(close({})).toBe('right_full_to_close')
  expect(close({ agentsClose: true })).toBeNull()
  expect(close({ accepted: true })).toBeNull()
})

test('S2: in a tray nothing moves, whoever asks', () => {
  for (const to of STATUSES.filter((status) => status !== 'pending'))
    expect(whyNotMove({ from: 'pending', to, ...LEAD, triage: true })).toBe('group_required')
})

test('without the right to work tickets nothing moves', () => {
  expect(whyNotMove({ from: 'pending', to: 'in_progress', ...LEAD, right: { change: false, full: false } })).toBe(
    'right_change',
  )
})

test('S3–S5: whose clock runs in each state', () => {
  expect(STATUSES.map((status) => SIDE_OF[status])).toEqual(['agent', 'agent', 'customer', 'third_party', null, null])
})

test('S4, S6: what María’s words do in each state', () => {
  const move = (status: TicketStatus) => replyMoves(status, { by: 'customer', bareThanks: false }, false)
  expect(STATUSES.map(move)).toEqual([null, null, 'in_progress', null, 'in_progress', null])
})

test('bare thanks bring back what waits for María, and what is completed only where the group says so', () => {
  const thanks = { by: 'customer', bareThanks: true } as const
  expect(replyMoves('completed', thanks, false)).toBeNull()
  expect(replyMoves('completed', thanks, true)).toBe('in_progress')
  expect(replyMoves('customer_action', thanks, false)).toBe('in_progress')
})

test('S5: a third party’s words bring back only what waits for third parties', () => {
  const move = (status: TicketStatus) => replyMoves(status, { by: 'third_party', bareThanks: false }, false)
  expect(STATUSES.filter((status) => move(status))).toEqual(['third_party_action'])
})
