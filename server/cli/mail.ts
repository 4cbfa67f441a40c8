import { receiveAndTakeIn } from '../mail/intake/taking-in.ts'
import { mailboxFor } from '../mail/mailboxes.queries.ts'
import { Refusal } from '../platform/errors.ts'
import { type Desk, deskAtWork } from '../transaction.ts'
import { Complaint } from './complaint.ts'
import { withDesk } from './finding-the-desk.ts'
import { answer } from './speaking.ts'

/** One mail from standard input, as an MTA hands it to a program; prints the JSON of `POST /api/mails`. */
export async function mailCommand({ mailbox }: { mailbox?: string }) {
  const fate = await withDesk(async (desk) => {
    const mailboxId = await knownMailbox(desk, mailbox)
    const asDesk = deskAtWork(desk, 'mail')
    const mail = { to: [{ mailboxId }], source: 'cli' as const, raw: process.stdin }
    return receiveAndTakeIn(desk, asDesk, mail, async ({ size }) => {
      if (!size) throw new Complaint('empty_mail')
    })
  })
  answer(true, fate, [])
}

async function knownMailbox(desk: Desk, address: string | undefined): Promise<number> {
  // Given empty it is a variable that nobody set, not the wish for the default one.
  if (address?.trim() === '') throw new Complaint('empty_mailbox')
  return mailboxFor(desk, address).catch((error) => {
    if (error instanceof Refusal)
      throw address ? new Complaint('no_mailbox', { address }) : new Complaint('no_default_mailbox')
    throw error
  })
}
