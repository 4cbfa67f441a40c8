import {
  type CountryCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import type { Phone } from './contract.ts'

/** Internal extensions: short numbers no exchange would dial outside. */
const EXTENSION = /^\d{1,6}$/
/** What exchanges send in place of a number that is withheld. */
const WITHHELD = /^(?:(?:sips?:)?(?:anonymous|restricted|private|unknown|unavailable|withheld|blocked)(?:@.*)?)?$/i

/**
 * Reads a number as people type it (Z7, domain.md §6): valid, possible ("verificar con el cliente") or invalid, with the reason. Legacy
 * forms of México and Chile are rewritten, and the rewriting accepted only if it makes the number valid.
 */
export function readPhone(raw: string, country: string): Phone {
  const number = raw.trim()
  const { main, extension } = splitExtension(number)
  const nothing = { number, e164: null, extension, country: null, valid: 'invalid' as const }
  if (isWithheld(main)) return { ...nothing, kind: 'withheld', reason: 'withheld' }
  if (EXTENSION.test(main)) return { ...nothing, extension: main, kind: 'extension', valid: 'valid', reason: null }

  const asTyped = parse(main, country)
  const best = asTyped?.isValid() ? asTyped : (rewritten(main, country) ?? asTyped)
  if (!best?.isPossible()) return { ...nothing, kind: 'unknown', reason: faultOf(main, country) }
  return {
    number,
    e164: best.number,
    extension: extension ?? best.ext ?? null,
    kind: (best.getType() ?? 'unknown').toLowerCase(),
    country: best.country ?? null,
    valid: best.isValid() ? 'valid' : 'possible',
    reason: best.isValid() ? null : 'unassigned',
  }
}

/** Nobody's number: each such call is a caller of its own. */
export const isWithheld = (number: string) => WITHHELD.test(number.trim())

/** As people of that country read and dial it; a foreign number with its country in front. */
export function writtenNumber(e164: string, country: string): string {
  const read = parsePhoneNumberFromString(e164)
  if (!read) return e164
  return read.country === country ? read.formatNational() : read.formatInternational()
}

/** Digits only, for searching by fragment. */
export const digitsOf = (text: string) => text.replace(/\D/g, '')

function parse(text: string, country: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false })
}

/** "anexo 12", "ext. 12", "int 12", "#12" at the end is an extension. */
function splitExtension(text: string) {
  const found = /^(.*?)[\s,;]*(?:anexo|anx\.?|ext(?:ensi[oó]n)?\.?|int(?:erno)?\.?|ramal|x|#)\s*(\d{1,6})$/i.exec(text)
  return found ? { main: found[1]!.trim(), extension: found[2]! } : { main: text, extension: null }
}

/** Old ways of dialling: México's +521 and 044, 045, 01 in front; Chile's 09 in front. Each counts only where the result is valid. */
function rewritten(text: string, country: string): PhoneNumber | undefined {
  const compact = text.replace(/[\s().-]/g, '')
  const forms = [compact.replace(/^\+?521(\d{10})$/, '+52$1')]
  if (country === 'MX') forms.push(compact.replace(/^(044|045|01)(\d{10})$/, '$2'))
  if (country === 'CL') forms.push(compact.replace(/^0(9\d{8})$/, '$1'))
  return forms
    .filter((form) => form !== compact)
    .map((form) => parse(form, country))
    .find((found) => found?.isValid())
}

function faultOf(text: string, country: string): Phone['reason'] {
  switch (validatePhoneNumberLength(text, { defaultCountry: country as CountryCode })) {
    case 'TOO_SHORT':
      return 'too_short'
    case 'TOO_LONG':
    case 'INVALID_LENGTH':
      return 'too_long'
    case 'INVALID_COUNTRY':
      return 'no_country'
    default:
      return 'no_number'
  }
}
