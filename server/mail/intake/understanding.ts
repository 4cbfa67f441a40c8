import { Readable } from 'node:stream'
import type { Enclosed } from '../../conversations/attaching.ts'
import { filesFolder } from '../../conversations/files.ts'
import { storeFile } from '../../platform/files.ts'
import type { Desk } from '../../transaction.ts'
import type { ParsedMail, Silence } from '../parsing/parsed-mail.ts'
import { parseMail } from '../parsing/parsing.ts'
import { authenticate } from './authenticating.ts'
import type { Verdict } from './authentication.rules.ts'
import { formOf, senderOf, verdictOn } from './sender.rules.ts'

export type Sender = { name: string | null; address: string }
/** Everything about a mail that takes long, done before any transaction is open. */
export type Understood = {
  mail: ParsedMail
  sender: Sender | null
  /** Why nobody may answer it automatically; a form of our own website that speaks for a person is that person. */
  silence: Silence | null
  verdict: Verdict
  enclosed: Enclosed[]
}

type Given = {
  raw: Buffer
  source: string
  ownAddresses: string[]
  trustedServer: string | null
}

export async function understand(desk: Desk, given: Given): Promise<Understood> {
  const { raw, source, ownAddresses, trustedServer } = given
  const mail = await parseMail(raw, { own: ownAddresses, lane: source })
  const sender = senderOf(formOf(mail, ownAddresses) ?? mail, ownAddresses)
  const { headers, from } = mail
  const { resolver } = desk
  const found = await authenticate({ raw, headers, from: from?.address ?? '', trustedServer, resolver, lane: source })
  const verdict = verdictOn(sender, from, found)
  const silence = mail.silence === 'own' && sender ? null : mail.silence
  const enclosed = await storeParts(desk, mail)
  // Stored by now: whoever waits to be decided holds none of their bytes.
  return { mail: { ...mail, parts: [] }, sender, silence, verdict, enclosed }
}

async function storeParts(desk: Desk, { parts }: ParsedMail): Promise<Enclosed[]> {
  const enclosed: Enclosed[] = []
  for (const { filename, type, contentId, inline, content } of parts) {
    const stored = await storeFile(filesFolder(desk.config.dataDir), Readable.from([content]), content.length)
    enclosed.push({ name: filename, type, stored, contentId, inline })
  }
  return enclosed
}
