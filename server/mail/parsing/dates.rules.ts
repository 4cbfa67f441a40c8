const YEARS = { first: 1970, end: 2200 }

/** The date a mail gives itself; null when nobody could read it, or when mail did not exist then or does not yet. */
export function readDate(value: string | null): Date | null {
  const plain = (value ?? '')
    .slice(0, 200)
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    // what was glued behind it
    .replace(/(:\d\d [+-]\d{4})\D.*$/, '$1')
    .replace(/^\p{L}{2,12}\.?, ?/u, '')
    .replaceAll(' de ', ' ')
    .replace(/ ([A-Z]{3,4}) (\d{4})$/, ' $2 $1')
    .replace(/ 1(\d\d) (?=\d{1,2}:)/, ' 20$1 ')
  if (!HAS_DAY.test(plain)) return null
  const date = new Date(
    zoned(plain)
      .replace(/ (\d{1,2}) (\d{1,2}) (\d{1,2}) ([+-]\d{4})$/, ' $1:$2:$3 $4')
      .replace(/\.(\d\d)\.(\d\d) /, ':$1:$2 ')
      .replace(/\b[a-z]{3,9}\b/i, (word) => MONTHS[word.slice(0, 3).toLowerCase()] ?? word),
  )
  const year = date.getUTCFullYear()
  return year >= YEARS.first && year < YEARS.end ? date : null
}

/** The runtime makes a date of any words that hold a number. */
const HAS_DAY =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|mai|set|out|dez)|\d[-/.]\d{1,2}[-/.]\d/i

const MONTHS: Record<string, string> = {
  ene: 'Jan',
  abr: 'Apr',
  ago: 'Aug',
  dic: 'Dec',
  fev: 'Feb',
  mai: 'May',
  set: 'Sep',
  out: 'Oct',
  dez: 'Dec',
}

/** Zones by name that the runtime does not know: those of the countries the desk speaks the languages of. */
const ZONES: Record<string, string> = {
  WET: '+0000',
  WEST: '+0100',
  CET: '+0100',
  MET: '+0100',
  CEST: '+0200',
  MEST: '+0200',
  BST: '+0100',
  EET: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  BRT: '-0300',
  ART: '-0300',
  CLT: '-0400',
  PET: '-0500',
  COT: '-0500',
  VET: '-0400',
  BOT: '-0400',
  UYT: '-0300',
  PYT: '-0300',
  JST: '+0900',
  KST: '+0900',
  HKT: '+0800',
  SGT: '+0800',
  AEST: '+1000',
}

/** Without a zone the server's own would be taken. */
function zoned(date: string): string {
  const named = date
    .replace(/ ([A-Z]{3,4})$/, (as, zone: string) => (ZONES[zone] ? ` ${ZONES[zone]}` : as))
    .replace(
      / (?:GMT|UTC) ?([+-])(\d{1,2})$/,
      (_, sign: string, hours: string) => ` ${sign}${hours.padStart(2, '0')}00`,
    )
  return /(?:[+-]\d{2}:?\d{2}|\b[A-Z]{1,4}|\dZ)$/i.test(named) ? named : `${named} +0000`
}
