import { setTimeout as sleep } from 'node:timers/promises'

type AtOnce = { most: number; hands: number; patienceMs?: number }
type Waiting<In, Out> = { one: In; answer: (out: Promise<Out>) => void }

/**
 * Calls that come while `hands` rounds are on their way wait for each other, and the next round answers up to `most` of them at once. `all`
 * answers each for itself, in their order; a round is over when every one of them is answered, or was long
 * enough on its way: one that never is stops nobody else. Who comes alone goes alone, at once. Only what is asked `by` the same is gathered.
 */
export function gathering<By extends object, In, Out>(
  { most, hands, patienceMs = 30_000 }: AtOnce,
  all: (by: By, those: In[]) => Promise<Out>[],
): (by: By, one: In) => Promise<Out> {
  const places = new WeakMap<By, { waiting: Waiting<In, Out>[]; busy: number }>()
  const placeOf = (by: By) => {
    const place = places.get(by) ?? { waiting: [], busy: 0 }
    places.set(by, place)
    return place
  }
  async function go(by: By) {
    const place = placeOf(by)
    place.busy++
    while (place.waiting.length) {
      const round = place.waiting.splice(0, most)
      const answers = answersTo(
        by,
        round.map(({ one }) => one),
      )
      for (const [n, { answer }] of round.entries()) answer(answers[n]!)
      await Promise.race([Promise.allSettled(answers), sleep(patienceMs, undefined, { ref: false })])
    }
    place.busy--
  }
  function answersTo(by: By, those: In[]): Promise<Out>[] {
    try {
      return all(by, those)
    } catch (error) {
      return those.map(() => Promise.reject(error))
    }
  }
  return (by, one) =>
    new Promise((answer) => {
      const place = placeOf(by)
      place.waiting.push({ one, answer })
      if (place.busy < hands) void go(by)
    })
}
