import type { Chance } from '../big/chance.ts'

export type Country = 'CL' | 'ES' | 'MX' | 'AR' | 'PE'

export const ZONES: Record<Country, string> = {
  CL: 'America/Santiago',
  ES: 'Europe/Madrid',
  MX: 'America/Mexico_City',
  AR: 'America/Argentina/Buenos_Aires',
  PE: 'America/Lima',
}

/** A company's tax number with its true check digit: RUT, NIF, RFC, CUIT, RUC. */
export function taxIdOf(country: Country, chance: Chance, name: string): string {
  return { CL: rut, ES: nif, MX: rfc, AR: cuit, PE: ruc }[country](chance, name)
}

const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => chance.below(10)).join('')
const weighted = (number: string, weights: number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0)
/** Eleven minus the remainder, as RUT, CUIT and RUC have it: 10 and 11 are written in a way of their own. */
const modulo11 = (number: string, weights: number[]) => 11 - (weighted(number, weights) % 11)

function rut(chance: Chance): string {
  const number = `7${chance.between(5, 8)}${digits(chance, 6)}`
  const rest = modulo11(number, [3, 2, 7, 6, 5, 4, 3, 2])
  return `${number.replace(/\B(?=(\d{3})+$)/g, '.')}-${rest === 11 ? '0' : rest === 10 ? 'K' : rest}`
}

function nif(chance: Chance): string {
  const number = `${chance.one(['28', '08', '46', '41'])}${digits(chance, 5)}`
  const doubled = [...number].reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return sum + Math.floor(value / 10) + (value % 10)
  }, 0)
  return `B${number}${(10 - (doubled % 10)) % 10}`
}

const RFC_VALUES = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'
function rfc(chance: Chance, name: string): string {
  const letters = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toUpperCase()
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
  const begin = `${letters}XXX`.slice(0, 3)
  const founded = `${chance.between(10, 21)}${String(chance.between(1, 12)).padStart(2, '0')}${chance.between(10, 28)}`
  const body = `${begin}${founded}${chance.one([...'ABCDEFGH123456'])}${chance.one([...'ABCDEFGH123456'])}`
  const sum = [...` ${body}`].reduce((total, sign, i) => total + RFC_VALUES.indexOf(sign) * (13 - i), 0)
  const rest = sum % 11
  return body + (rest === 0 ? '0' : rest === 1 ? 'A' : String(11 - rest))
}

function cuit(chance: Chance): string {
  for (;;) {
    const number = `30${digits(chance, 8)}`
    const rest = modulo11(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
    if (rest !== 10) return `30-${number.slice(2)}-${rest === 11 ? 0 : rest}`
  }
}

function ruc(chance: Chance): string {
  const number = `20${digits(chance, 8)}`
  return number + (modulo11(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 10)
}

/** A mobile number as people of the country write it. */
export function mobileOf(country: Country, chance: Chance): string {
  const four = () => digits(chance, 4)
  const three = () => digits(chance, 3)
  return {
    CL: () => `+56 9 ${chance.between(5, 9)}${three()} ${four()}`,
    ES: () => `+34 6${chance.between(10, 89)} ${three()} ${three()}`,
    MX: () => `+52 ${chance.one(['55', '33', '81'])} ${chance.between(1, 8)}${three()} ${four()}`,
    AR: () => `+54 9 11 ${chance.between(3, 6)}${three()} ${four()}`,
    PE: () => `+51 9${chance.between(10, 99)} ${three()} ${three()}`,
  }[country]()
}

/** The company's own line. */
export function landlineOf(country: Country, chance: Chance): string {
  const four = () => digits(chance, 4)
  return {
    CL: () => `+56 2 2${chance.between(200, 999)} ${four()}`,
    ES: () => `+34 91 ${chance.between(300, 799)} ${chance.between(10, 99)} ${chance.between(10, 99)}`,
    MX: () => `+52 55 5${chance.between(100, 999)} ${four()}`,
    AR: () => `+54 11 4${chance.between(300, 999)}-${four()}`,
    PE: () => `+51 1 ${chance.between(200, 799)} ${four()}`,
  }[country]()
}
