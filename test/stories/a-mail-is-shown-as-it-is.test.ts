import { expect, test } from 'vitest'
import { items, ok } from '../acts.ts'
import { SUPPORT, send } from '../mails.ts'
import { newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
newMailDesk(world)

const said = async (ticketId: number) => (await items(world.ben, `/api/tickets/${ticketId}/interactions`)).at(-1)

test('a name that reads like an address passes for one nowhere: not in the list, the conversation, or an answer (E4)', async () => {
  const evil = { name: null, address: 'eva@malo.example' }
  const { ticketId } = await send(world, {
    from: '"soporte＠banco.example" <eva@malo.example>',
    to: `Soporte <${SUPPORT}>, "pagos@banco.example" <tomas@panaderia.example>`,
  })
  const { ticket, ...mail } = {
    ticket: ok(await world.ben.call('GET', `/api/tickets/${ticketId}`)),
    ...(await said(ticketId)),
  }
  expect(ticket.customer.name).toBe(evil.address)
  expect(mail.from).toEqual(evil)
  expect(mail.to.map((one: any) => one.name)).toEqual(['Soporte', null])
  const [history] = await items(world.ben, `/api/customers/${ticket.customer.id}/history?kind=interaction`)
  expect(history.who).toBe(evil.address)
  const draft = ok(await world.ben.call('GET', `/api/tickets/${ticketId}/mail-draft?mode=reply_all`))
  expect([...draft.to, ...draft.cc]).toEqual([evil, { name: null, address: 'tomas@panaderia.example' }])
  expect(draft.quoted.text).not.toMatch(/banco/)
})

const CODED = [
  'From: =?utf-8?Q?Mar=C3=ADa_Gonz=C3=A1lez?= <maria@panaderia.example>',
  `To: =?iso-8859-1?Q?Panader=EDa_Sur?= <${SUPPORT}>`,
  'Cc: "pagos@banco.example" <eva@malo.example>',
  'Subject: =?utf-8?B?RmFjdHVyYSBuLsK6IDM=?=',
  'Date: Mon, 2 Mar 2026 09:00:00 -0300',
  'Message-ID: <codificado@panaderia.example>',
  'MIME-Version: 1.0',
]
const READ = {
  from: { name: 'María González', address: 'maria@panaderia.example' },
  to: [{ name: 'Panadería Sur', address: SUPPORT }],
  cc: [{ name: null, address: 'eva@malo.example' }],
  subject: 'Factura n.º 3',
  date: '2026-03-02T12:00:00.000Z',
  messageId: '<codificado@panaderia.example>',
}
const plain = [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'No lleg=C3=B3.',
]

test('the head of a mail is read as people write it, beside what stands there and what was found out about its sender (E1)', async () => {
  const { mailId } = await send(world, Buffer.from([...CODED, ...plain].join('\r\n')))
  const head = ok(await world.leo.call('GET', `/api/mails/${mailId}/head`))
  expect(head).toMatchObject({ ...READ, authentication: { verified: null, by: null, said: {} } })
  expect(head.headers).toContainEqual({ name: 'Subject', value: '=?utf-8?B?RmFjdHVyYSBuLsK6IDM=?=' })
  expect((await world.eva.call('GET', `/api/mails/${mailId}/head`)).status).toBe(404)
})

test('a mail that came as a file is read as a mail, and only a mail is (S11)', async () => {
  const inner = [...CODED, ...plain].join('\r\n')
  const { ticketId } = await send(world, {
    attachments: [
      { name: 'Factura.eml', type: 'message/rfc822', bytes: inner },
      { name: 'nota.txt', type: 'text/plain', bytes: inner },
    ],
  })
  const [mail, note] = (await said(ticketId)).attachments.map(({ url }: any) => `/api${url}/mail`)
  const read = ok(await world.ben.call('GET', mail))
  expect(read).toMatchObject({ ...READ, files: [], whole: true })
  expect(read.text.trim()).toBe('No llegó.')
  expect((await world.ben.call('GET', note)).status).toBe(404)
})

test('the invitation in a mail is told, whoever may read the file; another file is none (S10)', async () => {
  const calendar = [
    ...['BEGIN:VCALENDAR', 'METHOD:CANCEL', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Visita al taller'],
    ...['DTSTART;TZID=Romance Standard Time:20260310T100000', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
  const { ticketId } = await send(world, {
    attachments: [
      { name: 'invite.ics', type: 'text/calendar', bytes: calendar },
      { name: 'nota.txt', type: 'text/plain', bytes: calendar },
      { name: 'vacio.ics', type: 'text/calendar', bytes: 'nada' },
    ],
  })
  const [invite, note, empty] = (await said(ticketId)).attachments.map(({ url }: any) => `/api${url}/invitation`)
  expect(ok(await world.ben.call('GET', invite)).invitation).toMatchObject({
    ...{ state: 'cancelled', summary: 'Visita al taller' },
    when: { as: 'moment', start: '2026-03-10T09:00Z', zone: 'Europe/Paris' },
  })
  expect((await world.ben.call('GET', note)).status).toBe(404)
  expect(ok(await world.ben.call('GET', empty)).invitation).toBeNull()
  expect((await world.nobody.call('GET', invite)).status).toBe(401)
})
