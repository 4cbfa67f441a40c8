import type { MoveFacts } from '../tickets/moves.ts'
import { addressIn, type MailFields, nameIn } from './mail-draft.ts'
import { isAddress } from './recipients.ts'

/** S5: whom one waits for, until the agent says otherwise: the first whom the mail goes to that is not the customer. */
export function withAwaited(facts: MoveFacts, mail: MailFields | null, customers: readonly string[]): MoveFacts {
  const { thirdParty } = facts
  if (thirdParty.typed || !mail) return facts
  const known = new Set(customers.map(addressIn))
  const typed = mail.to.find((one) => isAddress(one) && !known.has(addressIn(one)))
  const email = typed && addressIn(typed)
  return { ...facts, thirdParty: { ...thirdParty, name: typed ? nameIn(typed) || email! : '', email } }
}
