import { expect, test } from 'vitest'
import { answer, complete, edit, later, look, mariaSays, ok, open, say } from '../acts.ts'
import { send } from '../mails.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld, type Person } from '../world.ts'

// S4, S7: «Hay algo nuevo por revisar» stands on the ticket where what is new lies, wherever it is moved.
const world = newWorld()
newMailDesk(world)
const passes = () => world.at(later(world.now(), { minutes: 5 }))
const newOn = async (...ids: number[]) =>
  Promise.all(ids.map(async (id) => (await look(world.ben, id)).newInteraction as boolean))

async function opened() {
  const { id } = await open(world.ben)
  await passes()
  return id as number
}
async function mariaAsks(id: number, text = '¿Hay novedades?', more: object = {}) {
  const { interaction } = await mariaSays(world.ben, id, text, more)
  await passes()
  return interaction.id as number
}
const move = async (interactionId: number, body: object, who: Person = world.ben) => {
  const moved = await who.call('POST', `/api/interactions/${interactionId}/move`, body)
  return { id: ok(moved).id as number, undo: () => who.call('POST', `/api/undo/${moved.headers['x-request-id']}`) }
}

test('S4, S7: María’s question is new where Ben moves it, no longer where it lay; undone, as it was', async () => {
  const [wrong, right] = [await opened(), await opened()]
  const asked = await mariaAsks(wrong)
  const { undo } = await move(asked, { ticketId: right })
  expect(await newOn(wrong, right)).toEqual([false, true])
  ok(await undo())
  expect(await newOn(wrong, right)).toEqual([true, false])
  const made = await move(asked, { new: true })
  expect(await newOn(wrong)).toEqual([false])
  ok(await made.undo())
  expect(await newOn(wrong)).toEqual([true])
})

test('S7: where something else is new, the mark stays there', async () => {
  const [wrong, right] = [await opened(), await opened()]
  const first = await mariaAsks(wrong)
  await mariaAsks(wrong, 'Y otra cosa')
  await move(first, { ticketId: right })
  expect(await newOn(wrong, right)).toEqual([true, true])
})

test('S7: moved on once more, what the workshop wrote takes its mark along', async () => {
  const [wrong, other, right] = [await opened(), await opened(), await opened()]
  const wrote = await mariaAsks(wrong, 'Llega mañana.', { party: 'third_party' })
  await move(wrote, { ticketId: other })
  expect(await newOn(wrong, other)).toEqual([false, true])
  await move(wrote, { ticketId: right })
  expect(await newOn(wrong, other, right)).toEqual([false, false, true])
})

test('S7: what Ben answered, or saw when he moved the ticket, is new nowhere; nor are his own words', async () => {
  const right = await opened()
  for (const attends of [
    (id: number) => answer(world.ben, id, 'Mañana.'),
    (id: number) => edit(world.ben, id, { status: 'in_progress' }),
    (id: number) => complete(world.ben, id),
  ]) {
    const wrong = await opened()
    const asked = await mariaAsks(wrong)
    await attends(wrong)
    await passes()
    await move(asked, { ticketId: right })
    expect(await newOn(wrong, right)).toEqual([false, false])
  }
  const wrong = await opened()
  const { interaction } = await answer(world.ben, wrong, 'Probado.')
  await mariaAsks(wrong)
  await move(interaction.id, { ticketId: right })
  expect(await newOn(wrong, right)).toEqual([true, false])
})

test('E1, S7: the mail that opened a ticket is new on the one it belongs to', async () => {
  const right = await opened()
  const lost = await send(world, {})
  const { undo } = await move(lost.interactionId, { ticketId: right, mergeEmptied: true }, world.ada)
  expect(await newOn(lost.ticketId, right)).toEqual([false, true])
  ok(await undo())
  expect(await newOn(lost.ticketId, right)).toEqual([false, false])
})

test('S7: María’s question still waits where the workshop’s answer to it is moved away, though Ben wrote to the workshop', async () => {
  const [wrong, right] = [await opened(), await opened()]
  await mariaAsks(wrong)
  await say(world.ben, wrong, { kind: 'email', to: ['taller@norte.example'], text: '¿Cuándo llega la pieza?' })
  await passes()
  const wrote = await mariaAsks(wrong, 'Llega mañana.', { party: 'third_party' })
  await move(wrote, { ticketId: right })
  expect(await newOn(wrong, right)).toEqual([true, true])
})
