import { sql } from 'kysely'
import { system } from '../../../server/auth/actor.ts'
import type { AsDesk } from '../../../server/context.ts'
import type { Fate } from '../../../server/mail/contract.ts'
import { receiveMail } from '../../../server/mail/intake/receiving.ts'
import { takeIn } from '../../../server/mail/intake/taking-in.ts'
import { createMailboxAs } from '../../../server/mail/mailboxes.ts'
import { writeNotices } from '../../../server/mail/outgoing/notices.ts'
import { openSender } from '../../../server/mail/outgoing/sender.ts'
import { type Desk, transact } from '../../../server/transaction.ts'
import type { Staff } from '../staff.ts'
import { openSink } from './sink.ts'

export const ADDRESS = 'soporte@alerce.example'
export const MAILBOX = 'Soporte Alerce Sistemas'
/** Whose word about senders the mailbox believes: the company's own server, which hands its mail over. */
export const SERVER = 'correo.alerce.example'

const SIGNATURE = `Saludos cordiales,
{{ agent.name }}
Soporte · Alerce Sistemas
+56 2 2345 6700 · de lunes a viernes de 9 a 18 h`

/** The company's mail: what comes in goes through the desk's own intake, what goes out over the wire to the sink. */
export type Post = {
  /** One mail as the company's server hands it over; what became of it. */
  bring(raw: Buffer): Promise<Fate>
  /** What the desk writes by itself. */
  write(): Promise<void>
  /** Whatever is due to leave: sent, and answered for. */
  send(): Promise<void>
  close(): Promise<void>
}

export async function openPost(desk: Desk, { groups }: Staff): Promise<Post> {
  const who = system(desk.config.companyZone)
  const asMail: AsDesk = (work) => transact(desk, { who, source: 'mail' }, work)
  const sink = await openSink()
  const mailboxId = await transact(desk, { who, source: 'demo' }, (ctx) =>
    createMailboxAs(ctx, {
      ...{ address: ADDRESS, name: MAILBOX, groupId: groups.soporte, signature: SIGNATURE },
      ...{ trustedServer: SERVER, outgoing: sink.outgoing },
    }),
  )
  const sender = openSender(desk, asMail)
  return {
    async bring(raw) {
      const [mailId] = await receiveMail(desk, asMail, { to: [{ mailboxId }], source: 'lmtp', raw })
      return takeIn(desk, asMail, mailId!)
    },
    write: () => writeNotices(desk, asMail),
    async send() {
      await sender.round()
      await sender.idle()
    },
    async close() {
      await sender.close()
      await sink.close()
    },
  }
}

export type OurMail = {
  messageId: string
  thread: string[]
  to: string
  subject: string
  text: string
  at: Date
}

/** The last mail of ours that reached the customer of a ticket; null while there is none to answer. */
export async function lastOfOurs({ db }: Desk, ticketId: number): Promise<OurMail | null> {
  const { rows } = await sql<OurMail>`
    select o.message_id as "messageId", m.thread, i."to"->0->>'address' as "to", i.subject, concat_ws(E'\n\n', i.text, nullif(o.below_text, '')) as text, i.at
    from outgoing_mails o join interactions i on i.id = o.interaction_id join mail_messages m on m.interaction_id = i.id
    where i.ticket_id = ${ticketId} and i.party = 'customer' and o.state = 'sent' order by o.id desc limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
