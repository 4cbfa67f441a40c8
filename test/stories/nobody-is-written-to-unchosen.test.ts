import { beforeAll, expect, test } from 'vitest'
import { items, ok, say } from '../acts.ts'
import { MARIA_AT, mailbox, NOWHERE, SUPPORT, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// S10: what the composer proposes, and what only whoever writes decides.
const world = newWorld()
const TALLER = { name: 'Taller Norte', address: 'taller@norte.example' }
const MARIA = { name: 'María González', address: MARIA_AT }

beforeAll(() => mailbox(world, { outgoing: NOWHERE }))

const draft = async (id: number, query: string) =>
  ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft?${query}`))

test('S10: a new mail is proposed to nobody; whom the ticket knows is offered, María first, and passed on to only who did not have it', async () => {
  const { ticketId, interactionId } = await send(world, { text: 'No imprime.', cc: 'jefe@panaderia.example' })
  const party = { role: 'third_party', name: TALLER.name, email: TALLER.address }
  ok(await world.ben.call('POST', `/api/tickets/${ticketId}/parties`, party), 201)
  expect(await draft(ticketId, `mode=new&interactionId=${interactionId}`)).toMatchObject({
    to: [],
    cc: [],
    offered: [MARIA, TALLER],
    leftOut: 0,
  })
  expect(await draft(ticketId, `mode=forward&interactionId=${interactionId}`)).toMatchObject({
    to: [],
    offered: [TALLER],
  })
  expect(await draft(ticketId, 'mode=reply')).toMatchObject({ to: [MARIA], offered: [] })
})

test('S10: an answer to María alone tells who else had her mail and does not get it; one to all leaves nobody', async () => {
  const { ticketId } = await send(world, { cc: `jefe@panaderia.example, ${SUPPORT}` })
  const jefe = { name: null, address: 'jefe@panaderia.example' }
  expect(await draft(ticketId, 'mode=reply')).toMatchObject({ to: [MARIA], cc: [], notTo: [jefe] })
  expect(await draft(ticketId, 'mode=reply_all')).toMatchObject({ to: [MARIA], cc: [jefe], notTo: [] })
  expect(await draft(ticketId, 'mode=new')).toMatchObject({ notTo: [] })
})

test('S10: what is written to the workshop goes to the workshop, though another answered with its mail in hand', async () => {
  const { ticketId } = await send(world, {})
  const party = { role: 'third_party', name: TALLER.name, email: TALLER.address }
  ok(await world.ben.call('POST', `/api/tickets/${ticketId}/parties`, party), 201)
  const { id } = (await items(world.ben, `/api/tickets/${ticketId}/parties`)).find(
    ({ email }) => email === TALLER.address,
  )
  const said = () => items(world.ben, `/api/tickets/${ticketId}/interactions`)
  const write = async () => {
    await say(world.ben, ticketId, { kind: 'email', party: id, text: '¿Cuándo?' })
    return (await said()).at(-1).to
  }
  expect(await write()).toMatchObject([TALLER])
  const { rows } = await world.desk.db.pool.query(
    'select message_id from outgoing_mails where ticket_id = $1 order by id desc limit 1',
    [ticketId],
  )
  await send(world, { from: 'eva@otra-empresa.example', answers: rows[0].message_id, text: 'Soy del taller.' })
  expect((await items(world.ben, `/api/tickets/${ticketId}/interactions`)).at(-1)).toMatchObject({
    party: 'third_party',
  })
  expect(await write()).toMatchObject([TALLER])
})
