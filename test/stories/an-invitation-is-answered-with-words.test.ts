import { beforeAll, beforeEach, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { edit, items, later, look } from '../acts.ts'
import { fate, MARIA_AT, mailbox, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
beforeAll(() => mailbox(world, { outgoing: { host: '127.0.0.1', port: 9, security: 'none', user: '' } }))
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const TOMAS = 'Tomás Vera <tomas@vidrios.example>'
const ACCEPTED = 'Tomás Vera ha aceptado esta invitación.\r\n\r\nVisita técnica\r\nmartes 10 mar 2026 · 15:00 – 15:30'

/** What a calendar sends when its owner presses a button. */
function answering(text: string, { from = TOMAS, guest = '', ...more }: { [key: string]: any } = {}) {
  const address = /<(.+)>/.exec(from)?.[1] ?? from
  const bytes = [
    ...['BEGIN:VCALENDAR', 'METHOD:REPLY', 'BEGIN:VEVENT', 'UID:visita-1', 'SUMMARY:Visita técnica'],
    ...[`ATTENDEE;PARTSTAT=ACCEPTED${guest}:mailto:${address}`, 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n')
  const attachments = [{ name: 'invite.ics', type: 'text/calendar', bytes }]
  return send(world, { from, subject: 'Aceptada: Visita técnica', text, attachments, ...more })
}

async function notices(ticketId: number): Promise<string[]> {
  await writeNotices(world.desk, world.asSystem)
  const sql = 'select outcome from mail_notices where ticket_id = $1 order by id'
  return (await world.desk.db.pool.query(sql, [ticketId])).rows.map(({ outcome }) => outcome)
}

test('E1: Tomás, who accepts a visit and says that he will be late, opens a ticket that nobody confirms to his calendar', async () => {
  const got = await answering('Voy, pero llego media hora tarde. ¿Me esperan?')
  fate(got, 'ticket_created', 'by_program')
  expect(await look(world.raiz, got.ticketId)).toMatchObject({ contact: { email: 'tomas@vidrios.example' } })
  const [words] = await items(world.raiz, `/api/tickets/${got.ticketId}/interactions`)
  expect(words.visibleText).toContain('llego media hora tarde')
  expect(await notices(got.ticketId)).toEqual(['silent'])
})

test('E1: Tomás, who only presses the button, opens nothing', async () => {
  fate(await answering(ACCEPTED), 'ignored', 'calendar_reply')
  fate(await answering('Enviado desde mi iPhone'), 'ignored', 'calendar_reply')
})

test('E1: the room Tomás books and his absence answer an invitation without opening anything', async () => {
  fate(
    await answering('La sala queda reservada, recoja la llave.', { guest: ';CUTYPE=ROOM' }),
    'ignored',
    'calendar_reply',
  )
  const away = { headers: ['Auto-Submitted: auto-replied'] }
  fate(await answering('Vuelvo el lunes, escriba a mi socia.', away), 'ignored', 'calendar_reply')
})

test('E1: María’s words with her answer move the ticket she was invited from; her button stays there in silence', async () => {
  const { ticketId } = await send(world, {})
  await edit(world.ben, ticketId, { status: 'customer_action' })
  const { messageId } = await sent(world, ticketId)
  const maria = { from: `María González <${MARIA_AT}>`, answers: messageId }
  fate(await answering('María González ha aceptado esta invitación.', maria), 'auto_reply', 'calendar_reply')
  expect((await look(world.ben, ticketId)).status).toBe('customer_action')
  fate(await answering('No puedo ese día, ¿el jueves?', maria), 'follow_up', 'by_program')
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
})
