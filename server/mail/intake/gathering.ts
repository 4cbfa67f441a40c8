type AtOnce = { most: number; hands: number }
type Waiting<In, Out> = { one: In; answer: (out: Promise<Out>) => void }

/**
 * Calls that come while `hands` rounds are on their way wait for each other, and the next round answers up to `most` of them at once. `all`
 * answers each for itself, in their order; a round is over when every one of them is answered. Who comes alone goes alone, at once.
 * Only what is asked `by` the same is gathered.
 */
export function gathering<By extends object, In, Out>(
  { most, hands }: AtOnce,
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
      const answers = all(
        by,
        round.map(({ one }) => one),
      )
      for (const [n, { answer }] of round.entries()) answer(answers[n]!)
      await Promise.allSettled(answers)
    }
    place.busy--
  }
  return (by, one) =>
    new Promise((answer) => {
      const place = placeOf(by)
      place.waiting.push({ one, answer })
      if (place.busy < hands) void go(by)
    })
}
