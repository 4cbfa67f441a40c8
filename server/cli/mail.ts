import { receiveAndTakeIn } from '../mail/intake/taking-in.ts'
import { mailboxFor } from '../mail/mailboxes.queries.ts'
import { Refusal } from '../platform/errors.ts'
import { type Desk, deskAtWork } from '../transaction.ts'
import { Complaint } from './complaint.ts'
import { withDesk } from './finding-the-desk.ts'
import { answer } from './speaking.ts'

/** What a mail server takes for «later» and keeps the mail (sysexits.h, EX_TEMPFAIL); any other code sends it back to whoever wrote it. */
const LATER = 75
const FOR_GOOD = new Set(['empty_mail', 'empty_mailbox', 'no_mailbox', 'no_default_mailbox'])

/** One mail from standard input, as an MTA hands it to a program; prints the JSON of `POST /api/mails`. */
export async function mailCommand({ mailbox }: { mailbox?: string }) {
  const fate = await take(mailbox).catch((error) => {
    if (error instanceof Refusal || (error instanceof Complaint && FOR_GOOD.has(error.code))) throw error
    throw Object.assign(error, { exitCode: LATER })
  })
  answer(true, fate, [])
}

const take = (mailbox: string | undefined) =>
  withDesk(async (desk) => {
    const mailboxId = await knownMailbox(desk, mailbox)
    const asDesk = deskAtWork(desk, 'mail')
    const mail = { to: [{ mailboxId }], source: 'cli' as const, raw: process.stdin }
    return receiveAndTakeIn(desk, asDesk, mail, async ({ size }) => {
      if (!size) throw new Complaint('empty_mail')
    })
  })

async function knownMailbox(desk: Desk, address: string | undefined): Promise<number> {
  // Given empty it is a variable that nobody set, not the wish for the default one.
  if (address?.trim() === '') throw new Complaint('empty_mailbox')
  return mailboxFor(desk, address).catch((error) => {
    if (error instanceof Refusal)
      throw address ? new Complaint('no_mailbox', { address }) : new Complaint('no_default_mailbox')
    throw error
  })
}
