import { expect, test } from 'vitest'
import { Problem } from '../../api.ts'
import { DraftKeeper, type DraftState, writtenAt } from './draft-keeper.ts'

/** What is told after one save that ends so, and whether it is tried again. */
async function keptAgainst(status: number) {
  const told: DraftState[] = []
  let saves = 0
  const place = `test:${status}`
  const save = async () => {
    saves++
    throw new Problem({ status, detail: 'No' })
  }
  const keeper = new DraftKeeper(place, (state) => told.push(state), { save, leave: async () => {} })
  keeper.keep({ text: 'Hola' })
  await keeper.finish()
  const said = told.at(-1)
  await keeper.finish()
  keeper.leave()
  return [said, saves, writtenAt(place)]
}

test('T5: what the server refuses is said, not tried again, and the words stay', async () => {
  expect(await keptAgainst(403)).toEqual(['refused', 1, { text: 'Hola' }])
})

test.each([500, 401, 429])('T5: after a %s it is tried again', async (status) => {
  expect(await keptAgainst(status)).toEqual(['failed', 2, { text: 'Hola' }])
})
