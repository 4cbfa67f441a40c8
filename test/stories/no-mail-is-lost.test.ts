import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { AsDesk } from '../../server/context.ts'
import { filesFolder } from '../../server/conversations/files.ts'
import { keep } from '../../server/mail/intake/entering.ts'
import { receiveMail, receiveTogether } from '../../server/mail/intake/receiving.ts'
import { takeIn, takeInWaiting } from '../../server/mail/intake/taking-in.ts'
import { items, later, ok } from '../acts.ts'
import { fate, handOver, letter, MARIA_AT, mailbox, send } from '../mails.ts'
import { until } from '../until.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
let box: { id: number }
beforeAll(async () => {
  box = await mailbox(world)
})

const asDesk: AsDesk = (work) => world.app.asDesk('mail')(work)
const receive = async (raw: Buffer) =>
  (await receiveMail(world.desk, asDesk, { to: [{ mailboxId: box.id }], source: 'api', raw }))[0]!.id
const line = async (id: number) => ok(await world.raiz.call('GET', `/api/mails/${id}`))
const pass = (time: { seconds?: number; minutes?: number; hours?: number }) => world.at(later(world.now(), time))
const query = (text: string) => world.desk.db.pool.query(text)

test('a desk that died between receiving and deciding takes the mail in when it is back', async () => {
  const id = await receive(letter({ subject: 'Antes de la caída' }))
  expect(await line(id)).toMatchObject({ outcome: null, ticketId: null })
  await world.takeInMail()
  expect((await line(id)).outcome).toBe(null)
  await pass({ seconds: 21 })
  await world.takeInMail()
  expect(await line(id)).toMatchObject({ outcome: 'ticket_created', attempts: 1 })
})

test('who dies with mails in hand leaves them to another within a minute', async () => {
  const ids = await Promise.all(Array.from({ length: 3 }, () => receive(letter({ subject: 'En mano' }))))
  await pass({ seconds: 21 })
  // Takes them up, and is never heard of again.
  void takeInWaiting(world.desk, () => new Promise(() => {}))
  await until(async () => (await line(ids[2]!)).attempts === 1)
  await world.takeInMail()
  expect((await line(ids[2]!)).outcome).toBe(null)
  await pass({ seconds: 45 })
  await world.takeInMail()
  expect((await Promise.all(ids.map(line))).map(({ outcome }) => outcome)).toEqual(Array(3).fill('ticket_created'))
})

test('two processes at once on the same mails: each mail one outcome, each one ticket', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => receive(letter({ from: `c${n}@correo.example` }))))
  await pass({ minutes: 1 })
  await Promise.all([world.takeInMail(), world.takeInMail(), ...ids.slice(0, 4).map((id) => world.takeIn(id))])
  const lines = await Promise.all(ids.map(line))
  expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['ticket_created']))
  const { rows } = await query(
    `select count(*)::int as made from tickets where customer_id in (select customer_id from customer_emails where address like 'c%@correo.example')`,
  )
  expect(rows).toEqual([{ made: 12 }])
})

test('E1: whoever takes up a mail without its bytes reads them, though another has them in hand', async () => {
  const raws = ['x', 'y', 'z'].map((who) => letter({ from: `${who}@manos.example` }))
  const [x, y, z] = (await Promise.all(raws.map(receive))) as [number, number, number]
  // Two are on their way: the others are read with one question.
  const mails = [{ id: x }, { id: y }, { id: z, raw: raws[2]! }, { id: z }]
  const fates = await Promise.all(mails.map((mail) => takeIn(world.desk, asDesk, mail)))
  expect(fates[3]).toEqual(fates[2])
  expect(fates[3]).toMatchObject({ outcome: 'ticket_created' })
})

test('E1: a mail that the database refuses is held, and holds up none of those that came with it', async () => {
  await query(`create function say_no() returns trigger language plpgsql as $$ begin raise exception 'unstorable'; end $$;
    create trigger say_no before insert on mails for each row when (position('Veneno' in convert_from(new.raw, 'UTF8')) > 0) execute function say_no()`)
  const mails = ['Antes', 'Veneno', 'Después'].map((subject) =>
    letter({ subject, from: `${subject.length}@correo.example` }),
  )
  const arriving = mails.map(async (raw, uid) => ({
    mailboxId: box.id,
    source: 'imap' as const,
    kept: await keep(world.desk, raw),
    sighting: { uidValidity: 7, uid, described: '100 0' },
  }))
  const ids = await receiveTogether(world.desk, asDesk, await Promise.all(arriving))
  // Handed over by another door it is the same mail, with the same fate.
  fate(ok(await handOver(world.raiz, mails[1]!)), 'held', 'refused')
  const alone = ok(await handOver(world.raiz, letter({ subject: 'Veneno solo' })))
  fate(alone, 'held', 'refused')
  await query('drop trigger say_no on mails')
  await pass({ minutes: 1 })
  await world.takeInMail()
  const fates = async () =>
    (await Promise.all(ids.map((id) => line(id!)))).map(({ outcome, reason }) => reason ?? outcome)
  expect(await fates()).toEqual(['ticket_created', 'refused', 'ticket_created'])
  expect((await query('select count(*)::int from mail_sightings where uid_validity = 7')).rows[0].count).toBe(3)
  ok(await world.raiz.call('POST', `/api/mails/${ids[1]}/retry`))
  await world.takeInMail()
  expect(await fates()).toEqual(['ticket_created', 'ticket_created', 'ticket_created'])
})

test('twins in two mailboxes at the same moment are one ticket', async () => {
  const other = await mailbox(world, { address: 'ventas@panaderia-sur.example' })
  const raw = letter({ subject: 'A dos buzones' })
  const marked = Buffer.concat([Buffer.from('Received: by otro\r\n'), raw])
  const got = await Promise.all([send(world, raw), send(world, marked, other.address)])
  expect(got.map(({ outcome }) => outcome).sort()).toEqual(['ignored', 'ticket_created'])
})

test('a poison mail between two good ones is held, and stops neither of them', async () => {
  const poison = Buffer.from(`From: poison@otro.example\r\n${nested(400)}`)
  const got = []
  for (const raw of [letter({ subject: 'Uno' }), poison, letter({ subject: 'Dos' })]) got.push(await send(world, raw))
  expect(got.map(({ outcome }) => outcome)).toEqual(['ticket_created', 'held', 'ticket_created'])
  expect(await line(got[1].mailId)).toMatchObject({
    from: 'poison@otro.example',
    canRetry: true,
    explanation: expect.stringMatching(/\.$/),
  })
})

test('what is too large to be read is held with what its head says, and is not offered for another try', async () => {
  const id = await receive(letter({ subject: 'Enorme', text: 'a'.repeat(1.1 * 1024 * 1024) }))
  await query(`update mails set size = 51 * 1024 * 1024 where id = ${id}`)
  fate(await world.takeIn(id), 'held', 'too_large')
  expect(await line(id)).toMatchObject({ from: MARIA_AT, subject: 'Enorme', canRetry: false })
  const refused = await world.raiz.call('POST', `/api/mails/${id}/retry`)
  expect([refused.status, refused.body.code]).toEqual([422, 'never_readable'])
})

test('E1: large mails are read one after the other, and hold up no small one', async () => {
  const enormous = (subject: string) => letter({ subject, from: `${subject}@correo.example`, text: 'x'.repeat(1.1e6) })
  const [slow, next, small] = [enormous('lenta'), enormous('otra'), letter({ from: 'chica@correo.example' })]
  const ids = (await Promise.all([slow, next, small].map(receive))) as [number, number, number]
  const { rows } = await query(`select storage from mails where id = ${ids[0]}`)
  const file = join(filesFolder(world.desk.config.dataDir), rows[0].storage)
  // A file that hands over nothing until somebody writes into it.
  rmSync(file)
  execFileSync('mkfifo', [file])
  const first = takeIn(world.desk, asDesk, { id: ids[0] })
  // Opened once it is being read.
  const pen = await open(file, 'w')
  const others = ids.slice(1).map((id) => takeIn(world.desk, asDesk, { id }))
  try {
    await others[1]
    await sleep(300)
    expect((await line(ids[1])).outcome).toBe(null)
    await pen.writeFile(slow)
  } finally {
    // Else whoever reads it waits for ever, and everybody behind.
    await pen.close()
  }
  const taken = await Promise.all([first, ...others])
  expect(taken).toEqual(Array(3).fill(expect.objectContaining({ outcome: 'ticket_created' })))
})

test('what fails half-way has done nothing: it is tried again, at last held, and comes in once the cause is gone', async () => {
  await query(
    // What is noted of it ends within a letter.
    `create function break_mails() returns trigger language plpgsql as $$ begin raise exception '%', rpad('the disk is on fire', 999) || '🔥'; end $$`,
  )
  await query('create trigger break_mails before insert on mail_messages for each row execute function break_mails()')
  const tickets = async () => (await query('select count(*)::int as n from tickets')).rows[0].n
  const before = await tickets()
  const raw = letter({ subject: 'Entre llamas' })
  // Whoever handed it over is told that it is kept: the rest is ours to see to.
  expect(ok(await handOver(world.raiz, raw), 202)).toMatchObject({ outcome: null })
  const [held] = await items(world.raiz, '/api/mails?outcome=waiting')
  for (let hour = 0; hour < 6; hour++) {
    await pass({ hours: 2 })
    await world.takeInMail()
  }
  // Whoever has to judge it sees who wrote about what.
  const head = { from: MARIA_AT, subject: 'Entre llamas' }
  expect(await line(held.id)).toMatchObject({ outcome: 'held', reason: 'failed', attempts: 5, ...head })
  expect([await tickets(), (await items(world.ada, '/api/alerts'))[0].kind]).toEqual([before, 'mail_held'])
  await query('drop trigger break_mails on mail_messages')
  ok(await world.raiz.call('POST', `/api/mails/${held.id}/retry`, {}))
  await world.takeInMail()
  expect(await line(held.id)).toMatchObject({ outcome: 'ticket_created' })
  expect(await tickets()).toBe(before + 1)
})

test('a mail that takes the whole process down with it is held after some lives, unread', async () => {
  const id = await receive(letter())
  await query(`update mails set attempts = 5, try_at = desk_now() where id = ${id}`)
  await world.takeInMail()
  expect(await line(id)).toMatchObject({ outcome: 'held', reason: 'failed' })
})

test('what was held before anybody judged it is judged when it is taken up: a machine’s mail stays a machine’s', async () => {
  const id = await receive(letter({ headers: ['Auto-Submitted: auto-replied'] }))
  await query(`update mails set attempts = 5, try_at = desk_now() where id = ${id}`)
  await world.takeInMail()
  for (const outcome of ['auto_reply', 'ticket_created']) {
    ok(await world.raiz.call('POST', `/api/mails/${id}/retry`, {}))
    await world.takeInMail()
    expect(await line(id)).toMatchObject({ outcome })
  }
})

test('a mail goes where its mailbox’s group can still take it', async () => {
  const { id } = ok(await world.raiz.call('POST', '/api/groups', { name: 'Antiguo' }), 201)
  await mailbox(world, { address: 'antiguo@panaderia-sur.example', groupId: id })
  ok(await world.raiz.call('PATCH', `/api/groups/${id}`, { active: false }))
  const got = await send(world, {}, 'antiguo@panaderia-sur.example')
  fate(got, 'ticket_created')
  expect(ok(await world.ben.call('GET', `/api/tickets/${got.ticketId}`)).group.id).toBe(world.support)
})

/** Parts within parts within parts. */
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')
