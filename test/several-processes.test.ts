import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type DeskProcess, startDesk } from './desk-process.ts'

const ADMIN = { email: 'raiz@desk.example', password: 'una-clave-bien-larga' }
const scratch = mkdtempSync(join(tmpdir(), 'ventanilla-two-'))
let url: string
let one: DeskProcess
let two: DeskProcess
let cookie: string

beforeAll(async () => {
  url = await newDatabase()
  one = await startDesk(environment('one'))
  two = await startDesk(environment('two'))
  const answer = await fetch(`${one.url}/api/session`, post(ADMIN, ''))
  cookie = answer.headers.get('set-cookie')!.split(';')[0]!
})

afterAll(async () => {
  for (const desk of [one, two]) desk?.process.kill('SIGKILL')
  rmSync(scratch, { recursive: true, force: true })
})

test('who signed in at one process is known at the other, and hears there what changes through the first', async () => {
  const heard = await listen(two)
  const ticket = await openTicket(one, 'No imprime facturas')
  expect(await heard.until(`"ticketId":${ticket.id}`, 20_000)).toBe(true)
  heard.stop()
})

test('two processes that sweep the same desk ring each alarm once', async () => {
  const tickets = await Promise.all(Array.from({ length: 12 }, (_, n) => openTicket(n % 2 ? one : two, `Ticket ${n}`)))
  await clockGoes("interval '5 days'")
  const alarms = () =>
    ask(
      `select ticket_id, detail ->> 'level' as level, count(*)::int as rung from facts where type = 'alarm.raised' group by 1, 2`,
    )
  await expect.poll(async () => (await alarms()).length, { timeout: 25_000 }).toBeGreaterThanOrEqual(3 * tickets.length)
  await sleep(1000)
  await clockGoes("interval '0'")
  expect((await alarms()).filter(({ rung }) => rung !== 1)).toEqual([])
})

test('both write one chain of seals, and each the whole of it into its own file', async () => {
  const sealed = () => ask('select count(*)::int as seals, count(distinct prev)::int as links from seals')
  await expect.poll(async () => (await sealed())[0]!.seals, { timeout: 10_000 }).toBeGreaterThan(2)
  const [{ seals, links }] = (await sealed()) as [{ seals: number; links: number }]
  expect(links).toBe(seals)
  for (const name of ['one', 'two'])
    await expect
      .poll(
        () =>
          readFileSync(join(scratch, name, 'seals.log'), 'utf8')
            .trim()
            .split('\n').length,
        { timeout: 8000 },
      )
      .toBeGreaterThanOrEqual(seals)
})

test('told to stop, a process finishes the request in hand and ends within ten seconds, while the other works on', async () => {
  const ticket = await openTicket(two, 'Sigue sin imprimir')
  const holder = new pg.Client(url)
  await holder.connect()
  await holder.query(`begin; select from tickets where id = ${ticket.id} for update`)
  const note = fetch(
    `${one.url}/api/tickets/${ticket.id}/interactions`,
    post({ kind: 'note', text: 'En mano' }, cookie),
  )
  await waitingForLock()
  const stopped = one.stop()
  await sleep(1000)
  await holder.query('commit')
  await holder.end()
  expect((await note).status).toBe(201)
  const { code, ms } = await stopped
  expect(code).toBe(0)
  expect(ms).toBeLessThan(10_000)
  expect((await openTicket(two, 'Otra cosa')).number).toMatch(/^\d+$/)
})

test('a stop does not wait for a browser that only listens, nor for a request that never ends', async () => {
  const ticket = await openTicket(two, 'Atascado')
  const heard = await listen(two)
  const holder = new pg.Client(url)
  await holder.connect()
  await holder.query(`begin; select from tickets where id = ${ticket.id} for update`)
  const stuck = fetch(
    `${two.url}/api/tickets/${ticket.id}/interactions`,
    post({ kind: 'note', text: 'Nunca' }, cookie),
  ).catch(() => null)
  await waitingForLock()
  const { ms } = await two.stop()
  expect(ms).toBeLessThan(10_000)
  await holder.end()
  await stuck
  heard.stop()
})

/** Both processes ask the database for the time; it is so much later now, and goes on. */
const clockGoes = (later: string) =>
  ask(
    `create or replace function desk_now() returns timestamptz language sql as $$ select clock_timestamp() + ${later} $$`,
  )

function environment(name: string): NodeJS.ProcessEnv {
  return {
    ...{ DATABASE_URL: url, SECRET_KEY: 'k'.repeat(40), DATA_DIR: join(scratch, name), LOG_LEVEL: 'info' },
    ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
  }
}

const post = (body: object, cookie: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(cookie && { cookie, 'sec-fetch-site': 'same-origin' }) },
  body: JSON.stringify(body),
})

async function openTicket(desk: DeskProcess, description: string): Promise<{ id: number; number: string }> {
  const ticket = { description, customer: { name: 'María González' }, channel: 'phone' }
  const answer = await fetch(`${desk.url}/api/tickets`, post(ticket, cookie))
  if (answer.status !== 201) throw new Error(await answer.text())
  return (await answer.json()) as { id: number; number: string }
}

/** A browser that has the page open. */
async function listen(desk: DeskProcess) {
  const leave = new AbortController()
  const answer = await fetch(`${desk.url}/api/live`, { headers: { cookie }, signal: leave.signal })
  let heard = ''
  const reading = (async () => {
    for await (const words of answer.body!.pipeThrough(new TextDecoderStream())) heard += words
  })().catch(() => 'left')
  return {
    async until(words: string, ms: number) {
      for (const end = Date.now() + ms; Date.now() < end && !heard.includes(words); ) await sleep(50)
      return heard.includes(words)
    },
    async stop() {
      leave.abort()
      await reading
    },
  }
}

async function waitingForLock() {
  await expect
    .poll(() => ask(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`), {
      timeout: 5000,
    })
    .toHaveLength(1)
}

async function newDatabase(): Promise<string> {
  const address = new URL(inject('databaseUrl'))
  const name = `two_${Math.random().toString(36).slice(2, 8)}`
  const admin = new pg.Client(address.href)
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  address.pathname = `/${name}`
  return address.href
}

async function ask(query: string): Promise<Record<string, number>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}
