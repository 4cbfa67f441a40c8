import { expect, test } from 'vitest'
import { compared, settled, touching } from './edited.ts'

const ben = { name: 'Ben', role: 'agent', memberships: [{ groupId: 1, right: 'read' }] }

test('what another admin changed meanwhile is not written over by a form that left it alone', () => {
  const touched = touching(ben, {}, { name: 'Benjamín', role: 'agent' })
  const { changed, seen, clashing } = compared({ ...ben, role: 'operator' }, touched)
  expect([changed, seen, clashing]).toEqual([{ name: 'Benjamín' }, { name: 'Ben' }, []])
})

test('what both changed is told; what both changed alike, or one put back, is not', () => {
  const touched = touching(ben, {}, { name: 'Benjamín' })
  expect(compared({ ...ben, name: 'Benito' }, touched)).toMatchObject({ clashing: ['name'], seen: { name: 'Benito' } })
  expect(compared({ ...ben, name: 'Benjamín' }, touched)).toEqual({ changed: {}, seen: {}, clashing: [] })
  expect(touching(ben, touched, { name: 'Ben' })).toEqual({})
})

test('words typed while the save is on its way stay unsaved when the answer comes, and clash with nobody', () => {
  const sent = touching(ben, {}, { name: 'Benjamín', role: 'operator' })
  const typed = settled(touching(ben, sent, { name: 'Benjamín R' }), { name: 'Benjamín', role: 'operator' })
  const saved = { ...ben, name: 'Benjamín', role: 'operator' }
  expect(compared(saved, typed)).toEqual({ changed: { name: 'Benjamín R' }, seen: { name: 'Benjamín' }, clashing: [] })
  expect(compared({ ...saved, name: 'Ben' }, touching(saved, typed, { name: 'Benja' })).clashing).toEqual(['name'])
})
