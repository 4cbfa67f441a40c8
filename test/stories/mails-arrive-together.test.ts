import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { look, ok } from '../acts.ts'
import { handOver, letter, mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
beforeAll(() => mailbox(world))

const run = (text: string): Promise<{ rows: any[] }> => world.desk.db.pool.query(text)
const people = ['ana', 'bea', 'carlos', 'diego', 'elsa', 'fede', 'gael', 'hugo', 'ines', 'juan', 'kira', 'luis']
const from = (who: string, more: object = {}) =>
  letter({
    from: `${who} <${who}@cliente.example>`,
    subject: `De ${who}`,
    text: `Soy ${who} y no puedo entrar.`,
    ...more,
  })
/** All of them post at the same moment. */
const burst = (letters: Buffer[]) => Promise.all(letters.map((each) => send(world, each)))

test('E1: twelve people write at the same moment: each gets a ticket of their own, told by its own facts', async () => {
  // Their customers are known: what is new goes the same way, here it would only be more to look at.
  await burst(people.map((who) => from(who)))
  const fates = await burst(people.map((who) => from(who, { subject: `Otra vez ${who}` })))
  for (const [n, { outcome, ticketId }] of fates.entries()) {
    const ticket = await look(world.ben, ticketId)
    expect([outcome, ticket.subject, ticket.customer.name]).toEqual([
      'ticket_created',
      `Otra vez ${people[n]}`,
      people[n],
    ])
  }
  const ids = fates.map(({ ticketId }) => ticketId).join()
  const { rows } =
    await run(`select c.ticket_id, count(distinct f.xid)::int as xids, bool_and(f.ticket_id = c.ticket_id) as own,
      count(distinct c.request)::int as requests, bool_and(c.request = f.request) as same, array_agg(c.tbl order by c.id) as tables
    from changes c join facts f on f.id = c.fact_id where c.ticket_id in (${ids}) group by c.ticket_id`)
  const each = {
    xids: 1,
    own: true,
    requests: 1,
    same: true,
    tables: ['tickets', 'status_rows', 'interactions', 'mail_messages'],
  }
  expect(rows).toEqual(rows.map(({ ticket_id }) => ({ ticket_id, ...each })))
  expect(rows).toHaveLength(people.length)
  const shared = await run(`select 1 from facts where ticket_id in (${ids}) group by xid having count(*) > 1`)
  expect(shared.rows.length).toBeGreaterThan(0)
})

test('E1: people nobody knew yet are entered beside each other, each told by a fact of their own', async () => {
  const fates = await burst(people.map((who) => from(`nueva.${who}`)))
  const { rows } =
    await run(`select count(distinct t.customer_id)::int as customers, bool_and(f.customer_id = t.customer_id) as own,
      count(distinct c.request)::int as requests
    from tickets t join changes c on c.customer_id = t.customer_id and c.tbl in ('customers', 'customer_emails') join facts f on f.id = c.fact_id
    where t.id in (${fates.map(({ ticketId }) => ticketId).join()})`)
  expect(rows).toEqual([{ customers: people.length, own: true, requests: people.length }])
})

test('E1: the same mail for two mailboxes, one sender’s two mails, an answer: what belongs together is not torn apart by haste', async () => {
  await mailbox(world, { address: 'ventas@panaderia-sur.example' })
  const twin = from('twin', { subject: 'Para los dos' })
  const [begun] = await burst([from('mara')])
  const answer = from('mara', { subject: `Re: [#${begun.ticketId}] De mara`, text: 'Sigo sin entrar.' })
  const fates = await Promise.all([
    ...['ana', 'bea', 'carlos'].map((who) => send(world, from(who, { subject: 'Tercera' }))),
    send(world, twin),
    send(world, twin, 'ventas@panaderia-sur.example'),
    send(world, from('doble', { subject: 'Uno' })),
    send(world, from('doble', { subject: 'Dos' })),
    send(world, answer),
  ])
  const [, , , one, other, first, second, answered] = fates
  expect([one.outcome, other.outcome].toSorted()).toEqual(['ignored', 'ticket_created'])
  expect(one.ticketId).toBe(other.ticketId)
  const [a, b] = [await look(world.ben, first.ticketId), await look(world.ben, second.ticketId)]
  expect(a.customer.id).toBe(b.customer.id)
  expect(a.id).not.toBe(b.id)
  expect(answered).toMatchObject({ outcome: 'follow_up', ticketId: begun.ticketId })
})

test('E1: a mail and its answer that arrive in the same breath are one ticket, also where they answer each other', async () => {
  const pairs = people.map((who) => {
    const [first, second] = [`<1.${who}@cliente.example>`, `<2.${who}@cliente.example>`]
    const odd = who === 'kira' ? [`In-Reply-To: ${second}`] : []
    return [
      from(who, { subject: 'Se cayó', messageId: first, headers: odd }),
      from(who, { subject: 'Re: Se cayó', messageId: second, headers: [`In-Reply-To: ${first}`] }),
    ]
  })
  const fates = await burst(pairs.flat())
  const tickets = pairs.map((_, n) => new Set([fates[2 * n].ticketId, fates[2 * n + 1].ticketId]).size)
  expect(tickets).toEqual(people.map(() => 1))
})

test('E1: an answer that is entered before its mail waits for it', async () => {
  await run(`create function wait_a_moment() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
    create trigger wait_a_moment before insert on mails for each row
      when (position('Demorada' in convert_from(new.raw, 'UTF8')) > 0) execute function wait_a_moment()`)
  const mail = send(world, from('lena', { subject: 'Demorada', messageId: '<lena@cliente.example>' }))
  await sleep(300)
  const answer = from('lena', { subject: 'Y algo más', headers: ['In-Reply-To: <lena@cliente.example>'] })
  expect(await send(world, answer)).toMatchObject({ outcome: 'follow_up', ticketId: (await mail).ticketId })
  await run('drop trigger wait_a_moment on mails; drop function wait_a_moment()')
})

test('E1: forty mails of one sender at once: thirty are taken, and one bell rings', async () => {
  const fates = await burst(Array.from({ length: 40 }, (_, n) => from('bucle', { subject: `Vuelta ${n}` })))
  const outcomes = fates.map(({ outcome }) => outcome)
  expect([
    outcomes.filter((each) => each === 'ticket_created').length,
    outcomes.filter((each) => each === 'held').length,
  ]).toEqual([30, 10])
  const { rows } = await run(
    `select agent_id, count(*)::int as rung from alerts where kind = 'mail_braked' group by agent_id`,
  )
  expect(rows.map(({ rung }) => rung)).toEqual(rows.map(() => 1))
})

test('T10: one customer who writes from all their addresses at once is told by the facts of each mail', async () => {
  const emails = people.slice(0, 8).map((who) => `${who}@varias.example`)
  const customer = ok(await world.ben.call('POST', '/api/customers', { name: 'Vera Varias', emails }), 201)
  await run(`update customer_emails set failing_since = now(), failure = 'x' where customer_id = ${customer.id}`)
  await burst(emails.map((email) => letter({ from: email, subject: 'Vuelvo a leer' })))
  const { rows } =
    await run(`select count(*)::int as changes, count(distinct c.request)::int as requests, count(distinct c.fact_id)::int as facts
    from changes c join facts f on f.id = c.fact_id and f.type = 'customer.email_working' where c.customer_id = ${customer.id}`)
  expect(rows).toEqual([{ changes: 8, requests: 8, facts: 8 }])
})

test('E1: who may not hand mails over gains nothing by coming at the same moment as who may', async () => {
  const { raiz, ben, eva } = world
  const told = await Promise.all([raiz, ben, raiz, eva, raiz, ben].map((who, n) => handOver(who, from(people[n]!))))
  expect(told.map(({ status }) => status)).toEqual([200, 403, 200, 403, 200, 403])
})

test('E1: one that the database will not have holds up none of those it came with', async () => {
  await run(`create function no_poison() returns trigger language plpgsql as $$ begin raise exception 'no se puede'; end $$;
    create trigger no_poison before insert on tickets for each row when (new.subject = 'veneno') execute function no_poison()`)
  const subjects = people.map((who, n) => (n === 5 ? 'veneno' : `Cuarta de ${who}`))
  const told = await Promise.all(people.map((who, n) => handOver(world.raiz, from(who, { subject: subjects[n] }))))
  expect(told.map(({ body }) => body.outcome)).toEqual(people.map((_, n) => (n === 5 ? null : 'ticket_created')))
  await run('drop trigger no_poison on tickets')
  const line = ok(await world.raiz.call('GET', `/api/mails/${told[5]!.body.mailId}`))
  expect(line).toMatchObject({ outcome: null, ticketId: null })
})

test('T10: what no fact of its own explains is refused where others come along', async () => {
  const asDesk = world.app.asDesk('test')
  const [known] = await burst([from('rosa')])
  const renamed = asDesk.together!([
    (ctx) =>
      ctx.record({ type: 'settings.saved', setting: 'mail' } as never, () =>
        ctx.db.updateTable('tickets').set({ subject: 'Sin explicación' }).where('id', '=', known.ticketId).execute(),
      ),
  ])
  await expect(renamed).rejects.toThrow('What explains this change of tickets')
})

test('T10: a fact within another goes alone: nobody could tell which of them explains what', async () => {
  const nested = world.app.asDesk('test').together!([
    (ctx) =>
      ctx.record({ type: 'settings.saved', setting: 'mail' } as never, () =>
        ctx.record({ type: 'settings.saved', setting: 'mail' } as never, async () => {}),
      ),
  ])
  await expect(nested).rejects.toThrow('A fact within another goes alone')
})

test('who shares a transaction waits for nobody’s lock longer than two seconds', async () => {
  const holder = await world.desk.db.pool.connect()
  try {
    await holder.query('begin; select pg_advisory_xact_lock(4711)')
    const waiting = world.app.asDesk('test').together!([
      (ctx) => sql`select pg_advisory_xact_lock(4711)`.execute(ctx.db).then(() => {}),
    ])
    await expect(waiting).rejects.toMatchObject({ code: '55P03' })
  } finally {
    await holder.query('rollback')
    holder.release()
  }
})
