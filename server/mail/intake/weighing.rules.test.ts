import { expect, test } from 'vitest'
import { type Role, type Tie, weigh } from './weighing.rules.ts'

const TIES: Tie[] = ['token', 'thread', 'number']
const VERDICTS = ['pass', 'fail', 'none'] as const
const ROLES: Role[] = [
  { is: 'customer', themselves: true },
  { is: 'customer' },
  { is: 'third_party', partyId: 7 },
  { is: 'agent', agentId: 3, mayAnswer: true },
  { is: 'agent', agentId: 3, mayAnswer: false },
  { is: 'stranger' },
]
const ADDRESSEES = [{ is: 'customer' }, { is: 'third_party', partyId: 9 }, { is: 'stranger' }] as const
const isThemselves = (role: Role) => role.is === 'customer' && role.themselves === true
const all = TIES.flatMap((tie) =>
  ROLES.flatMap((role) =>
    ADDRESSEES.flatMap((to) =>
      VERDICTS.map((verdict) => ({ tie, role, to, verdict, got: weigh(tie, role, to, verdict) })),
    ),
  ),
)

test('nobody speaks as an agent whose mail is not authenticated, or who may not answer there', () => {
  for (const { role, verdict, got } of all.filter((each) => each.got.as === 'agent')) {
    expect(role).toMatchObject({ is: 'agent', mayAnswer: true })
    expect([verdict, got]).toEqual(['pass', { as: 'agent', agentId: 3 }])
  }
})

test('a stranger is heard on a ticket only with a mail of ours in hand', () => {
  for (const { tie, got } of all.filter(({ role }) => role.is === 'stranger'))
    if (got.as !== 'stranger') expect(tie).toBe('token')
})

test('words that failed authentication move something only where they answer a mail of ours', () => {
  for (const { tie, got } of all.filter(({ verdict }) => verdict === 'fail'))
    if (got.as === 'customer' || got.as === 'third_party') expect(tie).toBe('token')
})

test('who is vouched for by nothing may say, but confirms nothing', () => {
  for (const { tie, verdict, got } of all.filter(({ role }) => isThemselves(role)))
    if ('unproven' in got) expect(got.unproven).toBe(tie === 'token' ? verdict === 'fail' : verdict !== 'pass')
})

test('whoever had our mail in copy may say, but confirms nothing in the customer’s place', () => {
  for (const { got } of all.filter(({ role }) => !isThemselves(role)))
    if ('unproven' in got) expect(got.unproven).toBe(true)
})

test('whoever answers for the third party we wrote to speaks for them', () => {
  expect(weigh('token', { is: 'stranger' }, { is: 'third_party', partyId: 9 }, 'none')).toEqual({
    as: 'third_party',
    partyId: 9,
    unproven: true,
  })
})
