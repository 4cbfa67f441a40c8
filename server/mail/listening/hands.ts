import type { AsDesk } from '../../context.ts'
import type { Desk } from '../../transaction.ts'
import type { Received } from '../intake/entering.ts'
import { takeIn } from '../intake/taking-in.ts'

export type Hands = {
  give(mails: Received[]): void
  /** Takes up nothing more, and waits for what is in hand. */
  rest(): Promise<void>
}

/** Decided at a time: a server that hands over thousands must not take every connection of the desk's from everybody else. */
const HANDS = 4
/** Large mails wait for each other (intake/deciding.ts): in a line of their own, so that no small one waits behind them. */
const HANDS_FOR_LARGE = 1
/** Beyond this it is left to the round (intake/taking-in.ts), which looks for what nobody has in hand. */
const MOST_WAITING = 1000

/** Decides mails as they come; what they could not do, or have no hand for, the round does. */
export function openHands(desk: Desk, asDesk: AsDesk): Hands {
  const take = (id: number) => takeIn(desk, asDesk, { id })
  const [small, large] = [openLine(HANDS, take), openLine(HANDS_FOR_LARGE, take)]
  return {
    give(mails) {
      // What is large lies in the file store, and in nobody's hand.
      for (const { id, raw } of mails) (raw ? small : large).give(id)
    },
    async rest() {
      await Promise.all([small.rest(), large.rest()])
    },
  }
}

function openLine(hands: number, take: (mailId: number) => Promise<unknown>) {
  let waiting: number[] = []
  const busy = new Set<Promise<void>>()
  async function work() {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await take(id).catch(() => {})
  }
  return {
    give(mailId: number) {
      if (waiting.length < MOST_WAITING) waiting.push(mailId)
      if (busy.size >= hands) return
      const hand = work().finally(() => busy.delete(hand))
      busy.add(hand)
    },
    async rest() {
      waiting = []
      await Promise.all(busy)
    },
  }
}
