import { expect, test } from 'vitest'
import { answer, items, look, ok, open, say } from '../acts.ts'
import { mailbox, send, sent } from '../mails.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()
type Item = { kind: string; id: number; at: string }
const history = (who: Person, of: string, more = '') => items(who, `/api/${of}/history?limit=100${more}`)
const kinds = (list: Item[]) => list.map(({ kind }) => kind)

/** María's ticket with a note, an answer and a call; something planned with her; and what changed on her profile. */
async function dayWithMaria() {
  const org = ok(await world.ben.call('POST', '/api/organizations', { name: 'Panadería Sur' }), 201)
  const body = { name: 'María González', organizationId: org.id, phones: ['+56 9 8765 4321'] }
  const maria = ok(await world.ben.call('POST', '/api/customers', body), 201)
  await world.at('2026-03-02T12:01:00Z')
  const ticket = await open(world.ben, { customer: undefined, customerId: maria.id })
  await world.at('2026-03-02T12:02:00Z')
  await answer(world.ben, ticket.id, 'Le enviamos un técnico')
  await world.at('2026-03-02T12:03:00Z')
  await say(world.ben, ticket.id, {
    kind: 'call',
    direction: 'out',
    text: 'Confirmó la hora',
    call: { result: 'answered' },
  })
  await world.at('2026-03-02T12:04:00Z')
  const visit = { kind: 'visit', title: 'Revisar la caja', dueAt: '2026-03-05T15:00:00Z' }
  ok(await world.ben.call('POST', `/api/customers/${maria.id}/activities`, visit), 201)
  const check = { kind: 'task', title: 'Pedir el repuesto', dueAt: '2026-03-04T15:00:00Z' }
  ok(await world.ben.call('POST', `/api/tickets/${ticket.id}/activities`, check), 201)
  await world.at('2026-03-02T12:05:00Z')
  ok(
    await world.ben.call('PATCH', `/api/customers/${maria.id}`, {
      version: 1,
      notes: 'Por la tarde',
      organizationId: null,
    }),
  )
  return { maria, ticket, org }
}
let day: Awaited<ReturnType<typeof dayWithMaria>>

test('Z4: everything said and done with María stands in one list, newest first', async () => {
  day = await dayWithMaria()
  const list = await history(world.ben, `customers/${day.maria.id}`)
  expect(kinds(list)).toEqual(['change', 'activity', 'activity', 'call', 'interaction', 'ticket', 'call', 'change'])
  expect(list[0]).toMatchObject({
    who: 'Ben',
    change: {
      text: 'Datos modificados',
      fields: expect.arrayContaining([
        { field: 'notes', fieldText: 'Notas', oldText: null, newText: 'Por la tarde' },
        { field: 'organizationId', fieldText: 'Empresa', oldText: 'Panadería Sur', newText: null },
      ]),
    },
  })
  expect(list[3]).toMatchObject({
    call: { text: 'Confirmó la hora', result: 'answered' },
    ticket: { id: day.ticket.id },
  })
  expect(list[4]).toMatchObject({ interaction: { text: 'Le enviamos un técnico', direction: 'out' } })
})

test('Z4: page by page it is the same list, and one kind alone is what of it is of that kind', async () => {
  const url = `/api/customers/${day.maria.id}/history`
  const whole = (await history(world.ben, `customers/${day.maria.id}`)) as Item[]
  const pages: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: any = ok(
      await world.ben.call('GET', `${url}?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`),
    )
    pages.push(...page.items)
    cursor = page.nextCursor
  }
  expect(pages).toEqual(whole)
  for (const kind of ['ticket', 'interaction', 'call', 'activity', 'change'])
    expect(await history(world.ben, `customers/${day.maria.id}`, `&kind=${kind}`)).toEqual(
      whole.filter((item) => item.kind === kind),
    )
})

test('Z4: Eva knows the person, and nothing of what is said in a group that is not hers', async () => {
  expect(kinds(await history(world.eva, `customers/${day.maria.id}`))).toEqual(['change', 'activity', 'change'])
  const planned = await items(world.eva, `/api/customers/${day.maria.id}/activities`)
  expect(planned.map(({ title }) => title)).toEqual(['Revisar la caja'])
})

test('Z4: the organization keeps what was said on its tickets, whoever asked and wherever they belong now', async () => {
  const list = await history(world.ben, `organizations/${day.org.id}`)
  expect(kinds(list)).toEqual(['interaction', 'ticket', 'change'])
  expect(list[0]).toMatchObject({ customer: { name: 'María González' } })
  expect(kinds(await history(world.eva, `organizations/${day.org.id}`))).toEqual(['change'])
})

test('T4: a merge stands in the history of who was merged away, by name', async () => {
  const twin = ok(await world.ben.call('POST', '/api/customers', { name: 'M. González' }), 201)
  ok(await world.raiz.call('POST', `/api/customers/${twin.id}/merge`, { intoId: day.maria.id }))
  const [last] = await history(world.ben, `customers/${twin.id}`)
  expect(last.change.text).toBe('Fusionada con María González')
})

test('Z4, E1: in María’s history her words are told from those nobody vouches for, and from what a program answered', async () => {
  await mailbox(world, {})
  const server = 'mx.panaderia-sur.example'
  await world.desk.db.pool.query('update mailboxes set trusted_server = $1', [server])
  const result = (said: string) => `Authentication-Results: ${server}; dmarc=${said} header.from=panaderia.example`
  const { ticketId } = await send(world, { headers: [result('pass')] })
  const answers = (await sent(world, ticketId)).messageId
  await send(world, { answers, headers: [result('fail')] })
  await send(world, { answers, headers: [result('pass'), 'Auto-Submitted: auto-replied'] })
  const { customer } = await look(world.ben, ticketId)
  const list = await history(world.ben, `customers/${customer.id}`, '&kind=interaction')
  expect(list.map(({ interaction }) => [interaction.direction, interaction.side])).toEqual([
    ['in', 'program'],
    ['in', 'unproven'],
    ['out', 'customer'],
    ['in', 'customer'],
  ])
})
