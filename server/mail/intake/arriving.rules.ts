import { asciiDomain } from '../../platform/addresses.ts'
import type { Understood } from './understanding.ts'

/**
 * A mail as it is decided: it came where its envelope said, whatever its head says or leaves out, and its addresses are spelt as those we
 * keep are.
 */
export function arrived({ mail, sender, ...more }: Understood, envelope: string[]): Understood {
  const came = [...envelope, ...mail.deliveredTo].map(asciiDomain)
  const { from, to, cc, replyTo } = mail
  return {
    ...more,
    sender: sender && spelt(sender),
    mail: {
      ...mail,
      ...{ from: from && spelt(from), to: to.map(spelt), cc: cc.map(spelt), replyTo: replyTo.map(spelt) },
      deliveredTo: came,
    },
  }
}

const spelt = <T extends { address: string }>(each: T): T => ({ ...each, address: asciiDomain(each.address) })
