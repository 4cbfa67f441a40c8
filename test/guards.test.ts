import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guards } from './guards/guards.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

// Taking each out and telling its story takes an hour: `npm run guards`. What has moved away is noticed here.
test.each(guards)('$id is guarded where it is kept: $what', ({ id, file, find, story }) => {
  expect(read(file).split(find)).toHaveLength(2)
  expect(read(story)).toMatch(new RegExp(`\\btest.*\\b${id}\\b`))
})

/** A function of the database is what its last migration makes of it: taking a promise out of an older one takes out nothing. */
test('no guard stands in a function that a later migration replaces', () => {
  const replaced = guards.filter(({ file, find }) => {
    const before = read(file).split(find)[0]!
    const made = [...before.matchAll(/create (?:or replace )?function (\w+)/g)].at(-1)
    if (!file.startsWith('migrations/') || !made || before.slice(made.index).includes('$$;')) return false
    return laterThan(file).some((sql) => new RegExp(`create or replace function ${made[1]}\\b`).test(sql))
  })
  expect(replaced).toEqual([])
})

const laterThan = (file: string) =>
  readdirSync(join(ROOT, 'migrations'))
    .filter((name) => `migrations/${name}` > file)
    .map((name) => read(`migrations/${name}`))
