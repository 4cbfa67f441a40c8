import type { Context } from '../../context.ts'
import { isOwn } from '../../conversations/addresses.rules.ts'
import type { Held, Mailbox } from './placing.ts'

/**
 * S2: whose matter a mail is that names several mailboxes of ours: of the first in To, else in Cc, whichever copy came first. Only among those it
 * names: what came by an alias or a blind copy is of where it came. Undefined: whatever was switched off since, the default group takes it.
 */
export async function groupAddressed(
  { db }: Context,
  { mailbox, understood: { mail } }: Held,
): Promise<number | undefined> {
  const here = groupOf(mailbox)
  const named = [...mail.to, ...mail.cc]
    .map(({ address }) => address)
    .filter((each) => isOwn(each, mailbox.ownAddresses))
  if (named.length < 2) return here
  const boxes = await db
    .selectFrom('mailboxes as b')
    .innerJoin('groups as g', 'g.id', 'b.group_id')
    .select(['b.id as mailboxId', 'b.address', 'b.group_id as groupId', 'g.active as groupActive'])
    .where('b.active', '=', true)
    .execute()
  const found = named.flatMap((each) => boxes.filter(({ address }) => isOwn(each, [address])))
  const isNamed = found.some(({ mailboxId }) => mailboxId === mailbox.mailboxId)
  return isNamed ? groupOf(found.find(({ groupActive }) => groupActive) ?? mailbox) : here
}

const groupOf = ({ groupId, groupActive }: Pick<Mailbox, 'groupId' | 'groupActive'>) =>
  groupActive ? groupId : undefined
