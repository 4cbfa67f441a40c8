import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = import.meta.dirname
/** What may stand on the page together with an open ticket: the shell, the bell, the list, the ticket, its composer. */
const BESIDE_A_TICKET = ['shell.tsx', 'alerts/*.tsx', 'tickets/*.{ts,tsx}', 'conversations/*.{ts,tsx}']
/** After a ticket has been opened its page says what comes next in place of the list; the keys of a text are pressed within it. */
const ELSEWHERE = ['tickets/read-out.tsx', 'conversations/writing-keys.ts']

/** `keys: 'x'` of a command, and of a table's row its last word, or the one before its name in the address. */
const KEYS = /\bkeys: '([^']+)'|^ {2}\['\w+', .*'([^'\s]{1,2})'(?:, '\w{3,}')?\],$/gm

test('Z2: no two commands of a ticket come with the same key', () => {
  const files = globSync(BESIDE_A_TICKET, { cwd: FOLDER }).filter((file) => !ELSEWHERE.includes(file))
  const keys = files.flatMap((file) =>
    [...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(KEYS)].map((found) => found[1] ?? found[2]!),
  )
  expect(keys).toEqual(expect.arrayContaining(['r', 'o', 'h', '1', 'j', 'g b']))
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
})
