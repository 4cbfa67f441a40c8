import { expect, test } from 'vitest'
import { complete, edit, items, later, look, MARIA, mariaSays, ok, open, refusal, say, tryEdit } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const bell = async (who: Person, ticketId: number, kind: string) =>
  (await items(who, '/api/alerts?limit=500')).filter((alert) => alert.kind === kind && alert.ticket?.id === ticketId)
    .length
const unattended = async () => ok(await world.raiz.call('GET', '/api/stats/unattended')).count

/** Jumps to a moment, and the desk looks at what is due, as it does every ten seconds. */
async function at(moment: Date | string) {
  await world.at(moment)
  await world.sweep()
}

test('Z11: what is due rings its owner, then the group, then the lead, each once', async () => {
  const ticket = await open(world.raiz, { ownerId: world.ben.id, channel: 'portal', priority: 'immediate' })
  const due = ticket.nextAction.dueAt
  await at(later(due, { seconds: -1 }))
  const rung = async () => [await bell(world.ben, ticket.id, 'overdue'), await bell(world.ada, ticket.id, 'overdue')]
  expect(await rung()).toEqual([0, 0])
  await at(due)
  expect(await rung()).toEqual([1, 0])
  await at(later(due, { minutes: 14 }))
  expect(await rung()).toEqual([1, 0])
  await at(later(due, { minutes: 15 }))
  expect(await rung()).toEqual([2, 1])
  await at(later(due, { minutes: 60 }))
  expect(await rung()).toEqual([2, 2])
  await at(later(due, { days: 3 }))
  expect(await rung()).toEqual([2, 2])
  expect(await unattended()).toBe(0)
})

test('Z11: without an owner, or with one who left or lost the right, the group hears it at once', async () => {
  await world.at('2026-03-09T12:00:00Z')
  const hire = async (name: string) =>
    ok(
      await world.raiz.call('POST', '/api/agents', {
        ...{ name, email: `${name.toLowerCase()}@desk.example` },
        memberships: [{ groupId: world.support, right: 'change' }],
      }),
      201,
    ).id
  const [leaves, loses] = [await hire('Dana'), await hire('Nora')]
  const tickets = [
    await open(world.raiz, { channel: 'portal', priority: 'immediate' }),
    await open(world.raiz, { channel: 'portal', priority: 'immediate', ownerId: leaves }),
    await open(world.raiz, { channel: 'portal', priority: 'immediate', ownerId: loses }),
  ]
  ok(await world.raiz.call('PATCH', `/api/agents/${leaves}`, { active: false }))
  ok(
    await world.raiz.call('PATCH', `/api/agents/${loses}`, {
      memberships: [{ groupId: world.support, right: 'read' }],
    }),
  )
  await at(tickets[0].nextAction.dueAt)
  for (const { id } of tickets) expect([id, await bell(world.ada, id, 'overdue')]).toEqual([id, 1])
})

test('Z11: without anybody in the group the admins hear it', async () => {
  const { id: groupId } = ok(await world.raiz.call('POST', '/api/groups', { name: 'Desierto' }), 201)
  const { id } = await world.asSystem((ctx) =>
    ctx.db.selectFrom('agents').select('id').where('name', '=', 'Raíz').executeTakeFirstOrThrow(),
  )
  expect(id).toBe(world.raiz.id)
  const ticket = await open(world.raiz, { groupId, channel: 'portal', priority: 'immediate' })
  await at(ticket.nextAction.dueAt)
  expect(await bell(world.raiz, ticket.id, 'overdue')).toBe(1)
})

test('Z11: a ticket nobody looked at shows as unattended until the desk looks', async () => {
  await world.at('2026-03-10T12:00:00Z')
  await world.sweep()
  const ticket = await open(world.ben, { channel: 'portal', priority: 'immediate' })
  await world.at(later(ticket.nextAction.dueAt, { minutes: 6 }))
  expect(await unattended()).toBe(1)
  await world.sweep()
  expect(await unattended()).toBe(0)
})

test('Z6: what is waited for in vain comes back by itself: María’s answer becomes a call to make', async () => {
  await at('2026-03-11T12:00:00Z')
  const ticket = await open(world.ben, { ownerId: world.ben.id })
  const waiting = await edit(world.ben, ticket.id, { status: 'customer_action' })
  expect(waiting.nextAction).toMatchObject({ kind: 'follow_up_call', dueAt: '2026-03-16T12:00:00.000Z' })
  await at('2026-03-16T12:00:00Z')
  expect(await bell(world.ben, ticket.id, 'overdue')).toBe(1)
  await say(world.ben, ticket.id, { kind: 'call', call: { result: 'no_answer' } })
  expect((await look(world.ben, ticket.id)).nextAction.dueAt).toBe('2026-03-19T12:00:00.000Z')
})

test('Z2: whoever is given a ticket hears of it, and one’s own list is by what is due next', async () => {
  await at('2026-03-17T12:00:00Z')
  const late = await open(world.raiz, { priority: 'low' })
  const soon = await open(world.raiz, { priority: 'immediate' })
  for (const { id } of [late, soon]) await edit(world.raiz, id, { ownerId: world.ben.id })
  expect(await bell(world.ben, soon.id, 'assigned')).toBe(1)
  const mine = (await items(world.ben, '/api/tickets?view=mine&limit=500')).map(({ id }) => id)
  expect(mine.indexOf(soon.id)).toBeLessThan(mine.indexOf(late.id))
  await mariaSays(world.ada, soon.id, 'Otra cosa')
  expect(await bell(world.ben, soon.id, 'customer_replied')).toBe(1)
  const card = (await items(world.ben, '/api/tickets?view=mine&limit=500')).find(({ id }) => id === soon.id)
  expect(card).toMatchObject({ newInteraction: true, nextAction: { overdue: false } })
})

test('Z2: a ticket is owned only by who may work it', async () => {
  const ticket = await open(world.ben)
  for (const ownerId of [world.eva.id, world.leo.id, world.olga.id, 999_999])
    expect((await tryEdit(world.ben, ticket.id, { ownerId })).body.fields).toHaveProperty('ownerId')
  expect((await edit(world.ben, ticket.id, { ownerId: world.ada.id })).owner.name).toBe('Ada')
  expect((await edit(world.ben, ticket.id, { ownerId: null })).owner).toBeNull()
})

test('Z5: handed over, the ticket keeps its history, loses an owner who may not follow, and the team is told', async () => {
  const ticket = await open(world.ben, { ownerId: world.ben.id })
  const handed = await edit(world.ben, ticket.id, { groupId: world.sales })
  expect(handed).toMatchObject({ group: { name: 'Ventas' }, owner: null })
  expect(refusal(await world.ben.call('GET', `/api/tickets/${ticket.id}`))).toEqual([404, 'not_found'])
  expect(await bell(world.eva, ticket.id, 'handed_over')).toBe(1)
  expect((await items(world.eva, `/api/tickets/${ticket.id}/interactions`)).length).toBe(1)
  const [change] = await items(world.eva, `/api/tickets/${ticket.id}/changes?field=groupId`).then((all) =>
    all.slice(-1),
  )
  expect(change).toMatchObject({
    oldText: 'Soporte',
    newText: 'Ventas',
    actor: { name: 'Ben' },
    fact: 'ticket.handed_over',
  })
})

test('Z5: only to a group that is there and active', async () => {
  const { id } = ok(await world.raiz.call('POST', '/api/groups', { name: 'Cerrado', active: false }), 201)
  const ticket = await open(world.ben)
  for (const groupId of [id, 999_999])
    expect((await tryEdit(world.ben, ticket.id, { groupId })).body.fields).toHaveProperty('groupId')
})

test('Z9: the list orders work by what needs doing next, page by page, each ticket once', async () => {
  // Neither the order they came in nor its reverse.
  for (const priority of ['high', 'low', 'immediate', 'normal']) await open(world.ben, { priority })
  await complete(world.ben, (await open(world.ben)).id)
  const pages: any[] = []
  let cursor: string | null = ''
  do {
    const page: any = ok(await world.ben.call('GET', `/api/tickets?view=open&limit=3${cursor && `&cursor=${cursor}`}`))
    pages.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  const dues = pages.map((card) => card.nextAction.dueAt)
  expect(dues).toEqual([...dues].sort())
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
  expect(pages.map(({ status }) => status)).not.toContain('completed')
  expect(pages.length).toBe(ok(await world.ben.call('GET', '/api/tickets/counts')).counts.open)
})

test('S17, L9: each change is on record with who, when, field, old and new, as recorded and as people read it', async () => {
  await at('2026-03-18T12:00:00Z')
  const ticket = await open(world.ben)
  await world.at('2026-03-18T12:05:00Z')
  await edit(world.ada, ticket.id, { priority: 'high', ownerId: world.ben.id })
  const changes = await items(world.leo, `/api/tickets/${ticket.id}/changes?actorId=${world.ada.id}`)
  const shown = changes.map(({ at, actor, source, fact, field, old, new: now, oldText, newText }) => [
    ...[at, actor.name, source, fact, field, old, now, oldText, newText],
  ])
  const when = '2026-03-18T12:05:00.000Z'
  expect(shown).toEqual([
    [when, 'Ada', 'api', 'ticket.edited', 'priority', 'normal', 'high', 'Normal', 'Alta'],
    [when, 'Ada', 'api', 'ticket.assigned', 'ownerId', null, world.ben.id, null, 'Ben'],
  ])
  const filtered = await items(world.leo, `/api/tickets/${ticket.id}/changes?field=priority`)
  expect(filtered.map(({ old, new: now }) => [old, now])).toEqual([
    [null, 'normal'],
    ['normal', 'high'],
  ])
})

test('L9: whatever is done by itself says so: closed by the desk, not by whoever was there', async () => {
  const ticket = await open(world.ben)
  await complete(world.ben, ticket.id)
  await at(later(world.now(), { days: 8 }))
  const [closed] = (await items(world.ben, `/api/tickets/${ticket.id}/changes?field=status&table=tickets`)).slice(-1)
  expect(closed).toMatchObject({ new: 'closed', actor: { kind: 'system', name: 'Ventanilla' }, source: 'sweep' })
})

test('L9: nobody rewrites what was recorded', async () => {
  for (const table of ['facts', 'changes', 'status_rows'])
    for (const statement of [`update ${table} set ticket_id = 1`, `delete from ${table}`])
      await expect(world.desk.db.pool.query(statement)).rejects.toThrow(/never rewritten/)
})

test('S17: the timeline shows sides, targets and what happened, on one axis', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  const line = ok(await world.ben.call('GET', `/api/tickets/${ticket.id}/timeline`))
  expect(line.segments.map(({ status, side }: any) => [status, side])).toEqual([
    ['pending', 'agent'],
    ['customer_action', 'customer'],
  ])
  expect(line.targets.map(({ kind }: any) => kind).sort()).toEqual(['first_response', 'next_update', 'solution'])
  expect(line.events.map(({ fact }: any) => fact)).toEqual(['ticket.opened', 'ticket.moved'])
})

test('Z4: what happened is told with whom and what, so that nobody has to look it up', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { ownerId: world.ben.id })
  await edit(world.ben, ticket.id, { ownerId: null, priority: 'high' })
  const { events } = ok(await world.ben.call('GET', `/api/tickets/${ticket.id}/timeline`))
  expect(events.slice(1).map(({ text }: any) => text)).toEqual([
    'Asignado a Ben',
    'Datos modificados: Prioridad (Normal → Alta)',
    'Quedó sin responsable',
  ])
})

test('Z4: whoever reads that the subject or the customer was changed reads from what to what; of a long text only that it was', async () => {
  const { id, subject } = await open(world.ben)
  await edit(world.ben, id, {
    subject: 'No imprime boletas',
    customer: { name: 'Rosa Díaz' },
    summary: 'Llamó dos veces.',
  })
  await edit(world.ben, id, { subject: 'x'.repeat(400) })
  const { events } = ok(await world.ben.call('GET', `/api/tickets/${id}/timeline`))
  expect(events.slice(1).map(({ text }: any) => text)).toEqual([
    `Datos modificados: Asunto (${subject} → No imprime boletas), Resumen, Cliente (${MARIA.name} → Rosa Díaz)`,
    `Datos modificados: Asunto (No imprime boletas → ${'x'.repeat(120)}…)`,
  ])
})

test('S3: a clock set back makes no segment end before it began', async () => {
  await at('2026-03-19T12:00:00Z')
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'in_progress' })
  await world.at('2026-03-19T11:00:00Z')
  await edit(world.ben, ticket.id, { status: 'customer_action' })
  const { segments } = ok(await world.ben.call('GET', `/api/tickets/${ticket.id}/clocks`))
  const starts = segments.map(({ from }: { from: string }) => from)
  expect(starts).toEqual([...starts].sort())
})
