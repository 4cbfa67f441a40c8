import { expect, test } from 'vitest'
import { speakerOf } from './silent.rules.ts'
import type { Role } from './weighing.rules.ts'

const CUSTOMER = { is: 'customer' } as const
const STRANGER = { is: 'stranger' } as const
const WORKSHOP = { is: 'third_party', partyId: 7 } as const
const BEN: Role = { is: 'agent', agentId: 3, mayAnswer: true }

test('an absence of María’s is hers, one of her delegate a third party’s', () => {
  expect(speakerOf('thread', CUSTOMER, STRANGER, 'none')).toEqual({
    party: 'customer',
    partyId: null,
    doubted: false,
  })
  const delegate = { party: 'third_party', partyId: null, doubted: false }
  expect(speakerOf('token', STRANGER, CUSTOMER, 'none')).toEqual(delegate)
})

test('the machine of the workshop we wrote to is the workshop’s', () => {
  expect(speakerOf('token', STRANGER, WORKSHOP, 'none')).toMatchObject({ party: 'third_party', partyId: 7 })
  expect(speakerOf('thread', WORKSHOP, STRANGER, 'pass')).toMatchObject({ partyId: 7, doubted: false })
})

test('Eva’s machine, without a token, lends itself nobody’s name', () => {
  expect(speakerOf('thread', STRANGER, STRANGER, 'pass')).toEqual({
    party: 'third_party',
    partyId: null,
    doubted: true,
  })
})

test('what failed to be who it says is in doubt, whoever that is and whatever it has in hand', () => {
  for (const role of [CUSTOMER, WORKSHOP, BEN, STRANGER])
    expect(speakerOf('token', role, CUSTOMER, 'fail').doubted).toBe(true)
})

test('an absence of Ben’s is his where it is authenticated', () => {
  expect(speakerOf('token', BEN, CUSTOMER, 'pass')).toEqual({ party: 'agent', partyId: null, doubted: false })
  expect(speakerOf('token', BEN, CUSTOMER, 'none').doubted).toBe(true)
})
