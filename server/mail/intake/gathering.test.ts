import { expect, test } from 'vitest'
import { gathering } from './gathering.ts'

const desk = {}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** All that happens at this moment is done. */
const moment = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

test('who comes alone goes at once; who comes at the same moment, or meanwhile, goes together, so many at a time', async () => {
  const rounds: number[][] = []
  const first = gate()
  const double = gathering({ most: 3, hands: 1 }, (_: object, those: number[]) => {
    rounds.push(those)
    return those.map(async (n) => {
      if (n === 1) await first.opened
      return n * 2
    })
  })
  const answers = [double(desk, 1)]
  await moment()
  expect(rounds).toEqual([[1]])
  answers.push(...[2, 3, 4, 5, 6].map((n) => double(desk, n)))
  await moment()
  expect(rounds).toEqual([[1]])
  first.open()
  expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10, 12])
  expect(rounds).toEqual([[1], [2, 3, 4], [5, 6]])
  await Promise.all([7, 8].map((n) => double(desk, n)))
  expect(rounds.at(-1)).toEqual([7, 8])
})

test('a second round goes beside the first once it is full, or once somebody has waited long enough', async () => {
  const rounds: number[][] = []
  const first = gate()
  const stuck = gathering({ most: 3, hands: 2, lateMs: 30 }, (_: object, those: number[]) => {
    rounds.push(those)
    return those.map(async () => first.opened)
  })
  const answers = [stuck(desk, 1)]
  await moment()
  answers.push(...[2, 3].map((n) => stuck(desk, n)))
  await moment()
  expect(rounds).toEqual([[1]])
  answers.push(stuck(desk, 4))
  expect(rounds).toEqual([[1], [2, 3, 4]])
  first.open()
  await Promise.all(answers)

  const held = gate()
  const late = gathering({ most: 3, hands: 2, lateMs: 30 }, (_: object, those: number[]) =>
    those.map(async (n) => (n === 1 ? held.opened : undefined)),
  )
  const waits = late(desk, 1)
  await moment()
  await late(desk, 2)
  held.open()
  await waits
})

test('one that fails fails alone, and the next round goes all the same', async () => {
  const half = gathering({ most: 8, hands: 1 }, (_: object, those: number[]) =>
    those.map(async (n) => {
      if (n % 2) throw new Error(`${n} is odd.`)
      return n / 2
    }),
  )
  const told = await Promise.allSettled([4, 3, 2].map((n) => half(desk, n)))
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await expect(half(desk, 6)).resolves.toBe(3)
})

test('who asks by another waits for nobody', async () => {
  const stuck = gathering({ most: 8, hands: 1 }, (by: object, those: number[]) =>
    those.map((n) => (by === desk ? new Promise<number>(() => {}) : Promise.resolve(n))),
  )
  void stuck(desk, 1)
  await expect(stuck({}, 2)).resolves.toBe(2)
})

test('a round that never ends gives its hand back, and one that breaks at once answers so', async () => {
  const moody = gathering({ most: 1, hands: 1, patienceMs: 20 }, (_: object, [n]: number[]) => {
    if (n === 2) throw new Error('Not today.')
    return [n === 1 ? new Promise<number>(() => {}) : Promise.resolve(n!)]
  })
  void moody(desk, 1)
  await expect(moody(desk, 2)).rejects.toThrow('Not today.')
  await expect(moody(desk, 3)).resolves.toBe(3)
})
