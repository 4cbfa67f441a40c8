import { Readable } from 'node:stream'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { AsDesk } from '../../context.ts'
import { failPoint } from '../../platform/fail-point.ts'
import type { Desk } from '../../transaction.ts'
import { MAIL_LIMIT } from '../intake/entering.ts'
import { receiveMail } from '../intake/receiving.ts'
import { mailboxesByAddress } from '../mailboxes.queries.ts'
import { type Hands, openHands } from './hands.ts'
import { GREETED, keepRoom, ROOM } from './room.ts'
import { receivedLine, stamped } from './stamping.ts'

/** `MAIL_LISTEN=lmtp://127.0.0.1:2424`: for sites whose mail server hands mail over. Off unless it is set. */
export type Listener = { protocol: 'smtp' | 'lmtp'; host: string; port: number }

/** RFC 5321, 4.5.3.1: what every server takes at once; the other side hands the rest over by itself. */
const MOST_RECIPIENTS = 100

/**
 * Takes mail over the wire from the site's own mail server. A mail is acknowledged (`250`) once it stands in the ledger of every mailbox
 * it is for, be it as held; whatever prevents that is answered `451`, and the other side keeps it and tries again. It relays nothing: an
 * address that is no mailbox of ours is refused at once.
 */
export async function startListening(
  desk: Desk,
  asDesk: AsDesk,
  { protocol, host, port }: Listener,
  { largest = MAIL_LIMIT, room = ROOM } = {},
): Promise<{ stop(): Promise<void>; port: number }> {
  const hands = openHands(desk, asDesk)
  const server: SMTPServer = new SMTPServer({
    name: nameOf(desk),
    banner: 'Ventanilla',
    lmtp: protocol === 'lmtp',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largest,
    maxClients: room.connections * GREETED,
    socketTimeout: 60_000,
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, answer) => {
      kept.comes(session)
      answer()
    },
    onClose: (session) => kept.owesNothing(session),
    onRcptTo: ({ address }, { envelope }, answer) => {
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) return answer(refusal(452, '4.5.3 Too many recipients at once.'))
      mailboxesByAddress(desk, [address]).then(
        (found) => answer(found.length ? null : refusal(550, '5.1.1 No such mailbox here.')),
        (error) => answer(later(desk, error)),
      )
    },
    onData: (stream, session, answer) => {
      stream.once('end', () => kept.owesNothing(session))
      take(desk, asDesk, hands, protocol, stream, session)
        .finally(() => kept.begins(session))
        .then(
          (line) => answer(null, line),
          (error) => answer((error as { responseCode?: number }).responseCode ? (error as Error) : later(desk, error)),
        )
    },
  })
  const kept = keepRoom(server, room, desk.log)
  server.on('error', (err) => desk.log.warn({ err }, 'the mail listener had a fault on one connection'))
  await new Promise<void>((ready, failed) => {
    server.server.once('error', failed)
    server.listen(port, host, ready)
  })
  return {
    port: (server.server.address() as { port: number }).port,
    async stop() {
      await new Promise<void>((done) => server.close(() => done()))
      await hands.rest()
    },
  }
}

const nameOf = ({ config }: Desk) => new URL(config.publicUrl).hostname

/**
 * Into the ledger of each mailbox it is for; then it is acknowledged, and its fate decided. Who connected is the site's own server and says
 * nothing of who wrote: that is told by what it put into the mail (trustedServer), or by a signature.
 */
async function take(
  desk: Desk,
  asDesk: AsDesk,
  hands: Hands,
  protocol: Listener['protocol'],
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
) {
  const to = await mailboxesByAddress(
    desk,
    session.envelope.rcptTo.map(({ address }) => address),
  )
  if (!to.length) throw refusal(550, '5.1.1 No such mailbox here.')
  const raw = Readable.from(stamped(stream, receivedLine(session, nameOf(desk), protocol)))
  const received = await receiveMail(desk, asDesk, { to, source: protocol, raw }).catch(async (error) => {
    const whole = await readOut(stream)
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 The mail is too large.')
    if (whole) throw error
    desk.log.warn(
      { from: session.remoteAddress },
      'who handed a mail over hung up in its middle; nothing of it is kept',
    )
    throw refusal(451, '4.4.2 The mail did not come whole.')
  })
  failPoint('after-store-before-250')
  hands.give(received)
  return `Kept as ${received.map(({ id }) => id).join(', ')}`
}

/**
 * Its rest, unkept: a refusal in mid-mail would be taken for a broken connection. Who began to read it may have stopped anywhere, so it is
 * read, not left to flow. Answers whether it came to its end.
 */
async function readOut(stream: Readable): Promise<boolean> {
  const rest = stream[Symbol.asyncIterator]()
  const more = () => rest.next().then(({ done }) => !done)
  while (await more().catch(() => false));
  return stream.readableEnded
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

function later(desk: Desk, err: unknown) {
  desk.log.error({ err }, 'a mail handed over could not be kept; the other side keeps it and tries again')
  return refusal(451, '4.3.0 Cannot be kept just now; try again later.')
}
