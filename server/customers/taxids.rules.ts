import { stdnum, type Validator } from 'stdnum'
import type { TaxId } from './contract.ts'

type Kind = { name: string; rule: Validator; write: (compact: string) => string }
const plain = (compact: string) => compact

/** The tax ids of the countries the desk speaks to; the first that is valid names the kind. */
const KINDS: Record<string, Kind[]> = {
  CL: [{ name: 'RUT', rule: stdnum.CL!.rut!, write: (id) => `${thousands(id.slice(0, -1))}-${id.slice(-1)}` }],
  ES: [
    { name: 'NIE', rule: stdnum.ES!.nie!, write: plain },
    { name: 'NIF', rule: stdnum.ES!.dni!, write: plain },
    { name: 'CIF', rule: stdnum.ES!.cif!, write: plain },
    { name: 'NIF', rule: stdnum.ES!.nif!, write: plain },
  ],
  MX: [{ name: 'RFC', rule: stdnum.MX!.rfc!, write: plain }],
  BR: [
    { name: 'CPF', rule: stdnum.BR!.cpf!, write: (id) => `${thousands(id.slice(0, 9))}-${id.slice(9)}` },
    { name: 'CNPJ', rule: stdnum.BR!.cnpj!, write: plain },
  ],
  AR: [{ name: 'CUIT', rule: stdnum.AR!.cuit!, write: (id) => `${id.slice(0, 2)}-${id.slice(2, 10)}-${id.slice(10)}` }],
  PE: [{ name: 'RUC', rule: stdnum.PE!.ruc!, write: plain }],
  CO: [{ name: 'NIT', rule: stdnum.CO!.nit!, write: plain }],
  PT: [{ name: 'NIF', rule: stdnum.PT!.nif!, write: plain }],
}

/** The RFC of the general public and of foreigners: many share them, so they identify nobody. */
const GENERIC = new Set(['XAXX010101000', 'XEXX010101000'])

/** Reads a tax id as its country writes it. Whether it is right is shown with the reason, and never forced (issue 3). */
export function readTaxId(typed: string, country: string): TaxId {
  const compact = compactTaxId(typed)
  const kinds = KINDS[country]
  const told = { number: typed.trim(), kind: null, country, valid: false, generic: false, reason: null }
  if (!kinds) return { ...told, reason: 'unknown_country' }
  if (GENERIC.has(compact)) return { ...told, number: compact, kind: 'RFC', valid: true, generic: true }
  const right = kinds.find(({ rule }) => rule.validate(compact).isValid)
  if (right) return { ...told, number: right.write(compact), kind: right.name, valid: true }
  const faults = kinds.map(({ rule }) => rule.validate(compact).error?.name ?? '')
  return { ...told, kind: kinds.length === 1 ? kinds[0]!.name : null, reason: reasonOf(faults) }
}

/** How a tax id is kept: written as its country does where it is right, otherwise as it was typed. */
export const keepTaxId = (typed: string | null | undefined, country: string): string | null =>
  typed?.trim() ? readTaxId(typed, country).number : null

/** What two tax ids are compared by; the same as the column tax_key. A generic one is no sign of anything. */
export const compactTaxId = (typed: string) => typed.replace(/[^0-9A-Za-z&ñÑ]/g, '').toUpperCase()
export const identifies = (taxKey: string) => taxKey.length >= 5 && !GENERIC.has(taxKey)

/** The most telling of what each kind has against it: a wrong check digit is nearest to being right. */
function reasonOf(faults: string[]): TaxId['reason'] {
  if (faults.includes('InvalidChecksum')) return 'wrong_check_digit'
  if (faults.some((fault) => fault === 'InvalidFormat' || fault === 'InvalidComponent')) return 'wrong_form'
  return 'wrong_length'
}

const thousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, '.')
