import type { AsDesk } from '../../context.ts'
import type { Desk } from '../../transaction.ts'
import { takeIn } from '../intake/taking-in.ts'

export type Hands = {
  give(mailIds: number[]): void
  /** Takes up nothing more, and waits for what is in hand. */
  rest(): Promise<void>
}

/** Decided at a time: a server that hands over thousands must not take every connection of the desk's from everybody else. */
const HANDS = 4
/** Beyond this it is left to the round (intake/taking-in.ts), which looks for what nobody has in hand. */
const MOST_WAITING = 1000

/** Decides mails as they come; what they could not do, or have no hand for, the round does. */
export function openHands(desk: Desk, asDesk: AsDesk): Hands {
  let waiting: number[] = []
  const busy = new Set<Promise<void>>()
  async function work() {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift())
      await takeIn(desk, asDesk, { id }).catch(() => {})
  }
  return {
    give(mailIds) {
      if (waiting.length < MOST_WAITING) waiting.push(...mailIds)
      while (waiting.length && busy.size < HANDS) {
        const hand = work().finally(() => busy.delete(hand))
        busy.add(hand)
      }
    },
    async rest() {
      waiting = []
      await Promise.all(busy)
    },
  }
}
