import { beforeAll, expect, test } from 'vitest'
import { items, look, open } from '../acts.ts'
import { letter, MARIA_AT, mailbox, send } from '../mails.ts'
import { newWorld, type Person } from '../world.ts'

// E1: who quotes the number of a ticket they have no part in gets one of their own; whoever works on that one is told of the number.

const world = newWorld()
const SALES = 'ventas@panaderia-sur.example'
const TOMAS = 'Tomás <tomas@otra-panaderia.example>'

beforeAll(async () => {
  await mailbox(world)
  await mailbox(world, { address: SALES, groupId: world.sales })
})

const quoted = async (who: Person, ticketId: number) =>
  (await items(who, `/api/tickets/${ticketId}/interactions`)).map((each) => each.quoted)
/** Tomás, whom nobody knows there, writes about it. */
const quotes = async (subject: string, to?: string) => {
  const got = await send(world, letter({ from: TOMAS, to, subject, text: 'Es por lo mismo.' }), to)
  expect(got.outcome).toBe('ticket_created')
  return got.ticketId as number
}

test('E1: Ben is told that Tomás quotes María’s number, and which ticket that is', async () => {
  const { id } = await open(world.ben)
  expect(await quoted(world.ben, await quotes(`RE: caso ${id}, factura`))).toEqual([
    [{ number: String(id), ticketId: id }],
  ])
})

test('E1: Eva, who may not read that ticket, is told the number and no more: the same as of one that nobody has', async () => {
  const { id } = await open(world.ben)
  const { rows } = await world.desk.db.pool.query("select nextval('tickets_id_seq')::int as left_out")
  const nobodys = rows[0].left_out as number
  const ticketId = await quotes(`#${id} y #${nobodys}`, SALES)
  expect(await quoted(world.eva, ticketId)).toEqual([
    [
      { number: String(id), ticketId: null },
      { number: String(nobodys), ticketId: null },
    ],
  ])
  expect((await quoted(world.raiz, ticketId))[0]).toContainEqual({ number: String(id), ticketId: id })
})

test('E1: a number of the desk before this one is told to Ben; to Eva it is like a word', async () => {
  const { id } = await open(world.ben)
  await world.desk.db.pool.query("update tickets set external_number = 'HD-2024-77' where id = $1", [id])
  const subject = 'Re: [HD-2024-77] No imprime'
  expect(await quoted(world.ben, await quotes(subject))).toEqual([[{ number: 'HD-2024-77', ticketId: id }]])
  expect(await quoted(world.eva, await quotes(`${subject}, otra vez`, SALES))).toEqual([undefined])
})

test('E1: nothing is told of María’s own answer, of an invoice’s number, nor of a number no ticket has yet', async () => {
  const { ticketId } = await send(world, {})
  await send(world, { from: MARIA_AT, subject: `Re: [#${ticketId}] Sigue igual` })
  expect(await quoted(world.ben, ticketId)).toEqual([undefined, undefined])
  expect(await quoted(world.ben, await quotes('Factura #4711 y pedido #999999'))).toEqual([undefined])
  const { subject } = await look(world.ben, await quotes(`[#${ticketId}] Igual aquí`))
  expect(subject).toBe('Igual aquí')
})
