import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SERVER = join(import.meta.dirname, '..')

/** desk_now() goes on within a statement: as it is it would be asked for each row, and bound no index. */
test('what is due is asked for by the desk’s time as it was when the question began', () => {
  const files = (readdirSync(SERVER, { recursive: true }) as string[]).filter((name) => /(?<!\.test)\.ts$/.test(name))
  expect(files.filter((name) => /[<>]=?\s*desk_now\(\)/.test(readFileSync(join(SERVER, name), 'utf8')))).toEqual([])
})
