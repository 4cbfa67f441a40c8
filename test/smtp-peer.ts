import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'
import { say } from '../server/conversations/saying.ts'
import { writeNotices } from '../server/mail/outgoing/notices.ts'
import { openSender } from '../server/mail/outgoing/sender.ts'
import { PATIENCE, type Patience } from '../server/mail/outgoing/smtp.ts'
import { lockOnly } from '../server/tickets/locking.ts'
import { MARIA, ok, open } from './acts.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

// A real SMTP server for the stories of mail going out, which does as it is told: answers, hangs, or breaks off.

const PAIR = readFileSync(join(import.meta.dirname, 'setup/localhost.pem'), 'utf8')
export const SENDER = { user: 'soporte', password: 'clave-del-correo' }

export type Received = { from: string; to: string[]; raw: string; mail: ParsedMail }
type Phase = 'greeting' | 'mail' | 'rcpt' | 'data' | 'end'
export type Behaviour = {
  /** What a recipient, the sender, the mail or the password is answered with; nothing is a yes. */
  rcpt?: (address: string) => number | undefined
  mail?: number
  data?: number
  auth?: number
  hang?: Phase
  /** Takes the mail and breaks off before saying so. */
  dropAfterData?: boolean
  /** Hears of each mail before a recipient is answered, and before the whole is acknowledged. */
  onRcpt?: () => Promise<void> | void
  onMail?: () => Promise<void> | void
}
export type Peer = {
  port: number
  received: Received[]
  /** The newest mail to this address, or with this in its subject. What leaves at the same time arrives in whichever order. */
  newest(means: string): Promise<Received>
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

export function trustOurCertificate() {
  setDefaultCACertificates([...getCACertificates('default'), PAIR.slice(PAIR.indexOf('-----BEGIN CERTIFICATE'))])
}

/** `token`: what it takes for the password of `user` (OAuth2). `ascii`: it takes no other letters before an @. */
export async function smtpPeer({
  secure = false,
  disabled = [] as string[],
  certified = true,
  ascii = false,
  ...expected
}: {
  secure?: boolean
  ascii?: boolean
  disabled?: string[]
  certified?: boolean
  user?: string
  token?: string
} = {}): Promise<Peer> {
  let behaviour: Behaviour = {}
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const answered = (code: number | undefined, phase: Phase, done: (error?: Error | null) => void) => {
    if (behaviour.hang === phase) return
    done(code ? Object.assign(new Error('no'), { responseCode: code }) : null)
  }
  const server = new SMTPServer({
    ...{
      secure,
      disabledCommands: disabled,
      disableReverseLookup: true,
      hideSMTPUTF8: ascii,
      logger: false,
      closeTimeout: 10,
    },
    // Otherwise with the certificate it brings along, for which nobody vouches.
    ...(certified && { key: PAIR, cert: PAIR }),
    onConnect: (_session, done) => answered(undefined, 'greeting', done),
    ...(expected.token && { authMethods: ['XOAUTH2'] }),
    onAuth: ({ username, password, accessToken }, _session, done) => {
      const shown = expected.token ? accessToken === expected.token : password === SENDER.password
      const right = username === (expected.user ?? SENDER.user) && shown && !behaviour.auth
      if (right) return done(null, { user: username })
      done(Object.assign(new Error('no'), { responseCode: behaviour.auth ?? 535 }))
    },
    onMailFrom: (_address, _session, done) => answered(behaviour.mail, 'mail', done),
    onRcptTo: async ({ address }, _session, done) => {
      await behaviour.onRcpt?.()
      answered(behaviour.rcpt?.(address), 'rcpt', done)
    },
    onData: async (stream, session, done) => {
      if (behaviour.hang === 'data') return
      // Nothing, where the other side breaks off in the middle of it.
      const raw = await text(stream).catch(() => null)
      if (raw === null) return
      if (!behaviour.data) {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        received.push({ from, to: rcptTo.map(({ address }) => address), raw, mail: await simpleParser(raw) })
      }
      await behaviour.onMail?.()
      if (behaviour.dropAfterData) for (const socket of sockets) socket.destroy()
      else answered(behaviour.data, 'end', done)
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    newest: async (means) => {
      const meant = ({ to, mail }: Received) => to.includes(means) || !!mail.subject?.includes(means)
      await until(async () => received.some(meant))
      return received.findLast(meant)!
    },
    behave: (next) => {
      behaviour = next
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

/** Sends what is due after these seconds, as the worker does, and waits until it is gone or has to wait again. */
export async function send(world: World, seconds = 10, patience: Partial<Patience> = {}) {
  await world.at(new Date(world.now().getTime() + seconds * 1000))
  const sender = openSender(world.desk, world.asSystem, { ...PATIENCE, ...patience })
  await sender.round()
  await sender.idle()
}

/** The worker's rounds after these seconds: the desk writes what is due, and everything due leaves. */
export async function mailRounds(world: World, seconds: number) {
  await world.at(new Date(world.now().getTime() + seconds * 1000))
  await writeNotices(world.desk, world.asSystem)
  await send(world, 0)
}

/** A mail somebody sent us, as intake stores it. */
export async function arrives(
  world: World,
  ticketId: number,
  mail: {
    from?: [string | null, string]
    to?: string[]
    cc?: string[]
    replyTo?: string[]
    subject?: string
    text?: string
    messageId?: string | null
    html?: string
    thread?: string[]
    party?: 'customer' | 'third_party'
  },
): Promise<number> {
  const {
    from = ['María González', 'maria@panaderia.example'],
    to = [OURS],
    cc = [],
    text: words = 'Sigue sin imprimir.',
    messageId,
  } = mail
  const named = (list: string[]) => list.map((address) => ({ name: null, address }))
  return world.asSystem(async (ctx) => {
    const locked = await lockOnly(ctx, ticketId)
    const html = mail.html ?? null
    const id = await say(ctx, locked, {
      ...{
        kind: 'email',
        direction: 'in',
        party: mail.party ?? 'customer',
        partyId: null,
        internal: false,
        replyToId: null,
      },
      ...{ words: { text: words, html, visibleText: words }, subject: mail.subject ?? 'No imprime', attachments: [] },
      ...{ from: { name: from[0], address: from[1] }, to: named(to), cc: named(cc) },
      ...{ fromCustomer: !mail.party, fromThirdParty: !!mail.party, missed: false, outward: false },
    })
    await ctx.db
      .insertInto('mail_messages')
      .values({
        ...{
          interaction_id: id,
          ticket_id: ticketId,
          message_id: messageId === undefined ? `<mail-${id}@correo.example>` : messageId,
        },
        ...{ reply_to: mail.replyTo ?? [], thread: mail.thread ?? [] },
      })
      .execute()
    return id
  })
}

/** A ticket as a mail opens it. */
export async function mailOpens(
  world: World,
  more: Parameters<typeof arrives>[2] = {},
  auto = false,
  verified: boolean | null = null,
) {
  const [name, address] = more.from ?? ['María González', MARIA.email]
  const { id } = await open(world.raiz, {
    channel: 'email',
    customer: { name, email: address },
    description: more.text ?? 'No imprime.',
  })
  // Intake writes the words in the ticket's own transaction; here the first interaction is replaced by the mail.
  const first = await arrives(world, id, more)
  await world.asSystem(async ({ db }) => {
    await db
      .updateTable('interactions')
      .set({ kind: 'portal' })
      .where('ticket_id', '=', id)
      .where('id', '<', first)
      .execute()
    await db.updateTable('interactions').set({ auto_reply: auto }).where('id', '=', first).execute()
    await db.updateTable('mail_messages').set({ verified }).where('interaction_id', '=', first).execute()
  })
  return id
}

export const OURS = 'soporte@panaderia-sur.example'

/** A desk with one mailbox that sends by this peer, and the peer itself. */
export function newMailDesk(world: World, options: { plusAddressing?: boolean; signature?: string } = {}) {
  const desk = {} as { peer: Peer; mailboxId: number }
  beforeAll(async () => {
    trustOurCertificate()
    desk.peer = await smtpPeer()
    desk.mailboxId = await addMailbox(world, desk.peer, { address: OURS, groupId: world.support, ...options })
  })
  afterAll(() => desk.peer?.close())
  return desk
}

export async function addMailbox(
  world: World,
  { port }: Pick<Peer, 'port'>,
  { security = 'starttls', ...fields }: Record<string, any>,
): Promise<number> {
  const outgoing = { host: 'localhost', port, security, user: SENDER.user, password: SENDER.password }
  const { id } = ok(await world.raiz.call('POST', '/api/mailboxes', { name: 'Soporte', outgoing, ...fields }), 201)
  return id
}
