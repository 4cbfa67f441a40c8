import { readSecret } from '../../platform/secrets.ts'
import type { Desk } from '../../transaction.ts'
import { secretOf } from '../mailboxes.ts'
import type { SendingBox } from './parcel.queries.ts'

/** How a mailbox proves who it is; null where the server asks nobody. The one place that knows, for every kind of proof. */
export async function authOf({ db, config }: Desk, { id, outgoing }: SendingBox): Promise<Auth | null> {
  if (!outgoing || outgoing.auth === 'none') return null
  const pass = await db.transaction().execute((tx) => readSecret({ db: tx, config }, secretOf(id, 'outgoing')))
  return { user: outgoing.user, pass: pass ?? '' }
}

export type Auth = { user: string; pass: string }
