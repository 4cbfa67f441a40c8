import { system } from '../auth/actor.ts'
import { receiveMail } from '../mail/intake/receiving.ts'
import { takeIn } from '../mail/intake/taking-in.ts'
import { mailboxFor } from '../mail/mailboxes.queries.ts'
import { transact } from '../transaction.ts'
import { withDesk } from './finding-the-desk.ts'
import { answer } from './speaking.ts'

/** One mail from standard input, as an MTA hands it to a program; prints the JSON of `POST /api/mails`. */
export async function mailCommand({ mailbox }: { mailbox?: string }) {
  const fate = await withDesk(async (desk) => {
    const mailId = await receiveMail(desk, {
      mailboxId: await mailboxFor(desk, mailbox),
      source: 'cli',
      raw: process.stdin,
    })
    return takeIn(
      desk,
      (work) => transact(desk, { who: system(desk.config.companyZone), source: 'mail' }, work),
      mailId,
    )
  })
  answer(true, fate, [])
}
