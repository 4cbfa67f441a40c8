import { assert, constantFrom, property, record, subarray } from 'fast-check'
import { expect, test } from 'vitest'
import { TAKEABLE } from './merging.contract.ts'
import { whatComesBack, whatIsReplaced, whatIsTaken } from './merging.rules.ts'

const person = record({
  name: constantFrom('Rosa', 'ROSA'),
  organization_id: constantFrom(null, 1, 2),
  tax_id: constantFrom(null, '1-9', '2-7'),
  country: constantFrom(null, 'CL', 'ES'),
  address: constantFrom('', 'Aquí', 'Allá'),
  language: constantFrom(null, 'es', 'pt'),
  zone: constantFrom(null, 'America/Santiago', 'Europe/Madrid'),
  notes: constantFrom('', 'Tarde', 'Mañana'),
  tags: subarray(['a', 'b', 'c']),
})
const choices = record({ take: subarray([...TAKEABLE]), joinNotes: constantFrom(true, false) })

test('T4: whatever was chosen, taking a merge back leaves the survivor as before, but for what was changed since', () => {
  assert(
    property(person, person, choices, (source, target, chosen) => {
      const taken = whatIsTaken(source, target, chosen)
      const replaced = whatIsReplaced(taken, target)
      const merged = { ...target, ...taken }
      expect({ ...merged, ...whatComesBack(taken, replaced, merged) }).toEqual(target)
      const changed = { ...merged, notes: 'Otra cosa' }
      expect({ ...changed, ...whatComesBack(taken, replaced, changed) }).toEqual({ ...target, notes: 'Otra cosa' })
    }),
  )
})

const rosa = { name: 'Rosa', tax_id: '1-9', address: '', notes: 'Tarde', tags: ['vip'] }
const twin = { name: 'ROSA', tax_id: '', address: 'Aquí', notes: 'Mañana', tags: ['mora', 'vip'] }

test.each([
  ['nothing: only what is lacking, and the tags of both', {}, { address: 'Aquí', tags: ['vip', 'mora'] }],
  ['the name', { take: ['name'] }, { name: 'ROSA', address: 'Aquí', tags: ['vip', 'mora'] }],
  ['an empty tax id, which takes nothing away', { take: ['taxId'] }, { address: 'Aquí', tags: ['vip', 'mora'] }],
  ['both notes', { joinNotes: true }, { address: 'Aquí', tags: ['vip', 'mora'], notes: 'Tarde\n\nMañana' }],
] as const)('T4: chosen %s', (_, chosen, taken) => {
  expect(whatIsTaken(twin, rosa, chosen as object)).toEqual(taken)
})
