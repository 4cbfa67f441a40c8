export type Chance = ReturnType<typeof chanceFrom>

/** Chance that can be repeated: the same seed gives the same desk on any machine. */
export function chanceFrom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit)
  return {
    /** 32 random bits. */
    next,
    below,
    between: (from: number, to: number) => from + below(to - from + 1),
    often: (share: number) => next() < share * 0x1_0000_0000,
    one: <T>(list: readonly T[]) => list[below(list.length)]!,
  }
}
