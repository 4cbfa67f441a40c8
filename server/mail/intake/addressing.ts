import type { Context } from '../../context.ts'
import { isOwn } from '../../conversations/addresses.rules.ts'
import type { Held, Mailbox } from './placing.ts'

type Decider = Pick<Mailbox, 'mailboxId' | 'groupId' | 'groupActive'>

/**
 * S2, E3: whose matter a mail is that names several mailboxes of ours: of the first in To, else in Cc, whichever copy came first. Its group takes it,
 * and it says whether that is confirmed. Only among those it names: what came by an alias or a blind copy is of where it came.
 */
export async function mailboxAddressed({ db }: Context, { mailbox, understood: { mail } }: Held): Promise<Decider> {
  const named = [...mail.to, ...mail.cc]
    .map(({ address }) => address)
    .filter((each) => isOwn(each, mailbox.ownAddresses))
  if (named.length < 2) return mailbox
  const boxes = await db
    .selectFrom('mailbox_addresses as a')
    .innerJoin('mailboxes as b', 'b.id', 'a.mailbox_id')
    .innerJoin('groups as g', 'g.id', 'b.group_id')
    .select(['b.id as mailboxId', 'a.address', 'b.group_id as groupId', 'g.active as groupActive'])
    .where('b.active', '=', true)
    .execute()
  const found = named.flatMap((each) => boxes.filter(({ address }) => isOwn(each, [address!])))
  const isNamed = found.some(({ mailboxId }) => mailboxId === mailbox.mailboxId)
  return (isNamed && found.find(({ groupActive }) => groupActive)) || mailbox
}

/** Undefined: whatever was switched off since, the default group takes it. */
export const groupOf = ({ groupId, groupActive }: Decider) => (groupActive ? groupId : undefined)
