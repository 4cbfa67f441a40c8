import type { AsDesk } from '../context.ts'
import { readSecret } from '../platform/secrets.ts'
import type { Desk } from '../transaction.ts'
import type { Incoming, Outgoing } from './mailboxes.contract.ts'
import { secretOf } from './mailboxes.ts'
import { accessToken } from './oauth/tokens.ts'

/** How a mailbox proves who it is: a password, or a token that is good for the next minutes. */
export type Proof = { user: string; pass: string } | { user: string; accessToken: string }

/** There is none to show: no server needs to be asked to know that it lets nobody in so. */
export class PasswordMissing extends Error {
  passwordMissing = true

  constructor() {
    super('No password is kept for this mailbox.')
  }
}

/** The one place that knows, for either way of a mailbox; null where the server asks nobody. */
async function proofOf(
  desk: Desk,
  asDesk: AsDesk,
  mailboxId: number,
  way: 'incoming' | 'outgoing',
  connection: Incoming | Outgoing,
): Promise<Proof | null> {
  const { auth, user } = connection
  if (auth === 'none') return null
  if (auth === 'oauth2') return { user, accessToken: await accessToken(desk, asDesk, mailboxId, connection) }
  const pass = await readSecret(desk, secretOf(mailboxId, way))
  if (!pass) throw new PasswordMissing()
  return { user, pass }
}

export const incomingProof = (desk: Desk, asDesk: AsDesk, { id, incoming }: { id: number; incoming: Incoming }) =>
  proofOf(desk, asDesk, id, 'incoming', incoming)

export const outgoingProof = async (
  desk: Desk,
  asDesk: AsDesk,
  { id, outgoing }: { id: number; outgoing: Outgoing | null },
) => (outgoing ? proofOf(desk, asDesk, id, 'outgoing', outgoing) : null)
