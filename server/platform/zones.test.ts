import { expect, test } from 'vitest'
import { hourOf, zoneNamed } from './zones.contract.ts'

test('T8: the hour of a place is said in the language of who hears it', () => {
  const said = ['es', 'en', 'pt', 'pt-BR'].map((locale) => hourOf(locale, 'America/Santiago'))
  expect(said).toEqual(['hora de Chile', 'Chile Time', 'horário do Chile', 'horário do Chile'])
})

test.each([
  ['America/Mexico_City', 'horário da Cidade do México'],
  ['America/Bogota', 'horário da Colômbia'],
  ['America/Buenos_Aires', 'horário de Buenos Aires'],
  ['Europe/Madrid', 'horário da Espanha'],
  ['Europe/Lisbon', 'horário de Portugal'],
  ['Atlantic/Canary', 'horário das Canárias'],
  ['Pacific/Easter', 'horário da Ilha de Páscoa'],
  ['America/Panama', 'horário do Panamá'],
  ['America/Sao_Paulo', 'horário de Brasília'],
  ['America/Manaus', 'horário do Amazonas'],
  ['UTC', 'GMT+0'],
])('T8: in Portuguese the hour of %s has what stands between: %s', (zone, said) => {
  expect(hourOf('pt', zone)).toBe(said)
})

test.each([
  ['America/Santiago', 'America/Santiago'],
  ['america/santiago', 'America/Santiago'],
  ['utc', 'UTC'],
  ['America/Atlantida', null],
  ['-03:00', null],
  ['+0530', null],
  ['', null],
])('what is a time zone has a name: %o is %o', (name, zone) => {
  expect(zoneNamed(name)).toBe(zone)
})
