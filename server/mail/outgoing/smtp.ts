import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Proof } from '../proofs.ts'
import type { Envelope } from './mime.ts'
import { type Attempt, readFailure, refusalOf, type SmtpError, unsayable } from './outcome.rules.ts'
import type { SendingBox } from './parcel.queries.ts'

/**
 * How long a server may stay silent; how long it may think over a mail it has whole (RFC 5321, 4.5.3.2.6: ten minutes, for it may be
 * looking for viruses); how long one mail may take altogether; and how long to wait before writing down once more what came of it.
 */
export type Patience = { connect: number; silence: number; answer: number; mail: number; noting: number }
export const PATIENCE: Patience = { connect: 15_000, silence: 60_000, answer: 600_000, mail: 1_800_000, noting: 1000 }

/** A conversation with the server of a mailbox, good for several mails. */
export type Wire = {
  /** `lastWord` is asked before the server gets the end of the mail, without which it takes nothing; who may not say it breaks off. */
  send(envelope: Envelope, message: Readable, lastWord: () => Promise<void>): Promise<Attempt>
  close(): void
  readonly broken: boolean
}

/** Connects, secures and signs in; what fails here is the mailbox's trouble. The certificate is checked and nothing is sent less secured. */
export async function openWire(
  { outgoing }: Pick<SendingBox, 'outgoing'>,
  proof: Proof | null,
  patience: Patience,
): Promise<Wire> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const { host, port, security } = outgoing!
  const connection: SMTPConnection = new Connection({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...{ connectionTimeout: patience.connect, greetingTimeout: patience.connect, dnsTimeout: patience.connect },
    socketTimeout: patience.silence,
  })
  const state = { broken: false }
  // Also between two mails: an error nobody listens to would end the process.
  const broke = () => {
    state.broken = true
  }
  connection.on('error', broke).on('end', broke)
  const asked = <T>(ask: (done: (error?: Error | null, answer?: T) => void) => void, limit: number) =>
    within<T>(connection, limit, ask)
  try {
    await asked((done) => connection.connect(done), patience.connect * 2)
    if (proof) {
      const auth = await loginOf(proof)
      await asked((done) => connection.login(auth, done), patience.silence)
    }
  } catch (error) {
    connection.close()
    throw error
  }
  return {
    async send(envelope, message, lastWord) {
      const silent = (limit: number) => {
        if (connection._socket) connection._socket.setTimeout(limit)
      }
      const { _supportedExtensions: extensions } = connection as unknown as { _supportedExtensions: string[] }
      const unsaid = unsayable(envelope, extensions)
      if (unsaid) {
        message.destroy()
        return unsaid
      }
      silent(patience.silence)
      let whole = false
      // Asked for piece by piece, as the server takes them: the end is not reached before it has the rest.
      async function* pieces() {
        if (!/^3/.test(String(connection.lastServerResponse))) throw early(String(connection.lastServerResponse))
        yield* message
        await lastWord()
        whole = true
        silent(patience.answer)
      }
      const words = Readable.from(pieces(), { objectMode: false })
      message.on('error', (error) => words.destroy(error))
      try {
        const answer = await asked<Answer>((done) => connection.send(envelope, words, done as never), patience.mail)
        if (!whole) throw early(answer.response)
        return { accepted: answer.accepted, refused: (answer.rejectedErrors ?? []).map(refusalOf), failure: null }
      } catch (error) {
        // In the middle of a mail there is no other way to end: a QUIT would be one more of its words.
        if (!(error as SmtpError).responseCode) {
          connection.close()
          state.broken = true
        }
        return readFailure(error as SmtpError, whole ? 'sent' : 'sending')
      } finally {
        words.destroy()
        message.destroy()
      }
    },
    close: () => (state.broken ? connection.close() : connection.quit()),
    get broken() {
      return state.broken
    },
  }
}

async function loginOf(proof: Proof) {
  if ('pass' in proof) return proof
  const { default: XOAuth2 } = await import('nodemailer/lib/xoauth2')
  return { method: 'XOAUTH2', oauth2: new XOAuth2(proof) }
}

type Answer = { accepted: string[]; response: string; rejectedErrors?: SmtpError[] }

/**
 * RFC 5321, 4.1.1.4: 354 asks for the mail, and 250 takes one whose end has come. A server that says yes before has promised nothing: we
 * hang up, so that it never gets the end, and it is tried again.
 */
const early = (answer: string) => new Error(`The server answered before it had the mail: ${answer}`)

/** One step of the conversation: an answer, or the first that happens of error, end and the limit. */
function within<T>(
  connection: SMTPConnection,
  limit: number,
  ask: (done: (error?: Error | null, answer?: T) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const fail = (error: Error) => {
      settle()
      reject(error)
    }
    const ended = () => fail(Object.assign(new Error('The server ended the conversation.'), { code: 'ECONNECTION' }))
    const timer = setTimeout(() => {
      connection.close()
      fail(Object.assign(new Error('The server took too long.'), { code: 'ETIMEDOUT' }))
    }, limit)
    const settle = () => {
      clearTimeout(timer)
      connection.off('error', fail).off('end', ended)
    }
    connection.on('error', fail).on('end', ended)
    ask((error, answer) => {
      if (error) return fail(error)
      settle()
      resolve(answer as T)
    })
  })
}
