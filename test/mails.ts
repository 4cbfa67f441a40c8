import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { ok } from './acts.ts'
import type { Person, World } from './world.ts'

// Mails as the world sends them, and how they are handed over.

export const SUPPORT = 'soporte@panaderia-sur.example'
export const MARIA_AT = 'maria@panaderia.example'

export type Letter = {
  from?: string
  to?: string
  cc?: string
  subject?: string
  text?: string
  messageId?: string
  answers?: string
  headers?: string[]
  attachments?: { name: string; type: string; bytes: string; contentId?: string }[]
  html?: string
}

let written = 0

export function letter(given: Letter = {}): Buffer {
  const {
    from = `María González <${MARIA_AT}>`,
    to = SUPPORT,
    cc,
    subject = 'No imprime facturas',
    text = 'No imprime.',
  } = given
  const messageId = given.messageId ?? `<mail-${++written}-${process.pid}@correo.example>`
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    `Message-ID: ${messageId}`,
    ...(given.answers ? [`In-Reply-To: ${given.answers}`, `References: ${given.answers}`] : []),
    'Date: Mon, 2 Mar 2026 09:00:00 -0300',
    'MIME-Version: 1.0',
    ...(given.headers ?? []),
  ]
  return Buffer.from([...head, ...body(given, text)].join('\r\n'))
}

function body({ attachments = [], html }: Letter, text: string): string[] {
  const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text]
  if (!attachments.length && !html) return plain
  const rich = html ? ['--limite', 'Content-Type: text/html; charset=utf-8', '', html] : []
  const files = attachments.flatMap(({ name, type, bytes, contentId }) => [
    '--limite',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: ${contentId ? 'inline' : 'attachment'}; filename="${name}"`,
    ...(contentId ? [`Content-ID: <${contentId}>`] : []),
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(bytes).toString('base64'),
  ])
  return [
    'Content-Type: multipart/mixed; boundary=limite',
    '',
    '--limite',
    ...plain,
    ...rich,
    ...files,
    '--limite--',
    '',
  ]
}

/** The outgoing server of a mailbox whose mails reach nobody: nothing listens there. */
export const NOWHERE = { host: '127.0.0.1', port: 9, security: 'none', user: '' }

export async function mailbox(world: World, more: object = {}): Promise<any> {
  return ok(await world.raiz.call('POST', '/api/mailboxes', { address: SUPPORT, ...more }), 201)
}

/** Hands a mail over, as a mail server does; answers its fate. */
export async function send(world: World, mail: Letter | Buffer, to = SUPPORT): Promise<any> {
  return ok(await handOver(world.raiz, Buffer.isBuffer(mail) ? mail : letter(mail), to))
}

export const handOver = (who: Person, raw: Buffer, to = SUPPORT) =>
  who.call('POST', `/api/mails?mailbox=${to}`, raw, { 'content-type': 'message/rfc822' })

export const fate = (got: any, outcome: string, reason: string | null = null) =>
  expect([got.outcome, got.reason]).toEqual([outcome, reason])

const leftIt = { role: 'to', state: 'sent' }

/** A mail of ours to somebody on the ticket, as sending leaves it behind: answers find their way back by its Message-ID. */
export async function sent(
  world: World,
  ticketId: number,
  to: string | string[] = MARIA_AT,
  party: 'customer' | 'third_party' = 'customer',
) {
  const recipients = [to].flat()
  const token = randomBytes(20).toString('hex')
  const messageId = `<${token}@panaderia-sur.example>`
  const interactionId = await world.asSystem(async ({ db, now }) => {
    const { id } = await db
      .insertInto('interactions')
      .values({
        ...{
          ticket_id: ticketId,
          kind: 'email',
          direction: 'out',
          party,
          internal: false,
          text: 'Hola',
          visible_text: 'Hola',
        },
        ...{
          to: JSON.stringify(recipients.map((address) => ({ name: null, address }))),
          author_kind: 'system',
          at: now,
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const box = await db.selectFrom('mailboxes').select('id').orderBy('id').executeTakeFirstOrThrow()
    const outgoing = await db
      .insertInto('outgoing_mails')
      .values({
        ...{ interaction_id: id, ticket_id: ticketId, mailbox_id: box.id, kind: 'reply', message_id: messageId },
        ...{ reply_token: token, state: 'sent', created_at: now, sent_at: now },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('deliveries')
      .values(recipients.map((recipient) => ({ ...leftIt, outgoing_id: outgoing.id, recipient, at: now })))
      .execute()
    return id
  })
  return { messageId, token, interactionId }
}

/** The report of another server that a mail of ours did not arrive (RFC 3464). */
export function bounceOf(
  messageId: string,
  recipient: string,
  status = '5.1.1',
  others: [string, string][] = [],
): Buffer {
  const [why, subject] = status.startsWith('5')
    ? ['no such user', 'Undelivered Mail Returned to Sender']
    : ['mailbox busy, will be tried again', 'Delayed Mail (still being retried)']
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.otro.example>',
      `To: ${SUPPORT}`,
      `Subject: ${subject}`,
      `Message-ID: <bounce-${++written}@mx.otro.example>`,
      'Return-Path: <>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      `About your message to <${recipient}>: ${why}.`,
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.otro.example',
      '',
      ...[[recipient, status] as const, ...others].flatMap(([address, status]) => [
        `Final-Recipient: rfc822; ${address}`,
        `Action: ${status.startsWith('5') ? 'failed' : 'delayed'}`,
        `Status: ${status}`,
        `Diagnostic-Code: smtp; ${status.startsWith('5') ? 550 : 450} ${status} ${why}`,
        '',
      ]),
      '--b',
      'Content-Type: message/rfc822',
      '',
      `From: ${SUPPORT}`,
      `To: ${recipient}`,
      `Message-ID: ${messageId}`,
      'Subject: Hola',
      '',
      'Hola',
      '--b--',
      '',
    ].join('\r\n'),
  )
}

/** Another report of a mail of ours than that it failed (RFC 3464, 5965, 8098), which names it nowhere but in what it encloses. */
export function reportOf(
  type: string,
  fields: string[],
  enclosed: string[],
  from = 'Informes <fbl@correo.example>',
): Buffer {
  const part = (type: string, lines: string[]) => ['--b', `Content-Type: ${type}`, '', ...lines]
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${SUPPORT}`,
      'Subject: Informe',
      `Message-ID: <report-${++written}@correo.example>`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type}; boundary="b"`,
      '',
      ...part('text/plain', ['Informe.']),
      ...part(`message/${type}`, fields),
      ...(enclosed.length ? part('message/rfc822', [...enclosed, '', 'Hola']) : []),
      '--b--',
      '',
    ].join('\r\n'),
  )
}
