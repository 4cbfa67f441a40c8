import { describe, expect, test } from 'vitest'
import { type Change, foldRow } from './folding.rules.ts'

const columns = { types: { name: 'text', at: 'timestamp with time zone', grade: 'integer' }, added: { grade: 1 } }
const born: Change = { id: 1, op: 'insert', diff: { name: [null, 'María'], at: [null, '2026-03-02T12:00:00+00:00'] } }
const stands = { name: 'María', at: '2026-03-02T12:00:00+00:00', grade: null }

test('a row that stands as told has no fault', () => {
  expect(foldRow([born], stands, columns)).toEqual([])
})

test('the same moment written by a session in another zone is no fault', () => {
  expect(foldRow([born], { ...stands, at: '2026-03-02T09:00:00-03:00' }, columns)).toEqual([])
})

test('a column that came later holds what rows got when it was added, or nothing', () => {
  expect(foldRow([born], { ...stands, grade: 1 }, columns)).toEqual([])
  expect(foldRow([born], { ...stands, grade: 2 }, columns)).toEqual([{ kind: 'row_altered', field: 'grade' }])
})

test('a row deleted and made again under the same name is one tale', () => {
  const gone: Change = { id: 2, op: 'delete', diff: { name: ['María', null], at: ['2026-03-02T12:00:00+00:00', null] } }
  expect(foldRow([born, gone], null, columns)).toEqual([])
  expect(foldRow([born, gone, { ...born, id: 3 }], stands, columns)).toEqual([])
})

test('after a lawful erasure only what was said since is held against the row', () => {
  const erased: Change = { id: 1, op: 'insert', diff: null }
  const later: Change = { id: 2, op: 'update', diff: { grade: [1, 3] } }
  expect(foldRow([erased, later], { ...stands, name: 'Anónima', grade: 3 }, columns)).toEqual([])
  expect(foldRow([erased, later], { ...stands, grade: 4 }, columns)).toEqual([{ kind: 'row_altered', field: 'grade' }])
})

describe('what cannot be so:', () => {
  const renamed: Change = { id: 2, op: 'update', diff: { name: ['Tomás', 'Eva'] } }
  const cases: [string, Change[], Record<string, unknown> | null, string[]][] = [
    ['a row nobody told of', [], stands, ['row_unrecorded']],
    ['a row that was never deleted and is gone', [born], null, ['row_missing']],
    [
      'a change that begins elsewhere than the last one ended',
      [born, renamed],
      { ...stands, name: 'Eva' },
      ['link_missing'],
    ],
    [
      'a tale without its beginning',
      [renamed],
      { ...stands, name: 'Eva' },
      ['no_beginning', 'link_missing', 'row_altered'],
    ],
    ['a row born twice', [born, { ...born, id: 2 }], stands, ['twice_begun', 'link_missing', 'link_missing']],
  ]
  for (const [what, changes, row, kinds] of cases)
    test(what, () => expect(foldRow(changes, row, columns).map(({ kind }) => kind)).toEqual(kinds))
})
