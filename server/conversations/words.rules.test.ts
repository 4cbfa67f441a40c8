import { expect, test } from 'vitest'
import { carriesWords, confirmsByPhone, reachedCustomer } from './calling.rules.ts'
import { CALL_RESULTS } from './contract.ts'

test('María’s words reach us in a call that was answered or spoken onto the voicemail, never in ours to her', () => {
  expect(CALL_RESULTS.filter((result) => carriesWords('in', result))).toEqual(['answered', 'voicemail'])
  expect(CALL_RESULTS.filter((result) => carriesWords('out', result))).toEqual([])
})

test('our words reach her where somebody, or her voicemail, took the call; her own voicemail with us does not answer her', () => {
  expect(CALL_RESULTS.filter((result) => reachedCustomer('out', result))).toEqual([
    'answered',
    'voicemail',
    'callback_agreed',
  ])
  expect(CALL_RESULTS.filter((result) => reachedCustomer('in', result))).toEqual(['answered', 'callback_agreed'])
})

test('E7: on the phone she confirms when asked for it, answering, and it is solved', () => {
  const call = { result: 'answered', outcome: 'solved', objectives: ['confirm_resolution'] } as const
  expect(confirmsByPhone({ ...call, objectives: [...call.objectives] })).toBe(true)
  for (const less of [
    { result: 'voicemail' as const },
    { outcome: 'still_pending' },
    { objectives: ['obtain_details'] },
  ])
    expect(confirmsByPhone({ ...call, objectives: [...call.objectives], ...less })).toBe(false)
})
