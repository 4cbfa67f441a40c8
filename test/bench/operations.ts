import { fold } from '../../server/customers/names.rules.ts'
import type { Reply, Request } from './client.ts'
import type { Peer } from './targets.ts'

export type Who = 'agent' | 'admin'
/** One request, what in it differs from the next one of its kind (for the bare replay), and what is learnt from the reply. */
export type Turn = { request: Request; varies: string[]; learn?: (reply: Reply) => void }
export type Operation = {
  name: string
  who: Who
  writes: boolean
  peer?: Peer
  /** Held against itself at another size of the desk. */
  grows?: boolean
  /** Each of several hands has its own way through the desk, so that they do not wait for each other's rows. */
  turn(hand: number): Turn
  /** How many different recordings alternate in the bare replay. */
  recordings?: number
}
/** What of the desk the operations use. */
export type Cast = {
  group: number
  agent: number
  tickets: number[]
  customers: { id: number; name: string; digits: string }[]
  work: { id: number; version: number }[]
  /** Calls under way, with the version of their notes. */
  calls: { id: number; version: number }[]
  rare: string[]
}

const HANDS = 10

export function operations(cast: Cast): Operation[] {
  return [
    ...lists(cast),
    ...ticketPages(cast),
    ...searches(cast),
    ...suggestions(cast),
    ...creations(cast),
    ...calls(cast),
    ...words(cast),
    ...edits(cast),
  ]
}

function read(name: string, url: () => { url: string; varies?: string[] }, more: Partial<Operation> = {}): Operation {
  const turn = () => {
    const { url: asked, varies = [] } = url()
    return { request: { method: 'GET', url: asked }, varies }
  }
  return { name, who: 'agent', writes: false, turn, ...more }
}

function lists({ group }: Cast): Operation[] {
  const list = (name: string, query: string, who: Who = 'agent') =>
    read(name, () => ({ url: `/api/tickets?${query}` }), { peer: 'list', grows: true, who })
  return [
    list('list mine', 'view=mine'),
    list('list unassigned', 'view=unassigned'),
    list('list open', 'view=open'),
    list('list group', `groupId=${group}`),
    list('list open (admin)', 'view=open', 'admin'),
    list('list unassigned (admin)', 'view=unassigned', 'admin'),
    list('list history (admin)', 'view=history', 'admin'),
    read('counts', () => ({ url: '/api/tickets/counts' }), { grows: true }),
    read('counts (admin)', () => ({ url: '/api/tickets/counts' }), { grows: true, who: 'admin' }),
  ]
}

function ticketPages({ tickets }: Cast): Operation[] {
  const page = (name: string, rest: string, more: Partial<Operation> = {}) => {
    const any = turns(tickets)
    return read(
      name,
      () => {
        const id = any()
        return { url: `/api/tickets/${id}${rest}`, varies: [String(id)] }
      },
      more,
    )
  }
  return [
    page('open ticket', '', { peer: 'open', grows: true }),
    page('interactions', '/interactions'),
    page('changes', '/changes'),
    page('timeline', '/timeline'),
    page('clocks', '/clocks'),
  ]
}

function searches({ rare, tickets, customers }: Cast): Operation[] {
  const find = (name: string, of: () => string, more: Partial<Operation>) =>
    read(
      name,
      () => {
        const q = of()
        return { url: `/api/tickets?q=${encodeURIComponent(q)}`, varies: [q] }
      },
      { grows: true, who: 'admin', ...more },
    )
  /** As the cockpit asks while one types. */
  const caller = (name: string, of: () => string) =>
    read(name, () => ({ url: `/api/customers?q=${encodeURIComponent(of())}&limit=8` }), { grows: true })
  const someone = turns(customers)
  const person = (name: string, rest: string) =>
    read(
      name,
      () => {
        const { id } = someone()
        return { url: `/api/customers/${id}${rest}`, varies: [String(id)] }
      },
      { grows: true },
    )
  return [
    find('search rare word', turns(rare), { peer: 'rare' }),
    find('search rare word (agent)', turns(rare), { who: 'agent' }),
    find('search common word', () => 'impresora', { peer: 'common' }),
    find('search common word (agent)', () => 'impresora', { who: 'agent', peer: 'common' }),
    find('search two common words', () => 'impresora sistema', { peer: 'common' }),
    find('search number', () => String(turns(tickets)()), {}),
    caller('customer by name', () => someone().name),
    caller('customer by phone', () => someone().digits),
    caller('customer by surname and a slip', () => `${someone().name.split(' ').at(-1)} marria`),
    caller('customer by organization', () => `comercial ${someone().name.split(' ').at(-1)}`),
    caller('customer by two letters', () => someone().name.slice(0, 2)),
    caller('customer by a common name', () => 'maría'),
    caller('customer by two common names', () => 'maria gonz'),
    caller('customer by a mistyped name', () => someone().name.split(' ').reverse().map(mistyped).join(' ')),
    caller('customer by four digits', () => someone().digits.slice(-6, -2)),
    caller('customer by part of a mail', () => `${fold(someone().name.split(' ')[0]!)}@`),
    caller('customer by domain', () => '@correo.example'),
    caller('customer by a word nobody bears', () => 'wolframio'),
    person('person page', ''),
    person('history of a person', '/history'),
  ]
}

/** T6: what is asked while notes are taken: the words of a ticket there is, common ones alone, and words nobody ever used. */
function suggestions({ rare }: Cast): Operation[] {
  const likely = (name: string, of: () => string, who: Who = 'agent') =>
    read(
      name,
      () => {
        const q = of()
        return { url: `/api/likely-solutions?q=${encodeURIComponent(q)}`, varies: [q] }
      },
      { grows: true, who },
    )
  const word = turns(rare)
  return [
    likely('likely solutions', () => `La impresora de la caja muestra un error ${word()} y no imprime facturas`),
    likely('likely solutions (admin)', () => `La impresora muestra ${word()} desde ayer en la tarde`, 'admin'),
    likely(
      'likely solutions, common words',
      () => 'La impresora de la caja no imprime facturas y el sistema falla',
      'admin',
    ),
    likely('likely solutions, none', () => 'wolframio tungsteno molibdeno circonio hafnio renio osmio'),
  ]
}

const DESCRIPTION = 'La impresora de la caja no imprime facturas desde ayer en la tarde y el equipo muestra un error'

function creations({ group, customers }: Cast): Operation[] {
  const someone = turns(customers)
  let made = Date.now() % 1_000_000_000
  const ticket = { description: DESCRIPTION, channel: 'phone', groupId: group, priority: 'normal' }
  return [
    {
      ...{ name: 'create, known customer', who: 'agent', writes: true, peer: 'create' },
      turn: () => ({ request: post('/api/tickets', { ...ticket, customerId: someone().id }), varies: [] }),
    },
    {
      ...{ name: 'create, new customer', who: 'agent', writes: true, peer: 'create' },
      turn() {
        made++
        const phone = `+5694${String(made % 10_000_000).padStart(7, '0')}`
        const email = `nueva.${made}@correo.example`
        const customer = { name: 'Josefa Riquelme Araya', email, phone }
        return { request: post('/api/tickets', { ...ticket, customer }), varies: [email, phone, phone.slice(1)] }
      },
    },
  ]
}

/** The call flow: a call begins, its notes are kept every second, its script is asked. */
function calls({ customers, calls: kept }: Cast): Operation[] {
  const someone = turns(customers)
  const mine = byHand(kept)
  const keep = (call: { id: number; version: number }): Turn => {
    const draft = { notes: `${DESCRIPTION} ${call.version}`, form: { severity: 2 }, version: call.version }
    const learn = (reply: Reply) => {
      call.version = reply.body.draft!.version
    }
    return { request: { method: 'PATCH', url: `/api/calls/${call.id}`, body: { draft } }, varies: [], learn }
  }
  return [
    {
      ...{ name: 'call begins', who: 'agent', writes: true },
      turn() {
        const { digits } = someone()
        return { request: post('/api/calls', { number: `+${digits}` }), varies: [digits] }
      },
    },
    {
      ...{ name: 'notes of a call', who: 'agent', writes: true },
      turn: (hand) => keep(hand < 0 ? kept[0]! : mine(hand)),
    },
    read('script of a call', () => ({ url: `/api/calls/${kept[0]!.id}/script` })),
    read('calls of a group', () => ({ url: '/api/calls' }), { grows: true }),
    read('missed calls', () => ({ url: '/api/calls/missed' }), { grows: true }),
    read('calls of today', () => ({ url: '/api/stats/calls' }), { grows: true }),
  ]
}

function words({ work }: Cast): Operation[] {
  const said = 'Se llamó a la clienta y se acordó revisar el equipo mañana temprano'
  const saying = (name: string, body: object, peer?: Peer): Operation => {
    const mine = byHand(work)
    return {
      ...{ name, who: 'agent', writes: true, peer },
      turn(hand) {
        const { id } = mine(hand)
        return { request: post(`/api/tickets/${id}/interactions`, { text: said, ...body }), varies: [String(id)] }
      },
    }
  }
  return [
    saying('note', { kind: 'note' }, 'note'),
    saying('reply', { kind: 'portal', direction: 'out' }, 'reply'),
    saying('call', { kind: 'call', direction: 'out', call: { result: 'answered', seconds: 95 } }),
  ]
}

/** Edits go to and fro on the same tickets, so that each one changes something. */
function edits({ work, agent }: Cast): Operation[] {
  const edit = (name: string, first: Cast['work'][number], bodies: [object, object]): Operation => {
    const mine = byHand(work.slice(2))
    const turned = new Map<number, number>()
    const change = (ticket: { id: number; version: number }): Turn => {
      const turn = turned.get(ticket.id) ?? 0
      turned.set(ticket.id, 1 - turn)
      const body = { version: ticket.version, ...bodies[turn] }
      const learn = (reply: Reply) => {
        ticket.version = reply.body.version
      }
      return { request: { method: 'PATCH', url: `/api/tickets/${ticket.id}`, body }, varies: [], learn }
    }
    return { name, who: 'agent', writes: true, recordings: 2, turn: (hand) => change(hand < 0 ? first : mine(hand)) }
  }
  return [
    edit('assign', work[0]!, [{ ownerId: agent }, { ownerId: null }]),
    edit('move', work[1]!, [{ status: 'customer_action' }, { status: 'in_progress' }]),
    {
      ...{ name: 'file of 50 kB', who: 'agent', writes: true },
      turn: () => ({ request: { method: 'POST', url: '/api/files?name=foto.jpg', raw: randomBytes() }, varies: [] }),
    },
  ]
}

const post = (url: string, body: object): Request => ({ method: 'POST', url, body })

const randomBytes = () =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(50_000))).fill(Buffer.from(`${Math.random()}`), 0, 20)

/** Two letters changed places in the middle. */
const mistyped = (word: string) => word.replace(/^(..)(.)(.)/, '$1$3$2')

/** One after the other, over and over; the way through is a large step, so that neighbours do not follow each other. */
function turns<T>(list: T[]): () => T {
  let place = 0
  return () => {
    place = (place + 7919) % list.length
    return list[place]!
  }
}

/** Each hand has every tenth, so that no two ask for the same one. */
function byHand<T>(list: T[]): (hand: number) => T {
  const own = Array.from({ length: HANDS }, (_, hand) => list.filter((_each, i) => i % HANDS === hand))
  const next = own.map((mine) => turns(mine.length ? mine : list))
  return (hand) => next[Math.max(0, hand)]!()
}
