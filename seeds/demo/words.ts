import type { Chance } from '../big/chance.ts'
import type { Case } from './cases/case.ts'
import { NAMES } from './names.ts'
import type { Country } from './papers.ts'

const MALE = ['Mario', 'Esteban', 'Iván', 'Germán', 'Adrián', 'Felipe']
const FEMALE = ['Elena', 'Patricia', 'Sofía', 'Claudia', 'Irene', 'Beatriz']

/** The case as this customer has it: every word in {braces} filled in, the same everywhere in the ticket. */
export function filled(one: Case, country: Country, opened: Date, zone: string, chance: Chance): Case {
  const values: Record<string, string> = {
    n: String(chance.between(2, 6)),
    folio: String(chance.between(1200, 48_900)),
    hora: chance.one(['9:15', '9:40', '10:20', '11:35', '12:10', '15:30', '16:20', '17:05']),
    desde: chance.one([
      'Desde ayer',
      'Desde esta mañana',
      'Desde el lunes',
      'Desde hace dos días',
      'Desde el fin de semana',
    ]),
    persona: chance.one([...MALE, ...FEMALE]),
    el: chance.one(MALE),
    ella: chance.one(FEMALE),
    apellido: chance.one(NAMES[country].last),
    local: chance.one(['local del centro', 'segundo local', 'local de la avenida', 'local principal', 'local nuevo']),
    mes: new Intl.DateTimeFormat('es', { month: 'long', timeZone: zone }).format(opened),
  }
  return JSON.parse(JSON.stringify(one), (_key, value) => (typeof value === 'string' ? fill(value, values) : value))
}

export const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)

/** The hour on the wall. */
export const hourIn = (zone: string, at: Date) =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(at))

export function greetingAt(zone: string, at: Date): string {
  const hour = hourIn(zone, at)
  return hour < 12 ? 'Buenos días' : hour < 20 ? 'Buenas tardes' : 'Buenas noches'
}

/** A clause as a sentence of its own. */
export const sentence = (clause: string) => `${clause[0]!.toUpperCase()}${clause.slice(1)}.`

/** A message in the portal, with or without the courtesies around it. */
export function letter(text: string, firstName: string, greeting: string, chance: Chance): string {
  const begin = chance.one([`${greeting}:\n`, `${greeting}, `, 'Estimados:\n', '', ''])
  const end = chance.one([
    `\nSaludos,\n${firstName}`,
    `\nMuchas gracias.\n${firstName}`,
    '\nQuedo a la espera, gracias.',
    '',
    '',
  ])
  return begin.endsWith(', ') ? `${begin}${lower(text)}${end}` : begin + text + end
}

/** After a comma, a word that is no name begins small. */
export const lower = (text: string) =>
  /^(?:[A-ZÁÉÍÓÚÑ]{2}|¿|«)/.test(text) ? text : text[0]!.toLowerCase() + text.slice(1)
