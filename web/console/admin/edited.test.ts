import { expect, test } from 'vitest'
import { compared } from './edited.ts'

const opened = { name: 'Ben', role: 'agent', memberships: [{ groupId: 1, right: 'read' }] }

test('what another admin changed meanwhile is not written over by a form that left it alone', () => {
  const now = { ...opened, role: 'operator' }
  expect(compared(opened, now, { name: 'Benjamín' })).toEqual({ changed: { name: 'Benjamín' }, clashing: [] })
})

test('what both changed is told; what both changed alike is not', () => {
  const now = { ...opened, name: 'Benito' }
  expect(compared(opened, now, { name: 'Benjamín' }).clashing).toEqual(['name'])
  expect(compared(opened, now, { name: 'Benito' })).toEqual({ changed: {}, clashing: [] })
})

test('rights in another order are the same rights', () => {
  const two = [...opened.memberships, { groupId: 2, right: 'full' }]
  expect(
    compared({ ...opened, memberships: two }, { ...opened, memberships: two }, { memberships: two.toReversed() })
      .changed,
  ).toEqual({})
})
