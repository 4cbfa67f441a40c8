import type { Chance } from './chance.ts'
import type { Customer } from './customers.ts'
import { type Life, settledLife } from './lives.ts'
import { type Deed, digested, inserted, iso, type RowWriter, searchVector, updated } from './rows.ts'
import type { Scene } from './scene.ts'
import { RARE_SHARE, type Word, zipfTable } from './words.ts'

const SOLUTION = 'Se revisó con el cliente y quedó funcionando.'

type Ticket = { id: number; customer: Customer; life: Life; subject: string; description: string }
type Way = 'in' | 'out' | 'note'

/** Writes tickets with all that a desk would have written for them: words, calls, states, targets, facts and changes. */
export function ticketWriter(scene: Scene, rows: RowWriter, chance: Chance) {
  const { vocabulary } = scene
  const zipf = zipfTable(vocabulary.everyday)

  function write(n: number, life: Life, customer: Customer) {
    const id = rows.nextId('tickets')
    const subject = words(chance.between(4, 8))
    const description = words(chance.between(15, 40))
    if (chance.often(0.3)) description.splice(chance.below(10), 0, vocabulary.common)
    if (n % RARE_SHARE === 0) description.push(vocabulary.rare[(n / RARE_SHARE) % vocabulary.rare.length]!)
    const ticket = { id, customer, life, subject: textOf(subject), description: textOf(description) }
    open(ticket)
    find(id, 'ticket', [...subject, ...description, ...customer.name])
    if (life.status !== 'pending') start(ticket)
    answer(ticket)
    if (life.status === 'customer_action' || life.status === 'third_party_action') wait(ticket)
    if (life.resolvedAt) complete(ticket, life.resolvedAt)
    if (life.closedAt) close(ticket, life.closedAt)
    settle(ticket)
  }

  const words = (count: number) =>
    Array.from({ length: count }, () => vocabulary.everyday[zipf[chance.next() >>> 16]!]!)
  const textOf = (said: Word[]) => said.map(({ text }) => text).join(' ')

  function open(ticket: Ticket) {
    const { id, life, customer, subject } = ticket
    const channel = life.phone ? 'phone' : 'api'
    const deed = does(ticket, 'ticket.opened', life.openedAt, `{"channel": "${channel}", "firstContact": false}`)
    const told = {
      ...{ id, tags: [], status: 'pending', channel, subject, summary: '', group_id: life.group },
      ...{ priority: life.priority, status_id: 1, created_at: iso(life.openedAt), customer_id: customer.id },
      ...{
        description: digested(ticket.description),
        reopen_count: 0,
        organization_id: customer.organization ?? undefined,
      },
    }
    rows.change(deed, 'insert', 'tickets', id, both(ticket), inserted(told))
    stand(ticket, deed, 0)
    say(ticket, deed, 'in', ticket.description, life.phone ? call(ticket, deed, 'in') : null)
  }

  /** One row of the ticket's states. */
  function stand({ id, life }: Ticket, deed: Deed, place: number) {
    const { status, statusId, side, from } = life.states[place]!
    const seq = place + 1
    rows.add('status_rows', id, seq, status, statusId, side, iso(from))
    const told = { seq, from: iso(from), side: side ?? undefined, status, status_id: statusId, ticket_id: id }
    rows.change(deed, 'insert', 'status_rows', `${id}/${seq}`, { ticket: id }, inserted(told))
  }

  function start(ticket: Ticket) {
    const { startedAt, agent } = ticket.life
    const moved = does(ticket, 'ticket.moved', startedAt, '{"to": "in_progress", "from": "pending"}')
    change(ticket, moved, { status: ['pending', 'in_progress'], status_id: [1, 2] })
    stand(ticket, moved, 1)
    change(ticket, does(ticket, 'ticket.assigned', startedAt, `{"ownerId": ${agent}}`), { owner_id: [null, agent] })
  }

  /** A note, and (once somebody works on it) a call back to the customer; until then a second note. */
  function answer(ticket: Ticket) {
    const { id, life } = ticket
    for (const way of ['note', life.status === 'pending' ? 'note' : 'out'] as const) {
      const said = words(chance.between(8, 22))
      const at = way === 'note' ? life.notedAt : life.repliedAt
      const about = `"interactionId": ${rows.upcomingId('interactions')}`
      const replied = `{"reached": true, "toCustomer": true, ${about}}`
      const deed =
        way === 'out' ? does(ticket, 'agent.replied', at, replied) : does(ticket, 'note.added', at, `{${about}}`)
      const spoken =
        way === 'out' ? call(ticket, does(ticket, 'call.logged', at, '{"result": "answered"}'), 'out') : null
      find(id, `interaction:${say(ticket, deed, way, textOf(said), spoken)}`, said)
    }
  }

  function call({ id: ticket_id, customer, life }: Ticket, deed: Deed, direction: 'in' | 'out'): number {
    const id = rows.nextId('calls')
    const [outcome, seconds] = [direction === 'in' ? 'ticket_created' : 'still_pending', 120]
    const at = iso(deed.at)
    rows.add('calls', id, ticket_id, customer.id, life.group, deed.agent, direction, 'answered', outcome, at, seconds)
    const told = {
      ...{ id, result: 'answered', outcome, seconds, agent_id: deed.agent, group_id: life.group, direction },
      ...{ ticket_id, under_way: false, objectives: [], started_at: at, customer_id: customer.id },
    }
    rows.change(deed, 'insert', 'calls', id, { ticket: ticket_id, customer: customer.id }, inserted(told))
    return id
  }

  function say({ id: ticket_id }: Ticket, deed: Deed, way: Way, text: string, callId: number | null): number {
    const id = rows.nextId('interactions')
    const internal = way === 'note'
    const kind = internal ? 'note' : callId ? 'call' : 'portal'
    const direction = internal ? 'out' : way
    const party = internal ? 'agent' : 'customer'
    const [at, author] = [iso(deed.at), deed.agent]
    rows.add('interactions', id, ticket_id, kind, direction, party, internal, text, text, callId, 'agent', author, at)
    const words = digested(text)
    const told = {
      ...{ at, cc: [], id, to: [], kind, text: words, party, call_id: callId ?? undefined, internal },
      ...{ author_id: author, direction, ticket_id, auto_reply: false, author_kind: 'agent', visible_text: words },
    }
    rows.change(deed, 'insert', 'interactions', id, { ticket: ticket_id }, inserted(told))
    return id
  }

  const find = (id: number, source: string, said: Word[]) =>
    rows.add('search_entries', rows.nextId('search_entries'), id, source, searchVector(said))

  function wait(ticket: Ticket) {
    const { status, statusId, from } = ticket.life.states[2]!
    const deed = does(ticket, 'ticket.moved', from, `{"to": "${status}", "from": "in_progress"}`)
    if (status === 'third_party_action') involve(ticket, from)
    change(ticket, deed, { status: ['in_progress', status], status_id: [2, statusId] })
    stand(ticket, deed, 2)
  }

  function involve(ticket: Ticket, at: number) {
    const id = rows.nextId('parties')
    const deed = does(ticket, 'party.added', at, `{"partyId": ${id}}`)
    const chase = iso(ticket.life.chaseAt!)
    const [name, role, work] = ['Importadora Norte', 'third_party', 'Proveedor']
    rows.add('parties', id, ticket.id, role, name, work, chase, true, iso(at))
    const told = {
      ...{
        id,
        name,
        role,
        since: iso(at),
        active: true,
        awaited: true,
        chase_at: chase,
        function: work,
        ticket_id: ticket.id,
      },
    }
    rows.change(deed, 'insert', 'parties', id, { ticket: ticket.id }, inserted(told))
  }

  function complete(ticket: Ticket, at: number) {
    const deed = does(ticket, 'ticket.completed', at)
    const told = { status: ['in_progress', 'completed'], solution: [null, SOLUTION] } as const
    change(ticket, deed, { ...told, status_id: [2, 5], resolved_at: [null, iso(at)] })
    stand(ticket, deed, 2)
  }

  function close(ticket: Ticket, at: number) {
    const deed = does(ticket, 'ticket.closed', at, '{"reason": "expired"}', null)
    const told = { status: ['completed', 'closed'], closed_at: [null, iso(at)], status_id: [5, 6] } as const
    change(ticket, deed, { ...told, closed_reason: [null, 'expired'] })
    stand(ticket, deed, 3)
  }

  /** What the desk derives, by the desk's own rules; what is overdue has rung all its alarms. */
  function settle({ id, life, customer, subject, description }: Ticket) {
    const { targets, next, derived } = settledLife(scene, life)
    for (const { kind, dueAt, metAt, onHold, basis } of targets)
      rows.add('targets', id, kind, moment(dueAt), moment(metAt), onHold, JSON.stringify(basis))
    const due = moment(next?.dueAt ?? null)
    const overdue = next !== null && +next.dueAt <= scene.now * 1000
    if (overdue) ring(id, `"kind": "${next.kind}", "dueAt": "${due}"`)
    const statusId = life.states.at(-1)!.statusId
    const owner = life.status === 'pending' ? null : life.agent
    rows.add(
      ...(['tickets', id, subject, description, life.status, statusId, life.priority] as const),
      ...[life.phone ? 'phone' : 'api', life.group, owner, customer.id, customer.organization],
      ...[life.resolvedAt ? SOLUTION : null, second(life.resolvedAt), second(life.closedAt)],
      ...[life.closedAt ? 'expired' : null, life.version, iso(life.openedAt), iso(life.states.at(-1)!.from)],
      ...[life.status === 'pending', iso(life.repliedAt), second(derived.firstResponseAt), second(derived.toldAt)],
      ...[second(derived.triedAt), iso(derived.workedAt), moment(derived.estimatedAt), derived.onHold],
      ...[next?.kind ?? null, due, next?.who ?? null],
      ...(overdue ? [due, 3, null] : [null, 0, due]),
    )
  }

  function ring(ticket: number, about: string) {
    for (const level of ['owner', 'group', 'lead'])
      rows.fact(
        'alarm.raised',
        { ticket },
        scene.now - 60,
        null,
        'sweep',
        `seed-a${ticket}`,
        `{${about}, "level": "${level}"}`,
      )
  }

  /** By the ticket's agent, or (null) by the desk itself. */
  const does = (
    { id, life }: Ticket,
    type: string,
    at: number,
    detail?: string,
    who: number | null = life.agent,
  ): Deed => rows.fact(type, { ticket: id }, at, who, who === null ? 'sweep' : 'console', `seed-${id}-${at}`, detail)
  const both = ({ id, customer }: Ticket) => ({ ticket: id, customer: customer.id })
  const change = (ticket: Ticket, deed: Deed, fields: Parameters<typeof updated>[0]) =>
    rows.change(deed, 'update', 'tickets', ticket.id, both(ticket), updated(fields))
  return write
}

const second = (at: number | null) => (at === null ? null : iso(at))
const moment = (at: Date | null) => (at === null ? null : at.toISOString())
