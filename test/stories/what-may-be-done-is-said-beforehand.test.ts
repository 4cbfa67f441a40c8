import { expect, test } from 'vitest'
import { close, complete, edit, look, mariaSays, ok, open, SUPPLIER } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

// What the ticket says one may do (`can`), against what the desk then lets one do: in every state, for everybody who sees it.
const STATES: Record<string, () => Promise<{ id: number }>> = {
  pending: () => open(world.ben),
  'in a tray': () => open(world.ben, { groupId: world.tray }),
  in_progress: async () => edit(world.ben, (await open(world.ben)).id, { status: 'in_progress' }),
  customer_action: async () => edit(world.ben, (await open(world.ben)).id, { status: 'customer_action' }),
  third_party_action: async () =>
    edit(world.ben, (await open(world.ben)).id, { status: 'third_party_action', thirdParty: SUPPLIER }),
  completed: async () => complete(world.ben, (await open(world.ben)).id),
  accepted: async () => {
    const { id } = await complete(world.ben, (await open(world.ben)).id)
    return (await mariaSays(world.ben, id, 'Confirmo')).ticket
  },
  closed: async () => close(world, (await open(world.ben)).id),
  merged: async () => {
    const [source, target] = [await open(world.ben), await open(world.ben)]
    return ok(await world.ada.call('POST', `/api/tickets/${source.id}/merge`, { intoId: target.id }))
  },
}
const PEOPLE = ['leo', 'olga', 'ben', 'ada'] as const
const moves = ['in_progress', 'customer_action', 'third_party_action', 'completed', 'closed'] as const

const acts: Record<string, (who: Person, id: number) => Promise<{ status: number }>> = {
  note: (who, id) => say(who, id, { kind: 'note', text: 'Nota' }),
  call: (who, id) => say(who, id, { kind: 'call', direction: 'in', call: { result: 'answered' } }),
  answer: (who, id) => say(who, id, { kind: 'portal', text: 'Hola' }),
  edit: (who, id) => patch(who, id, { cause: 'Cable' }),
  assign: (who, id) => patch(who, id, { ownerId: null }),
  hand_over: (who, id) => patch(who, id, { groupId: world.sales }),
  prioritize: (who, id) => patch(who, id, { priority: 'high' }),
  change_customer: (who, id) => patch(who, id, { customer: { name: 'Rosa Díaz' } }),
  promise: (who, id) => patch(who, id, { promisedAt: '2026-03-04T15:00:00Z' }),
  snooze: (who, id) => who.call('POST', `/api/tickets/${id}/snooze`, { until: '2026-03-03T12:00:00Z', reason: 'x' }),
  plan: (who, id) =>
    who.call('POST', `/api/tickets/${id}/activities`, { kind: 'task', title: 'x', dueAt: '2026-03-04T15:00:00Z' }),
  relate: async (who, id) =>
    who.call('POST', `/api/tickets/${id}/relations`, { kind: 'parent', ticketId: (await open(world.ben)).id }),
  merge: async (who, id) => who.call('POST', `/api/tickets/${id}/merge`, { intoId: (await open(world.ben)).id }),
  discard: (who, id) => who.call('POST', `/api/tickets/${id}/discard`, { reason: 'x' }),
  ...Object.fromEntries(
    moves.map((status) => [
      status,
      (who: Person, id: number) =>
        patch(who, id, {
          status,
          solution: status === 'completed' || status === 'closed' ? 'Listo' : undefined,
          ...(status === 'third_party_action' && { thirdParty: SUPPLIER }),
        }),
    ]),
  ),
}

test.each(Object.keys(STATES))(
  '%s: whatever the ticket offers is taken, and whatever it withholds is refused',
  async (state) => {
    for (const name of state === 'in a tray' ? (['ben', 'ada'] as const) : PEOPLE) {
      const who = world[name]
      let { id } = await STATES[state]!()
      const offered = Object.keys((await look(who, id)).can)
      for (const act of Object.keys(acts).filter((each) => offered.includes(each))) {
        const { can } = await look(who, id)
        const { status } = await acts[act]!(who, id)
        expect([name, act, can[act], status]).toEqual([name, act, status < 300 ? true : expect.any(String), status])
        if (status < 300 && !LEAVES_IT_AS_IT_IS.has(act)) id = (await STATES[state]!()).id
      }
    }
  },
  60_000,
)

const LEAVES_IT_AS_IT_IS = new Set(['note', 'plan', 'relate', 'edit', 'assign'])
const say = (who: Person, id: number, body: object) => who.call('POST', `/api/tickets/${id}/interactions`, body)
const patch = async (who: Person, id: number, fields: object) =>
  who.call('PATCH', `/api/tickets/${id}`, { version: (await look(who, id)).version, ...fields })
