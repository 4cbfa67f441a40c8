import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

test('a container, npm start and the bench start the server in the same way', () => {
  const saidIn = (file: string) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/--(?:max|heap)-[\w-]+=\d+|MALLOC_ARENA_MAX\W+\d+/g)].map(
      ([said]) => said.replace(/\W+(?=\d+$)/, '='),
    )
  const [container, ...others] = ['Dockerfile', 'bin/handover.mjs', 'test/bench/desk-process.ts'].map((file) =>
    [...new Set(saidIn(file))].sort(),
  )
  expect(container).toHaveLength(3)
  for (const other of others) expect(other).toEqual(container)
})
