import { sql } from 'kysely'
import { alertLeadsHourly } from '../../alerts/alerts.ts'
import type { AsDesk, Context } from '../../context.ts'
import { filesFolder } from '../../conversations/files.ts'
import { spellings } from '../../platform/addresses.ts'
import { failPoint } from '../../platform/fail-point.ts'
import { readFileStream, readWholeFile } from '../../platform/files.ts'
import type { Language } from '../../platform/i18n.ts'
import { unawaited } from '../../platform/pipeline.ts'
import type { Desk } from '../../transaction.ts'
import type { Fate, Outcome } from '../contract.ts'
import { UnreadableMail } from '../parsing/parsed-mail.ts'
import { MAX_BYTES } from '../parsing/parsing.ts'
import { arrived } from './arriving.rules.ts'
import type { Received } from './entering.ts'
import { gathering } from './gathering.ts'
import { type Head, headOf } from './heading.ts'
import { type Hand, takeInHand } from './in-hand.ts'
import { writerOf } from './past.queries.ts'
import { lookUp, type Mailbox, type Placed, placeMail } from './placing.ts'
import { tracesOf } from './threading.rules.ts'
import { apart, isFirstWords } from './together.rules.ts'
import { type Understood, understand } from './understanding.ts'

type Row = Mailbox & {
  id: number
  raw: Buffer | null
  source: string
  size: number
  storage: string | null
  outcome: Outcome | null
  envelope: string[] | null
  language: Language
  trustedServer: string | null
}
type Unread = { unreadable: string; detail: string; head: Head }

type Read = { desk: Desk; mailId: number; row: Row; ownAddresses: string[]; understood: Understood }

/**
 * E1: decides what becomes of a received mail, and does it: read and authenticated while no transaction is open, then exactly one outcome,
 * in one transaction with all that follows from it. Decided before, it answers that.
 */
export async function decideMail(desk: Desk, asDesk: AsDesk, received: Received): Promise<Fate> {
  const hand = received.hand ?? takeInHand(asDesk)
  try {
    return await decideInHand(desk, asDesk, received, hand)
  } finally {
    hand.letGo()
  }
}

async function decideInHand(desk: Desk, asDesk: AsDesk, received: Received, hand: Hand): Promise<Fate> {
  const { id: mailId, raw } = received
  const row = await readWithOthers(desk, received)
  const understood = row.outcome ? null : await tryToUnderstand(desk, raw ? { ...row, raw } : row)
  if (understood && 'mail' in understood) {
    hand.isRead(understood.mail.messageId)
    const came = arrived(understood, row.envelope ?? [])
    return decideUnderstood(asDesk, hand, { desk, mailId, row, ownAddresses: row.ownAddresses, understood: came })
  }
  return asDesk(async (ctx) => {
    const held = await lockMail(ctx, mailId)
    if (held.outcome || !understood) return fateOf(mailId, held)
    const placed = await hold(ctx, row.groupId, understood.unreadable)
    return concluded(ctx, mailId, placed, { detail: { detail: understood.detail }, ...understood.head })
  })
}

async function decideUnderstood(asDesk: AsDesk, hand: Hand, read: Read): Promise<Fate> {
  if (isFirstWords(read)) return decideWithOthers(asDesk, read)
  const { tokens, answered } = tracesOf(read.understood.mail, read.ownAddresses)
  // by a token it names a mail of ours, which stands
  if (!tokens.length && answered.length) await hand.untilDecided(answered)
  return asDesk((ctx) => decide(ctx, read))
}

async function decide(ctx: Context, { desk, mailId: id, row, understood }: Read): Promise<Fate> {
  const [held, known] = await Promise.all([lockMail(ctx, id), lookUp(ctx, id, row, understood)])
  if (held.outcome) return fateOf(id, held)
  const say = desk.voice(row.language)
  const placed = await placeMail(ctx, {
    ...{ id, mailbox: row, forced: held.forced, keptAs: held.interaction_id },
    ...{ say, understood, known },
  })
  return concluded(ctx, id, placed, aboutMail(understood))
}

function concluded(ctx: Context, mailId: number, placed: Placed, about: About): Fate {
  writeFate(ctx, mailId, placed, about)
  failPoint('in-decide-before-commit')
  return { mailId, ...placed }
}

/** First words that come at the same time: so many in one transaction, in as many transactions at once. */
const decideWithOthers = gathering({ most: 8, hands: 2 }, decideAll)

/** Those of different people in one transaction; each of the others, and all should that fail, by itself. */
function decideAll(asDesk: AsDesk, mails: Read[]): Promise<Fate>[] {
  const alone = (one: Read) => asDesk((ctx) => decide(ctx, one))
  const along = apart(mails)
  if (along.length < 2 || !asDesk.together) return mails.map(alone)
  const fates = asDesk.together(along.map((one) => (ctx) => decide(ctx, one)))
  const { log } = mails[0]!.desk
  fates.catch((err) => log.info({ why: String(err) }, 'mails could not be decided together; each goes by itself'))
  return mails.map((one) => {
    const at = along.indexOf(one)
    return at < 0 ? alone(one) : fates.then((all) => all[at]!).catch(() => alone(one))
  })
}

const readWithOthers = gathering({ most: 16, hands: 2 }, (desk: Desk, mails: Received[]) => {
  const rows = readMails(desk, mails)
  return mails.map(({ id }) => rows.then((all) => all.find((row) => row.id === id)!))
})

async function readMails({ db }: Desk, mails: Received[]): Promise<Row[]> {
  const ids = mails.map(({ id }) => id)
  const lacking = new Set(mails.filter(({ raw }) => !raw).map(({ id }) => id))
  const inHand = ids.filter((id) => !lacking.has(id))
  const { rows } = await sql<Row>`
    select m.id, case when m.id <> all(${inHand}::bigint[]) then m.raw end as raw, m.source, m.size, m.storage, m.outcome, m.detail -> 'envelope' as envelope, b.id as "mailboxId", b.group_id as "groupId", g.active as "groupActive",
      b.language, b.trusted_server as "trustedServer", (select array_agg(address) from mailbox_addresses) as "ownAddresses"
    from mails m join mailboxes b on b.id = m.mailbox_id join groups g on g.id = b.group_id where m.id = any(${ids}::bigint[])`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, ownAddresses: row.ownAddresses.flatMap(spellings) }))
}

/** Null: somebody else has decided it meanwhile. */
async function tryToUnderstand(desk: Desk, row: Row): Promise<Understood | Unread | null> {
  const { raw, size, source } = row
  if (size <= MAX_BYTES) return raw ? understandWhole(desk, row, raw) : understandInTurn(desk, row)
  const head = await headOf(readFileStream(...stored(desk, row)), source)
  return { unreadable: 'too_large', detail: `${size} > ${MAX_BYTES} bytes`, head }
}

/**
 * What lies in the file store is large, and held several times over while it is read: one at a time, with nothing of the others in memory
 * before their turn. So a thread of the parser's stays free for the small ones, too.
 */
const understandInTurn = gathering({ most: 1, hands: 1 }, (desk: Desk, rows: Row[]) =>
  rows.map(async (row) => {
    const { outcome } = await desk.db
      .selectFrom('mails')
      .select('outcome')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    return outcome ? null : understandWhole(desk, row, await readWholeFile(...stored(desk, row)))
  }),
)

const stored = ({ config }: Desk, { storage }: Row) => [filesFolder(config.dataDir), storage!] as const

async function understandWhole(desk: Desk, row: Row, raw: Buffer): Promise<Understood | Unread> {
  const { source, ownAddresses, trustedServer } = row
  try {
    return await understand(desk, { raw, source, ownAddresses, trustedServer })
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error
    return { unreadable: error.reason, detail: error.detail, head: await headOf(raw, source) }
  }
}

async function lockMail({ db }: Context, mailId: number) {
  return db
    .selectFrom('mails')
    .select(['outcome', 'reason', 'ticket_id', 'interaction_id', 'forced'])
    .where('id', '=', mailId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

function fateOf(mailId: number, row: Awaited<ReturnType<typeof lockMail>>): Fate {
  const { outcome, reason, ticket_id: ticketId, interaction_id: interactionId } = row
  return { mailId, outcome: outcome as Outcome, ticketId, interactionId, reason }
}

async function hold(ctx: Context, groupId: number, reason: string): Promise<Placed> {
  await alertHeld(ctx, groupId)
  return { outcome: 'held', reason, ticketId: null, interactionId: null }
}

/** The bell says that mails are held; the ledger says which. */
export const alertHeld = (ctx: Context, groupId: number) => alertLeadsHourly(ctx, groupId, 'mail_held', {})

function writeFate({ db, now }: Context, id: number, placed: Placed, about: About) {
  const fate = sql`update mails set outcome = ${placed.outcome}, reason = ${placed.reason}, ticket_id = ${placed.ticketId}, interaction_id = ${placed.interactionId},
      decided_at = ${now}, try_at = null, message_id = ${about.messageId ?? null}, from_address = ${about.from ?? null}, proven = ${about.proven ?? false}, subject = ${about.subject ?? null},
      content_sha256 = decode(${about.bodyHash ?? null}, 'hex'), detail = detail || ${JSON.stringify(about.detail)}::jsonb
    where id = ${id}`
  unawaited(fate.execute(db))
}

type About = {
  detail: object
  messageId?: string | null
  from?: string
  proven?: boolean
  subject?: string
  bodyHash?: string
}

const aboutMail = ({ mail, sender, verdict }: Understood): About => ({
  detail: mail.problems.length ? { problems: mail.problems.slice(0, 50) } : {},
  ...{
    messageId: mail.messageId,
    from: writerOf({ mail, sender }) ?? undefined,
    proven: verdict.result === 'pass',
    subject: mail.subject,
    bodyHash: mail.bodyHash,
  },
})
