import { createHmac } from 'node:crypto'

/** A row's place in the record: by transaction, then by number. */
export type Place = { xid: string; id: number }
export const START: Place = { xid: '0', id: 0 }

export const SEALED = ['facts', 'changes'] as const
export type SealedTable = (typeof SEALED)[number]

/** A seal covers every row of its table after the table's previous seal, up to and including `last`. */
export type Seal = {
  id: number
  at: Date
  tbl: SealedTable
  first: Place
  last: Place
  count: number
  hash: Buffer
  prev: Buffer
  mac: Buffer
}

/** What the first seal has before it. */
export const NOTHING_BEFORE = Buffer.alloc(32)

/** Signed with a key of its own that follows from SECRET_KEY: whoever can write the database alone cannot make a seal. */
export function macOf(seal: Omit<Seal, 'mac'>, secretKey: string): Buffer {
  const key = createHmac('sha256', secretKey).update('seals').digest()
  const { id, at, tbl, first, last, count, hash, prev } = seal
  const said = [id, at.toISOString(), tbl, first.xid, first.id, last.xid, last.id, count].join('|')
  return createHmac('sha256', key).update(said).update(hash).update(prev).digest()
}

/** The line a row has in the hash of its seal: made by the database, the same when sealing and when checking. */
export const LINE = { facts: 'fact_line(r)', changes: 'change_line(r)' } as const
