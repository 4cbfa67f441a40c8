import { beforeAll, beforeEach, expect, test } from 'vitest'
import { items, later } from '../acts.ts'
import { MARIA_AT, mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// E1, issue 4.4: whatever a mail answers, and whoever else wrote under the name of that, it is on the ticket of who wrote it.

const world = newWorld()
const EVIL = 'Eva <eva@otra-empresa.example>'

beforeAll(async () => {
  await mailbox(world)
})
// Eva would run into the brakes on loops: each test has its own hour.
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const last = async (id: number) => (await items(world.raiz, `/api/tickets/${id}/interactions`)).at(-1)

test('E1: whoever writes under the Message-ID of María’s mail, after her or before, gets no answer of hers, nor of Tomás beside her', async () => {
  const TOMAS = 'tomas@panaderia.example'
  const mine = (messageId: string) => send(world, { messageId, cc: `${TOMAS}, ${EVIL}` })
  const evils = (messageId: string) =>
    send(world, { messageId, from: EVIL, cc: `${TOMAS}, ${MARIA_AT}`, text: 'Otra.' })
  const late = await mine('<dos-veces-1@panaderia.example>')
  await evils('<dos-veces-1@panaderia.example>')
  await evils('<dos-veces-2@panaderia.example>')
  const early = await mine('<dos-veces-2@panaderia.example>')
  const goesTo = async (mail: object) => (await send(world, { text: 'Un dato más.', ...mail })).ticketId
  expect(await goesTo({ answers: '<dos-veces-1@panaderia.example>' })).toBe(late.ticketId)
  expect(await goesTo({ answers: '<dos-veces-1@panaderia.example>', from: TOMAS })).toBe(late.ticketId)
  expect(await goesTo({ answers: '<dos-veces-2@panaderia.example>' })).toBe(early.ticketId)
})

test('E1: a mail that answers a stranger’s and names María’s own ticket, by its number or further up, is on hers; so is her machine’s', async () => {
  await send(world, { from: EVIL, messageId: '<eva-1@otra-empresa.example>' })
  const { ticketId } = await send(world, { messageId: '<maria-2@panaderia.example>' })
  const answersEva = 'In-Reply-To: <eva-1@otra-empresa.example>'
  const further = 'References: <maria-2@panaderia.example> <eva-1@otra-empresa.example>'
  const away = 'Auto-Submitted: auto-replied'
  const goesTo = async (mail: object) => (await send(world, mail)).ticketId
  expect(await goesTo({ headers: [answersEva], subject: `Re: [#${ticketId}]` })).toBe(ticketId)
  expect(await goesTo({ headers: [answersEva, further], subject: 'Re: Hola' })).toBe(ticketId)
  expect(await goesTo({ headers: [answersEva, further, away], subject: 'Ausente' })).toBe(ticketId)
  expect(await last(ticketId)).toMatchObject({ party: 'customer', doubted: false, autoReply: true })
})

test('E1: of many tickets that a mail names ten are asked who its writer is', async () => {
  const hers = Array.from({ length: 10 }, (_, n) => `<muchos-${n}@panaderia.example>`)
  const { ticketId } = await send(world, { from: EVIL, messageId: '<eva-2@otra-empresa.example>' })
  for (const messageId of hers) await send(world, { messageId })
  const naming = async (ids: string[]) =>
    (await send(world, { from: EVIL, headers: [`References: <eva-2@otra-empresa.example> ${ids.join(' ')}`] })).ticketId
  expect(await naming(hers.slice(1))).toBe(ticketId)
  expect(await naming(hers)).not.toBe(ticketId)
})
