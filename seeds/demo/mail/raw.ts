import MailComposer from 'nodemailer/lib/mail-composer'
import type { Chance } from '../../big/chance.ts'
import { CLIENTS, type Client, type Page } from './clients.ts'
import type { Enclosed } from './enclosures.ts'
import { ADDRESS, MAILBOX, SERVER } from './post.ts'

export type Writer = { name: string; address: string; client: Client; zone: string }
export type Letter = {
  from: Writer
  cc?: { name: string; address: string }
  subject: string
  at: Date
  page: Omit<Page, 'zone' | 'picture'>
  enclosed: Enclosed | null
  /** What the company's server found out about the sender. */
  verdict?: 'pass' | 'fail' | 'none'
}

const MAILERS: Record<Client, Record<string, string>> = {
  gmail: {},
  outlook: { 'X-Mailer': 'Microsoft Outlook 16.0', 'Content-Language': 'es' },
  apple: { 'X-Mailer': 'iPhone Mail (22B91)' },
  mobile: { 'X-Mailer': 'com.android.email' },
}

/** One mail as it lies in a mailbox: the words as the writer's program lays them out, under what the servers on the way wrote. */
export async function rawMail(letter: Letter, chance: Chance): Promise<Buffer> {
  const { from, page, enclosed, subject, cc } = letter
  const picture = enclosed?.inline ? `${token(chance)}@${domainOf(from.address)}` : null
  const { text, html } = CLIENTS[from.client]({ ...page, zone: from.zone, picture })
  const { quoted } = page
  const mail = {
    ...{ from, cc, subject, text, html: html ?? undefined, headers: MAILERS[from.client] },
    ...(quoted && { inReplyTo: quoted.messageId, references: [...quoted.thread, quoted.messageId] }),
    attachments: enclosed ? [{ ...enclosed, ...(picture && { cid: picture }) }] : [],
  }
  const whole = await compose(stamps(letter, chance), mail, letter, chance)
  return html === null && !enclosed ? inLatin1(whole, text) : whole
}

type Mail = ConstructorParameters<typeof MailComposer>[0]
type Sending = Pick<Letter, 'at' | 'verdict'> & { from: Pick<Writer, 'address' | 'zone'> }

export async function compose(
  above: string,
  mail: NonNullable<Mail>,
  { from: { address, zone }, at }: Sending,
  chance: Chance,
): Promise<Buffer> {
  const composer = new MailComposer({
    ...{ to: { name: MAILBOX, address: ADDRESS }, date: dateIn(zone, at) },
    ...{ messageId: `<${token(chance)}.${token(chance)}@${domainOf(address)}>`, disableUrlAccess: true, ...mail },
  })
  return Buffer.concat([Buffer.from(above), await composer.compile().build()])
}

/** Old telephones write in Latin-1 and send its letters as they are; what is not in it they have no key for. */
function inLatin1(mail: Buffer, text: string): Buffer {
  const head = mail
    .toString('latin1')
    .split('\r\n\r\n')[0]!
    .replace(/^content-(?:type|transfer-encoding):.*(?:\r\n[ \t].*)*\r\n/gim, '')
  const plain = text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replace(/…/g, '...')
  const type = 'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit'
  return Buffer.from(`${head.trimEnd()}\r\n${type}\r\n\r\n${plain.replace(/\n/g, '\r\n')}\r\n`, 'latin1')
}

/** Of the way it came: two servers, and what ours says of the first. */
export function stamps({ from: { address, zone }, at, verdict = 'pass' }: Sending, chance: Chance): string {
  const domain = domainOf(address)
  const said = {
    pass: `dmarc=pass header.from=${domain}; spf=pass smtp.mailfrom=${domain}`,
    fail: `dmarc=fail header.from=${domain}; spf=fail smtp.mailfrom=${domain}`,
    none: `dmarc=none header.from=${domain}; spf=none smtp.mailfrom=${domain}`,
  }
  return [
    `Return-Path: <${address}>`,
    `Delivered-To: ${ADDRESS}`,
    `Received: from mx.${domain} (mx.${domain} [192.0.2.${chance.between(2, 250)}])\r\n\tby ${SERVER} with ESMTPS id ${token(chance)}\r\n\tfor <${ADDRESS}>; ${dateIn(zone, at)}`,
    `Authentication-Results: ${SERVER}; ${said[verdict]}`,
    '',
  ].join('\r\n')
}

const token = (chance: Chance) => chance.next().toString(36)
export const domainOf = (address: string) => address.split('@')[1]!

/** RFC 5322, by the writer's own clock. */
export function dateIn(zone: string, at: Date): string {
  const part = Object.fromEntries(
    new Intl.DateTimeFormat('en', {
      ...{ timeZone: zone, hourCycle: 'h23', weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' },
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const offset = part.timeZoneName === 'GMT' ? '+0000' : part.timeZoneName!.replace(/GMT|:/g, '')
  return `${part.weekday}, ${part.day} ${part.month} ${part.year} ${part.hour}:${part.minute}:${part.second} ${offset}`
}
