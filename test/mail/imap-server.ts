import { createRequire } from 'node:module'

/** A mail server of the npm registry (hoodiecrow), on this machine, with one folder that a test fills. */
export type ImapServer = {
  port: number
  /** As it arrived just now, or at the moment told. */
  put(raw: string, flags?: string[], at?: Date): void
  flags(): string[][]
  /** All mails get other numbers, as after a repair of the mailbox. */
  renumber(): void
  /** An older copy is back, as of when there was nothing: the same numbers are given anew. */
  restore(): void
  allow(user: string, password: string, token?: string): void
  close(): Promise<void>
}
type Hoodiecrow = {
  server: { address(): { port: number } }
  users: Record<string, { password: string; xoauth2: { accessToken: string; sessionTimeout: number } }>
  folderCache: Record<string, { messages: { flags: string[]; uid: number }[]; uidvalidity: number; uidnext: number }>
  listen(port: number, host: string, ready: () => void): void
  close(done: () => void): void
  appendMessage(folder: string, flags: string[], date: string, raw: string): void
}

export async function imapServer(plugins = ['IDLE', 'SASL-IR', 'XOAUTH2']): Promise<ImapServer> {
  const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow
  const server = hoodiecrow({ plugins, storage: { INBOX: { uidvalidity: 1, messages: [] } } })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const inbox = () => server.folderCache.INBOX!
  return {
    port: server.server.address().port,
    put: (raw, flags = [], at = new Date()) =>
      server.appendMessage('INBOX', flags, arrival(at), raw.replaceAll(/\r?\n/g, '\r\n')),
    flags: () => inbox().messages.map(({ flags }) => flags),
    renumber() {
      const box = inbox()
      box.uidvalidity++
      for (const message of box.messages) message.uid += 500
      box.uidnext += 500
    },
    restore() {
      const box = inbox()
      box.messages.length = 0
      box.uidnext = 1
    },
    allow(user, password, token = 'no-token') {
      server.users[user] = { password, xoauth2: { accessToken: token, sessionTimeout: 3_600_000 } }
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')

function arrival(at: Date): string {
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
  return `${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`
}
