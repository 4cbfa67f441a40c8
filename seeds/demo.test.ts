import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sealRecord } from '../server/audit/sealing.ts'
import { verifyRecord } from '../server/audit/verifying.ts'
import { system } from '../server/auth/actor.ts'
import { checkPassword } from '../server/auth/sessions.ts'
import type { AsDesk } from '../server/context.ts'
import { openDesk } from '../server/desk.ts'
import { tryMailbox } from '../server/mail/connections.ts'
import { mailboxes } from '../server/mail/mailboxes.queries.ts'
import { editMailboxAs } from '../server/mail/mailboxes.ts'
import { openWire, PATIENCE } from '../server/mail/outgoing/smtp.ts'
import {
  allowSettingClock,
  clockIsSettable,
  forbidSettingClock,
  refuseHalfPlayed,
  setClock,
} from '../server/platform/clock.ts'
import { readConfig } from '../server/platform/config.ts'
import { beganAsDemo } from '../server/platform/demo.ts'
import { unattended } from '../server/tickets/clocks.queries.ts'
import { STATUSES } from '../server/tickets/contract.ts'
import { type Desk, transact } from '../server/transaction.ts'
import { leadToSink } from './demo/mail/leading.ts'
import { type Demo, playDemo } from './demo.ts'

// The demo company, small: a fifth of it goes the same ways.
let desk: Desk
let demo: Demo
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ventanilla-demo-'))
  const url = await emptyDatabase()
  desk = openDesk(
    readConfig({ DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: 'k'.repeat(40), LOG_LEVEL: 'silent' }),
    url,
  )
  demo = await playDemo(desk, { tickets: 60, organizations: 12 })
}, 180_000)

afterAll(async () => {
  await desk?.db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

test('Nothing in the demo is left unattended', async () => {
  const { count } = await transact(
    desk,
    { who: system('America/Santiago'), source: 'test', readOnly: true },
    unattended,
  )
  expect(count).toBe(0)
})

test('Tickets are in every state, and ended in every way', async () => {
  expect(await distinct('status')).toEqual([...STATUSES].sort())
  expect(await distinct('closed_reason')).toEqual(['agent', 'confirmed', 'discarded', 'expired', 'merged'])
})

test('As many tickets as were asked for, over four months, for companies of five countries', async () => {
  const { rows } = await sql<{ tickets: number; days: number; zones: number }>`
    select count(*) as tickets, extract(day from now() - min(created_at))::int as days, (select count(distinct zone) from organizations) as zones
    from tickets`.execute(desk.db)
  expect(rows[0]!.tickets).toBe(demo.tickets)
  expect(Math.abs(demo.tickets - 60)).toBeLessThanOrEqual(3)
  expect(rows[0]!.days).toBeGreaterThan(80)
  expect(rows[0]!.zones).toBe(5)
})

test('All sorts of things have happened on the way', async () => {
  const { rows } = await sql<{ type: string }>`select distinct type from facts`.execute(desk.db)
  const happened = rows.map(({ type }) => type)
  const wanted = ['reopened', 'merged', 'split', 'discarded', 'snoozed', 'promised', 'handed_over', 'accepted']
  expect(wanted.filter((what) => !happened.includes(`ticket.${what}`))).toEqual([])
  const others = ['third_party.replied', 'activity.done', 'alarm.raised', 'relation.added', 'call.logged']
  expect(others.filter((what) => !happened.includes(what))).toEqual([])
})

test('About half of the tickets came by mail, and were answered by mail', async () => {
  const { rows } = await sql<{ share: number; answers: number; threads: number }>`
    select (select avg((channel = 'email')::int)::float8 from tickets) as share,
      (select count(*)::int from outgoing_mails where kind = 'reply') as answers,
      (select count(*)::int from (select 1 from interactions where kind = 'email' and direction = 'in' group by ticket_id having count(*) > 1) t) as threads`.execute(
    desk.db,
  )
  expect(rows[0]!.share).toBeGreaterThan(0.35)
  expect(rows[0]!.share).toBeLessThan(0.65)
  expect(rows[0]!.answers).toBeGreaterThan(20)
  expect(rows[0]!.threads).toBeGreaterThan(10)
})

test('Every mail came to what its kind comes to, and none was lost', async () => {
  const { rows } = await sql<{ came: string }>`
    select distinct concat_ws(' ', coalesce(outcome, 'waiting'), reason) as came from mails order by 1`.execute(desk.db)
  const came = rows.map(({ came }) => came)
  const known = [
    'auto_reply out_of_office',
    'bounce permanent',
    'follow_up',
    'held no_sender',
    'ignored bulk',
    'ticket_created',
  ]
  expect(came).toEqual(known)
})

test('What was sent has reached whom it was for, or is known not to have', async () => {
  const { rows } = await sql<{ state: string }>`select distinct state from deliveries order by 1`.execute(desk.db)
  expect(rows.map(({ state }) => state)).toEqual(['bounced', 'sent'])
})

test('Thanks by mail close tickets, and nobody is two customers', async () => {
  const { rows } = await sql<{ confirmed: number; doubles: number }>`
    select (select count(*)::int from tickets t where t.closed_reason = 'confirmed' and t.channel = 'email') as confirmed,
      (select count(*)::int from (select 1 from customers group by name having count(*) > 1) d) as doubles`.execute(
    desk.db,
  )
  expect(rows[0]!.confirmed).toBeGreaterThan(2)
  expect(rows[0]!.doubles).toBe(0)
})

test('Files came along, and are what they say they are', async () => {
  const { rows } = await sql<{ type: string }>`
    select f.type from attachments a join files f on f.id = a.file_id`.execute(desk.db)
  expect(rows.length).toBeGreaterThan(3)
  // A bounce brings along what it sends back.
  const types = ['application/pdf', 'image/png', 'text/csv', 'message/rfc822']
  expect(rows.map(({ type }) => type).filter((type) => !types.includes(type))).toEqual([])
})

test('Every phone number of a customer can be dialled', async () => {
  const { rows } = await sql`select number from customer_phones where valid <> 'valid'`.execute(desk.db)
  expect(rows).toEqual([])
})

test('No word in braces is left in what people read', async () => {
  const { rows } = await sql`select text from interactions where text ~ '[{}]|undefined'
    union all select subject from tickets where subject ~ '[{}]' or solution ~ '[{}]|undefined'`.execute(desk.db)
  expect(rows).toEqual([])
})

test('Today only a few tickets are overdue', async () => {
  const { rows } = await sql<{ share: number }>`
    select avg((next_due_at < now())::int)::float8 as share from tickets where status <> 'closed'`.execute(desk.db)
  expect(rows[0]!.share).toBeLessThan(0.25)
})

test('The record of the demo verifies', async () => {
  await sealRecord(desk)
  const { databaseUrl, secretKey, dataDir } = desk.config
  const verdict = await verifyRecord({ databaseUrl: databaseUrl!, secretKey, dataDir })
  expect(verdict.findings).toEqual([])
  expect(verdict.changes).toBeGreaterThan(1000)
})

test('The clock is the true one again', async () => {
  expect(await clockIsSettable(desk.db)).toBe(false)
  const { rows } = await sql<{
    off: number
  }>`select extract(epoch from clock_timestamp() - desk_now())::float8 as off`.execute(desk.db)
  expect(Math.abs(rows[0]!.off)).toBeLessThan(1)
})

test('Everybody of the company can sign in with the password shown', async () => {
  for (const { email } of [demo.accounts[0]!, demo.accounts.at(-1)!])
    expect(await checkPassword(desk.db, email, demo.password, '127.0.0.1')).toBeGreaterThan(0)
})

test('Whenever the desk is started its mail ends within it; a mailbox led elsewhere since is left alone', async () => {
  expect(await beganAsDemo(desk)).toBe(true)
  await leadToSink(desk)
  const box = await theMailbox()
  expect((await tryMailbox(desk, asSystem, box)).map(({ ok }) => ok)).not.toContain(false)
  const { outgoing } = box
  const wire = openWire({ outgoing }, { user: outgoing!.user, pass: 'guessed' }, PATIENCE)
  await expect(wire).rejects.toThrow('Only the demo is heard here')
  const own = { host: 'smtp.alerce.example', port: 465, user: 'soporte', password: 'suya' }
  await asSystem((ctx) => editMailboxAs(ctx, box.id, { version: box.version, outgoing: own }))
  await leadToSink(desk)
  expect((await theMailbox()).outgoing).toMatchObject({ host: 'smtp.alerce.example' })
})

test('A database with data in it is refused, and left as it was', async () => {
  await expect(playDemo(desk, { tickets: 1 })).rejects.toThrow('solo se carga en una base de datos vacía')
  expect(await clockIsSettable(desk.db)).toBe(false)
})

test('A desk whose demo was cut off half-way does not start', async () => {
  await refuseHalfPlayed(desk)
  await allowSettingClock(desk.db)
  await setClock(desk.db, new Date('2026-01-05T12:00:00Z'))
  await expect(refuseHalfPlayed(desk)).rejects.toThrow('quedó una demostración a medias')
  await forbidSettingClock(desk.db)
})

const asSystem: AsDesk = (work) => transact(desk, { who: system('America/Santiago'), source: 'test' }, work)
const theMailbox = async () => (await asSystem(mailboxes))[0]!

async function distinct(column: 'status' | 'closed_reason'): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select distinct ${sql.ref(column)}::text as value from tickets where ${sql.ref(column)} is not null order by 1`.execute(
    desk.db,
  )
  return rows.map(({ value }) => value)
}

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject('databaseUrl'))
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const name = `demo_${process.pid}`
  await admin.query(`create database ${name} template template_desk`)
  await admin.end()
  url.pathname = `/${name}`
  return url.href
}
