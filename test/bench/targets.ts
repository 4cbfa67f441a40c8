/**
 * The bar of design: ten times the best of the peers measured on a machine of the same kind with 50 000 tickets, by the time one
 * client waits (ms) and what ten get per second.
 */
const PEERS = {
  list: { ms: 34, rate: 47 },
  open: { ms: 25, rate: 66 },
  create: { ms: 30, rate: 54 },
  reply: { ms: 23, rate: 86 },
  note: { ms: 15, rate: 143 },
  rare: { ms: 17, rate: 109 },
  common: { ms: 260, rate: 7 },
} as const
export type Peer = keyof typeof PEERS

export const barOf = (peer: Peer) => ({ ms: PEERS[peer].ms / 10, rate: PEERS[peer].rate * 10 })

/** p95 of a read within three times its own SQL run bare. */
export const READ_RATIO = 3
/** A write gets at least half the rate of its own SQL run bare. */
export const WRITE_RATIO = 2
/** Lists, open and search at a million tickets take at most half as long again as at ten thousand. */
export const GROWTH = 1.5
