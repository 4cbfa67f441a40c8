import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneMeantBy } from '../parsing/zones.rules.ts'
import { invitationIn } from './invitations.rules.ts'

const event = (lines: string[], method = 'REQUEST') =>
  ['BEGIN:VCALENDAR', `METHOD:${method}`, 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join(
    '\r\n',
  )
const when = (...lines: string[]) => invitationIn(event(lines))?.when

test('an invitation of Outlook says what, when in its own zone, where and who', () => {
  const read = invitationIn(
    event([
      'ORGANIZER;CN="Díaz, Ana":MAILTO:ana@panaderia.example',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Soporte:mailto:soporte@desk.example',
      'ATTENDEE;CUTYPE=ROOM;CN=Sala 2:mailto:sala2@panaderia.example',
      'SUMMARY;LANGUAGE=es-CL:Visita: horno\\, etapa 2 y lo que',
      '  sigue',
      'DTSTART;TZID="Pacific SA Standard Time":20260310T100000',
      'DTEND;TZID="Pacific SA Standard Time":20260310T113000',
      'LOCATION:Av. Norte 12\\nPiso 3',
      'SEQUENCE:0',
      'BEGIN:VALARM',
      'DESCRIPTION:REMINDER',
      'DURATION:P3D',
      'END:VALARM',
    ]),
  )
  const ana = { name: 'Díaz, Ana', address: 'ana@panaderia.example' }
  expect(read).toEqual({
    ...{ state: 'invited', answer: null, summary: 'Visita: horno, etapa 2 y lo que sigue', repeats: 'no', others: 0 },
    when: { as: 'moment', start: '2026-03-10T13:00Z', end: '2026-03-10T14:30Z', zone: 'America/Santiago' },
    ...{ where: 'Av. Norte 12 Piso 3', organizer: ana },
    ...{ guests: [{ name: 'Soporte', address: 'soporte@desk.example' }], guestCount: 1 },
  })
})

test('days are days, in every zone; the end is the last of them', () => {
  expect(when('DTSTART;VALUE=DATE:20260310', 'DTEND;VALUE=DATE:20260311')).toEqual({
    ...{ as: 'day', start: '2026-03-10', end: null, zone: null },
  })
  expect(when('DTSTART;VALUE=DATE:20260310', 'DTEND;VALUE=DATE:20260313')).toMatchObject({ end: '2026-03-12' })
  expect(when('DTSTART;VALUE=DATE:20260310')).toMatchObject({ start: '2026-03-10', end: null })
  expect(when('DTSTART;VALUE=DATE:20260310', 'DURATION:P1W')).toMatchObject({ end: '2026-03-16' })
})

test('an hour is a moment only where its zone is known; else it stays as it was written (S10)', () => {
  const written = { as: 'written', start: '2026-03-10T10:00', end: '2026-03-10T10:45' }
  expect(when('DTSTART:20260310T100000Z', 'DURATION:PT45M')).toEqual({
    ...{ as: 'moment', start: '2026-03-10T10:00Z', end: '2026-03-10T10:45Z', zone: null },
  })
  expect(when('DTSTART:20260310T100000', 'DURATION:PT45M')).toEqual({ ...written, zone: null })
  expect(when('DTSTART;TZID=Customized Time Zone:20260310T100000', 'DTEND:20260310T104500')).toEqual({
    ...{ ...written, zone: 'Customized Time Zone' },
  })
  // Outlook in Spanish, without the quotes it needs.
  expect(when('DTSTART;TZID=(UTC-04:00) Santiago:20260310T100000')).toMatchObject({ zone: '(UTC-04:00) Santiago' })
  expect(when('DTSTART;TZID=/mozilla.org/20050126_1/America/Santiago:20260310T100000')).toMatchObject({
    ...{ start: '2026-03-10T13:00Z', zone: 'America/Santiago' },
  })
})

test('what no calendar says is not said: no such day, an end before its beginning, a length of ages', () => {
  for (const start of ['20260340', '20260310T250000', '99990101T000000', 'mañana', '', '-271821-04-20T00:00'])
    expect([start, when(`DTSTART:${start}`)]).toEqual([start, null])
  expect(when()).toBeNull()
  expect(when('DTSTART:20260310T100000Z', 'DTEND:20260309T100000Z')).toMatchObject({ end: null })
  expect(when('DTSTART:20260310T100000Z', 'DURATION:P99999999Y')).toBeNull()
})

test('it is said whether it is told again, called off, answered or repeated', () => {
  const state = (lines: string[], method: string) => invitationIn(event(lines, method))
  expect(state(['SEQUENCE:2'], 'REQUEST')).toMatchObject({ state: 'updated' })
  expect(state([], 'CANCEL')).toMatchObject({ state: 'cancelled' })
  expect(state(['STATUS:CANCELLED'], 'REQUEST')).toMatchObject({ state: 'cancelled' })
  const ana = 'ATTENDEE;PARTSTAT=DECLINED;CN=Ana:mailto:ana@x.example'
  expect(state([ana], 'REPLY')).toMatchObject({ state: 'answered', answer: 'declined', guests: [{ name: 'Ana' }] })
  expect(state([ana], 'COUNTER')).toMatchObject({ state: 'countered' })
  expect(state([], 'PUBLISH')).toMatchObject({ state: 'shared' })
  expect(state(['RRULE:FREQ=SECONDLY;COUNT=999999999'], 'REQUEST')).toMatchObject({ repeats: 'yes' })
  expect(state(['RECURRENCE-ID:20260310T100000Z'], 'REQUEST')).toMatchObject({ repeats: 'one' })
  const liar = 'ORGANIZER;CN=banco@banco.example:mailto:eva@malo.example'
  expect(state([liar], 'REQUEST')?.organizer).toEqual({ name: null, address: 'eva@malo.example' })
})

test('every zone of Windows that is known leads to one that is', () => {
  const names = ['Pacific SA', 'Romance', 'Central America', 'E. South America', 'SA Pacific', 'GMT', 'W. Europe']
  for (const name of names) expect(zoneMeantBy(`${name} Standard Time`)).toMatch(/^\w+\/\w+$/)
  expect(zoneMeantBy('central standard time (mexico)')).toBe('America/Mexico_City')
  for (const name of ['__proto__', 'constructor', '-04:00', 'America/Nowhere', 'a'.repeat(10_000), ''])
    expect(zoneMeantBy(name)).toBeNull()
})

test('whatever a stranger sends is read or left, and soon', () => {
  const names = fc.constantFrom(
    'DTSTART',
    'DTEND',
    'DURATION',
    'SUMMARY',
    'BEGIN',
    'END',
    'ORGANIZER',
    'ATTENDEE',
    'RRULE',
  )
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('VEVENT', '20260310T100000Z', 'P1D', '";TZID="', 'mailto:a@b.example'),
  )
  const line = fc
    .tuple(names, fc.constantFrom('', ';TZID=', ';CN="', ';'), piece, piece)
    .map(([name, ...rest]) => `${name}${rest.join(':')}`)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const read = invitationIn(event(lines))
      for (const at of [read?.when?.start, read?.when?.end]) if (at) expect(Date.parse(at)).not.toBeNaN()
    }),
  )
  const begun = performance.now()
  for (const much of ['BEGIN:VEVENT\n', '"', 'A;', 'ATTENDEE:mailto:a@b.example\n', '\n ', 'DTSTART;:'])
    invitationIn(`BEGIN:VCALENDAR\nBEGIN:VEVENT\n${much.repeat((256 * 1024) / much.length)}`)
  expect(performance.now() - begun).toBeLessThan(3000)
})
