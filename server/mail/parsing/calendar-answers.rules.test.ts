import { expect, test } from 'vitest'
import { corpus } from '../../../test/mail-corpus/expecting.ts'
import { readMail } from './reading.ts'

type Given = { body?: string; html?: string; comment?: string; guest?: string; head?: string; method?: string }

/** How sure we are that Juan says nothing by his answer. */
function signOf({ body = '', html, comment = '', guest = '', head = '', method = 'REPLY' }: Given) {
  const event = [
    ...['BEGIN:VCALENDAR', `METHOD:${method}`, 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Visita técnica'],
    `ATTENDEE;CN=Juan Pérez;PARTSTAT=ACCEPTED${guest}:mailto:juan@obras.example`,
    ...(comment ? [`COMMENT;LANGUAGE=es:${comment}`] : []),
    ...['LOCATION:Sala 3', 'DESCRIPTION:Revisamos la red.\\nTraiga la llave.', 'END:VEVENT', 'END:VCALENDAR'],
  ]
  const raw = [
    ...['From: Juan Pérez <juan@obras.example>', 'Subject: Aceptada: Visita técnica', ...(head ? [head] : [])],
    ...['Content-Type: multipart/alternative; boundary=b', '', '--b', `Content-Type: text/plain; charset=utf-8`, ''],
    ...(html ? [body, '--b', 'Content-Type: text/html; charset=utf-8', '', html] : [body]),
    ...['--b', `Content-Type: text/calendar; charset=utf-8; method=${method}`, '', ...event, '--b--', ''],
  ]
  const { silence, sign, visibleText } = readMail(Buffer.from(raw.join('\r\n')), { own: [], replyMarks: [] })
  expect(silence).toBe('calendar_reply')
  return { sign, visibleText }
}

const LEGAL =
  'AVISO LEGAL: Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario. Si lo ha recibido por error, le rogamos que lo elimine y lo comunique al remitente.'

test.each<[string, string]>([
  ['Outlook’s, which is empty', ''],
  ['Outlook’s with the office’s small print', LEGAL],
  ['a telephone’s', 'Enviado desde mi iPhone'],
  ['a greeting', 'Hola,\n\nSaludos\nJuan'],
  [
    'Google’s in Spanish',
    'Juan Pérez ha aceptado esta invitación.\n\nVisita técnica\nmartes 10 mar 2026 · 15:00 – 15:30\nHora de Chile\n\nInvitados\nJuan Pérez\nVer toda la información de los invitados https://calendar.example/x\n\nInvitación de Google Calendar: https://calendar.example/\n\nRecibes este correo electrónico porque te has suscrito a las notificaciones de invitaciones.',
  ],
  [
    'Google’s in Portuguese',
    'Juan Pérez aceitou este convite.\n\nVisita técnica\nterça-feira 10 mar. 2026\n\nConvite do Google Agenda: https://calendar.example/',
  ],
  ['Google’s in English', 'Juan Pérez has accepted this invitation.\n\nInvitation from Google Calendar'],
  ['Google’s, tentative', 'Juan Pérez has replied "Maybe" to this invitation.\n\nVisita técnica'],
  ['Google’s of another time', 'Juan Pérez has proposed a new time for this event: Friday 20, 4 p.m.'],
  [
    'Apple’s in Spanish',
    'Juan Pérez ha rechazado tu invitación al evento “Visita técnica”, programado para el 30 jun 2026 a las 11:00.',
  ],
  [
    'Apple’s in English',
    'Juan Pérez has accepted your invitation to the event “Visita técnica”, scheduled for 30 Jun 2026 at 11:00.',
  ],
  ['Apple’s in Portuguese', 'Juan Pérez aceitou seu convite para o evento “Visita técnica”, agendado para 30/06/2026.'],
  ['Thunderbird’s', 'Juan Pérez <juan@obras.example> ha aceptado la invitación al evento.'],
  ['Thunderbird’s in Portuguese', 'Juan Pérez <juan@obras.example> aceitou o convite para o evento.'],
  [
    'Roundcube’s',
    'Juan Pérez ha aceptado la invitación al siguiente evento:\n\n*Visita técnica*\n\nCuándo: 2026-03-10 15:00\n\nInvitados: Juan, Soporte',
  ],
  ['Proton’s', 'juan@obras.example accepted your invitation to Visita técnica (Tuesday March 10th, 2026)'],
  ['Notes’', 'Juan Pérez/OBRAS ha aceptado esta convocatoria de reunión'],
  [
    'Zimbra’s',
    'Sí, asistiré.\n\n----- Mensaje original -----\nDe: Soporte\nAsunto: Visita técnica\n\nRevisamos la red.',
  ],
  [
    'one below the moment',
    'Cuándo: martes 10 de marzo de 2026 15:00\nDónde: Sala 3\n\n*~*~*~*~*~*~*~*~*~*\n\nRevisamos la red.\nTraiga la llave.',
  ],
  ['one that repeats the invitation', 'Visita técnica\nSala 3\nRevisamos la red.\nTraiga la llave.'],
  ['a room’s in words', 'Your request was accepted.'],
])('%s answer to an invitation says nothing more', (_, body) => {
  expect(signOf({ body }).sign).toBe('proof')
})

test.each<[string, Given]>([
  ['below the button', { body: 'Voy, pero llego 10 minutos tarde' }],
  ['in one word', { body: 'Imposible' }],
  ['of another’s consent', { body: 'Mi jefe ha aceptado la invitación, pero llegamos tarde.' }],
  ['of himself by his name', { body: 'Juan Pérez ha aceptado, pero no encuentra la sala.' }],
  ['about an absence', { body: 'Estoy de vacaciones hasta el 15, ¿puede ser el 16?' }],
  ['above Google’s sentence', { body: 'Traigo yo los planos\n\nJuan Pérez ha aceptado esta invitación.' }],
  [
    'in Google’s note',
    { body: 'Juan Pérez ha aceptado esta invitación con la siguiente nota:\n\n"¿Hay aparcamiento?"\n\nVisita técnica' },
  ],
  ['in Google’s note in English', { body: 'Juan Pérez has declined this invitation with a note: "No puedo"' }],
  ['in Roundcube’s comment', { body: 'Juan Pérez ha aceptado la invitación.\n\nComentarios: ¿A qué hora?' }],
  ['above the office’s small print', { body: `Llevo la llave.\n\n${LEGAL}` }],
  ['below the waves', { body: 'Cuándo: martes\nDónde: Sala 3\n\n*~*~*~*~*~*~*~*~*~*\n\nLlego tarde' }],
  ['to an invitation he repeats', { body: 'Visita técnica\nSala 3\nNo tengo llave, ¿y ahora?' }],
  ['in the calendar alone', { comment: 'No puedo\\, ¿el jueves?' }],
  ['in the calendar beside Google’s name', { guest: ';X-RESPONSE-COMMENT="¿El jueves?"' }],
  ['with another time', { method: 'COUNTER', body: 'Mejor por la tarde.' }],
  ['and a calendar marks it as generated', { body: 'Llego tarde', head: 'Auto-Submitted: auto-generated' }],
])('what Juan says %s is his', (_, given) => {
  expect(signOf(given).sign).toBe('carrier')
})

test('what Juan says in the calendar alone is shown', () => {
  const given = { body: 'Juan Pérez ha aceptado esta invitación.', comment: 'Llevo la llave' }
  expect(signOf(given).visibleText).toContain('Llevo la llave')
})

test.each<[string, Given]>([
  ['a room', { body: 'La sala está reservada.', guest: ';CUTYPE=ROOM' }],
  ['a machine that answers for him', { body: 'Vuelvo el lunes.', head: 'Auto-Submitted: auto-replied' }],
  ['the null sender', { body: 'Vuelvo el lunes.', head: 'Return-Path: <>' }],
])('whatever %s says, nobody says it', (_, given) => {
  expect(signOf(given).sign).toBe('proof')
})

// Thanks alone, what a telephone adds and what is only passed on are no words of one's own.
const SAID = /^(?!De:|Von:|El .+,|Enviad[oa] |--)(?:.|\n){25}/
const people = corpus().filter(({ expected }) => expected.silence === null && SAID.test(String(expected.visibleText)))

test('whatever people of the corpus write with an answer is theirs', () => {
  const silenced = people.filter(({ expected }) => signOf({ body: String(expected.visibleText) }).sign !== 'carrier')
  expect(silenced.map(({ name }) => name)).toEqual([])
})
