import { setTimeout as sleep } from 'node:timers/promises'

type AtOnce = { most: number; hands: number; patienceMs?: number; lateMs?: number }
type Waiting<In, Out> = { one: In; answer: (out: Promise<Out>) => void }
type Place<In, Out> = { waiting: Waiting<In, Out>[]; busy: number; soon?: NodeJS.Immediate; late?: NodeJS.Timeout }

/**
 * Calls of the same moment, and those that come while a round is on its way, wait for each other, and the next round answers up to `most`
 * of them at once: it goes when the one before is over, or beside it, `hands` at a time, once it is full or somebody has waited `lateMs`.
 * For what many share costs less than what each has alone. `all` answers each for itself, in their order; a round is over when every one
 * of them is answered, or was long enough on its way: one that never is stops nobody else. Only what is asked `by` the same is gathered.
 */
export function gathering<By extends object, In, Out>(
  { most, hands, patienceMs = 30_000, lateMs = 250 }: AtOnce,
  all: (by: By, those: In[]) => Promise<Out>[],
): (by: By, one: In) => Promise<Out> {
  const places = new WeakMap<By, Place<In, Out>>()
  const placeOf = (by: By) => {
    const place = places.get(by) ?? { waiting: [], busy: 0 }
    places.set(by, place)
    return place
  }
  function look(by: By) {
    const place = placeOf(by)
    const { waiting, busy } = place
    if (!waiting.length || busy >= hands) return
    if (waiting.length >= most) void go(by)
    else if (busy) place.late ??= setTimeout(go, lateMs, by)
    // all that has reached us by now is read before this: many clients, or the others of a round that was just answered
    else place.soon ??= setImmediate(go, by)
  }
  async function go(by: By) {
    const place = placeOf(by)
    clearImmediate(place.soon)
    clearTimeout(place.late)
    place.soon = place.late = undefined
    place.busy++
    const round = place.waiting.splice(0, most)
    const answers = answersTo(
      by,
      round.map(({ one }) => one),
    )
    for (const [n, { answer }] of round.entries()) answer(answers[n]!)
    look(by)
    await Promise.race([Promise.allSettled(answers), sleep(patienceMs, undefined, { ref: false })])
    place.busy--
    look(by)
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
      placeOf(by).waiting.push({ one, answer })
      look(by)
    })
}
