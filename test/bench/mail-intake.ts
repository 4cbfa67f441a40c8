import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { system } from '../../server/auth/actor.ts'
import type { Fate } from '../../server/mail/contract.ts'
import { createMailboxAs } from '../../server/mail/mailboxes.ts'
import { type Desk, transact } from '../../server/transaction.ts'
import { openClient } from './client.ts'
import { processorTime } from './desk-process.ts'
import { rateOf } from './measuring.ts'
import { type Recording, recordStatements, replay } from './statements.ts'

export type MailIntake = { rate: number; storing: number; bare: number; cpu: { server: number; database: number } }

/** The mark of issue 4: mails a second, durable, through `POST /api/mails`. */
const CLIENTS = 16
const SENDERS = 1000
const ADDRESS = 'carga@banco.example'
const PATH = `/api/mails?mailbox=${ADDRESS}`

/**
 * Mails from a thousand people, each a new ticket, handed over by sixteen clients; beside it, in the same minute, storing the same raw
 * mails and nothing else, and the same SQL of sixteen such mails run bare.
 */
export async function mailIntake(
  setting: { port: number; pid: number; databaseUrl: string; app: FastifyInstance; seconds: number },
  desk: Desk,
  admin: string,
): Promise<MailIntake> {
  const { port, pid, databaseUrl, seconds } = setting
  const mailboxId = await mailbox(desk)
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openClient(port, admin)))
  let handed = 0
  const hands = clients.map((client) => async () => {
    const { status, body } = await client.ask({
      method: 'POST',
      url: PATH,
      raw: letter(handed++),
    })
    if (status !== 200 || (body as unknown as Fate).outcome !== 'ticket_created') throw new Error(JSON.stringify(body))
  })
  await forgetTheHour(desk)
  // A server just started compiles itself for its first hundreds of mails.
  await rateOf(seconds, hands)
  const before = processorTime(pid)
  const first = handed
  const rate = await rateOf(seconds, hands)
  const after = processorTime(pid)
  for (const client of clients) client.close()
  const each = (spent: 'server' | 'database') => (after[spent] - before[spent]) / (handed - first)
  return {
    rate,
    storing: await storing(databaseUrl, seconds, mailboxId),
    bare: await forgetTheHour(desk).then(() => bareRate(setting, admin)),
    cpu: { server: each('server'), database: each('database') },
  }
}

export const mailLine = ({ rate, storing: stored, bare, cpu }: MailIntake) =>
  `Mail intake, ${CLIENTS} clients: ${rate.toFixed(0)}/s, ${share(rate, bare)} of the same SQL run bare (${bare.toFixed(0)}/s), ${share(rate, stored)} of storing the raw mails (${stored.toFixed(0)}/s); CPU ${cpu.server.toFixed(1)} + ${cpu.database.toFixed(1)} ms a mail.`

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`

/** Kept from an earlier run on the same desk, or made. */
async function mailbox(desk: Desk): Promise<number> {
  const held = await desk.db.selectFrom('mailboxes').select('id').where('address', '=', ADDRESS).executeTakeFirst()
  if (held) return held.id
  const who = system(desk.config.companyZone)
  return transact(desk, { who, source: 'bench' }, (ctx) => createMailboxAs(ctx, { address: ADDRESS }))
}

/** A desk kept for many runs: what came within the hour, by an earlier run or the repeated SQL of one, would brake its senders. */
const forgetTheHour = (desk: Desk) =>
  sql`update mails set received_at = received_at - interval '2 hours' where received_at > now() - interval '1 hour'`.execute(
    desk.db,
  )

async function storing(databaseUrl: string, seconds: number, mailboxId: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => connected(databaseUrl)))
  let stored = 0
  const rate = await rateOf(
    seconds,
    connections.map((connection) => () => {
      const raw = letter(stored++)
      return connection.query(
        `insert into mails (mailbox_id, source, sha256, size, raw, received_at, outcome, reason, decided_at) values ($1, 'api', sha256($2), $3, $2, now(), 'ignored', 'bulk', now())`,
        [mailboxId, raw, raw.length],
      )
    }),
  )
  for (const connection of connections) await connection.end()
  return rate
}

/** Each connection repeats the statements of one mail, of a person of its own, that came in through the same program in this process. */
async function bareRate(
  { app, databaseUrl, seconds }: { app: FastifyInstance; databaseUrl: string; seconds: number },
  admin: string,
) {
  const headers = { authorization: `Bearer ${admin}`, 'content-type': 'text/plain' }
  const hands: { connection: pg.Client; id: string; transactions: Recording[] }[] = []
  for (let n = 0; n < CLIENTS; n++) {
    const id = randomUUID()
    const transactions = await recordStatements(
      () => app.inject({ method: 'POST', url: PATH, headers, payload: letter(n, SENDERS, id) }),
      { alone: true },
    )
    hands.push({ connection: await connected(databaseUrl), id, transactions })
  }
  const rate = await rateOf(
    seconds,
    hands.map(
      ({ connection, id, transactions }) =>
        () =>
          replay(connection, transactions, new Map([[id, randomUUID()]])),
    ),
  )
  for (const { connection } of hands) await connection.end()
  return rate
}

const PARAGRAPH = 'La impresora de la caja no imprime facturas desde ayer en la tarde y el equipo muestra un error. '

/** A mail of some four kilobytes, as people write them: text and HTML, a signature, never the same twice. */
export function letter(n: number, senders = SENDERS, id: string = randomUUID()): Buffer {
  const person = (n * 7919) % senders
  const text = `Estimados:\r\n\r\n${PARAGRAPH.repeat(6)}\r\n\r\n-- \r\nPersona ${person}\r\nPanadería Sur`
  const html = `<html><body><p>Estimados:</p><p>${PARAGRAPH.repeat(6)}</p><p>-- <br>Persona ${person}</p></body></html>`
  const part = (type: string, words: string) =>
    `--b\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${words}\r\n`
  return Buffer.from(
    `From: Persona ${person} <persona${person}@correo.example>\r\nTo: ${ADDRESS}\r\nSubject: No imprime facturas ${n}\r\nMessage-ID: <${id}@correo.example>\r\n` +
      `Date: Mon, 02 Mar 2026 09:00:00 -0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--b--\r\n`,
  )
}

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url, application_name: 'ventanilla-bench' })
  client.on('error', () => {})
  await client.connect()
  return client
}
