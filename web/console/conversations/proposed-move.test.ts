import { expect, test } from 'vitest'
import { proposedMove } from './proposed-move.ts'

test.each([
  ['pending', true, {}, 'in_progress'],
  ['in_progress', true, {}, undefined],
  ['pending', false, {}, undefined],
  ['pending', true, { asks: true }, 'customer_action'],
  ['in_progress', true, { asks: true }, 'customer_action'],
  ['third_party_action', true, { asks: true }, 'customer_action'],
  ['in_progress', false, { asks: true }, undefined],
  ['in_progress', true, { asks: false }, undefined],
] as const)(
  'S3, E2: on a ticket that is %s, where the customer hears from us: %s, %o proposes %s',
  (status, answers, draft, move) => {
    expect(proposedMove(status, answers, draft)).toBe(move)
  },
)
