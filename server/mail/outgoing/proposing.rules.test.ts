import { expect, test } from 'vitest'
import { doneOf, type Happened, standsAt } from './proposing.rules.ts'

// E5: what an update says was done, and where the ticket stands.

const began: Happened = { what: 'moved', from: 'pending', to: 'in_progress' }
const asked: Happened = { what: 'moved', from: 'in_progress', to: 'third_party_action' }
const answered: Happened = { what: 'answered' }
const wentOn: Happened = { what: 'moved', from: 'third_party_action', to: 'in_progress' }

test('a third party who was asked is waited for until they answer, and no longer', () => {
  expect(doneOf([began, asked], 'third_party_action')).toEqual(['worked', 'third_party'])
  expect(doneOf([began, asked, answered, wentOn], 'in_progress')).toEqual(['worked', 'third_party_answered', 'goes_on'])
  expect(doneOf([asked, answered, wentOn, asked], 'third_party_action')).toEqual([
    ...['third_party_answered', 'goes_on', 'third_party'],
  ])
})

test('a third party who was asked and answered is told once, however often they write and were asked', () => {
  expect(doneOf([began, asked, answered, wentOn, answered], 'in_progress')).toEqual([
    ...['worked', 'third_party_answered', 'goes_on'],
  ])
  expect(doneOf([answered, asked, wentOn, asked, answered, wentOn], 'in_progress')).toEqual([
    ...['third_party_answered', 'goes_on'],
  ])
})

test('nobody is said to be waited for on a ticket that waits for nobody', () => {
  expect(doneOf([asked, wentOn], 'in_progress')).toEqual(['third_party_asked', 'goes_on'])
  expect(doneOf([answered, wentOn], 'in_progress')).toEqual(['third_party_wrote', 'goes_on'])
})

test('where nothing was done since, an update says where the ticket stands', () => {
  expect(
    (['pending', 'in_progress', 'third_party_action', 'customer_action', 'completed'] as const).map((status) =>
      standsAt(status, []),
    ),
  ).toEqual([...['looking', 'working', 'waiting', 'your_turn', null]])
  expect(standsAt('in_progress', ['worked'])).toBeNull()
})
