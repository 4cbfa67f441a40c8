import { expect, test, vi } from 'vitest'
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
  const keeper = new DraftKeeper(place, (state) => told.push(state), { save, leave: async () => true })
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

/** Forgotten while the desk could not be reached, which then can be; meanwhile something else may be written. */
async function forgottenOffline(write: boolean) {
  vi.useFakeTimers()
  try {
    const heard: unknown[] = []
    const answers = [false, true]
    const leave = async (draft: unknown) => {
      heard.push(draft)
      return answers.shift() ?? true
    }
    const save = async (draft: unknown) => void heard.push(draft)
    const form = () => new DraftKeeper(`test:forgotten:${write}`, () => {}, { save, leave })
    await form().forget()
    if (write) form().keep({ text: 'Otra cosa' })
    await vi.advanceTimersByTimeAsync(60_000)
    return heard
  } finally {
    vi.useRealTimers()
  }
}

test('T5: a draft thrown away while there is no network is thrown away when there is', async () => {
  expect(await forgottenOffline(false)).toEqual([null, null])
})

test('T5: but not the one that was begun there meanwhile', async () => {
  expect(await forgottenOffline(true)).toEqual([null, { text: 'Otra cosa' }])
})
