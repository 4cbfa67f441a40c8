import { parse } from 'csv-parse/sync'
import { headingRow } from './mapping.rules.ts'

/** The rows of a file, just as they stand in it. */
export type RawRows = { format: string; rows: string[][] }
/**
 * A file as it is stored: its headings, and the rows with data below them as JSON, `[number, cells]` each, so many to a text. Twenty thousand
 * rows take up a few texts instead of hundreds of thousands of small things.
 */
export type TableFile = { format: string; headers: string[]; total: number; batches: string[] }

export const LIMITS = { bytes: 20 * 1024 * 1024, unpacked: 256 * 1024 * 1024, rows: 100_000, columns: 100, cell: 5000 }
const ROWS_TO_A_TEXT = 2000

/** A CSV file as people save it: UTF-8, UTF-16 or Windows-1252; parted by semicolon, comma, tabulator or bar. */
export function readCsv(bytes: Uint8Array): RawRows {
  const { text, encoding } = decode(bytes)
  const delimiter = delimiterOf(text)
  const rows = parse(text, {
    delimiter,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    trim: true,
    toLine: LIMITS.rows + 20,
    maxRecordSize: 1_000_000,
  }) as string[][]
  return { format: `${encoding} ${delimiter === '\t' ? 'tab' : delimiter}`, rows }
}

/** A byte order mark decides; else what is well-formed UTF-8 is UTF-8, and the rest is what Windows writes in Spanish. */
export function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** The rows below the headings that hold anything, numbered as in the file. */
export function tableOf({ format, rows }: RawRows): TableFile {
  const heading = headingRow(rows)
  const told = rows.flatMap((cells, place) =>
    place > heading && cells.some(Boolean) ? [[place + 1, cells] as const] : [],
  )
  const batches = []
  for (let from = 0; from < told.length; from += ROWS_TO_A_TEXT)
    batches.push(JSON.stringify(told.slice(from, from + ROWS_TO_A_TEXT)))
  return { format, headers: rows[heading] ?? [], total: told.length, batches }
}

/** Whatever parts the first lines most often, outside quotes. */
export function delimiterOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split(/\r?\n/, 20)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const counted = [';', ',', '\t', '|'].map((mark) => ({ mark, times: head.split(mark).length }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).mark
}

/** A cell of a spreadsheet as text: whole numbers without exponent, dates as dates, what no table can hold left out. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  const text = String(value)
  const number = /^-?\d+(\.\d+)?E[+]?\d{1,2}$/i.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(number) ? String(number) : tidy(text)
}

/** Control characters and halves of characters gone, white space plain, and no longer than a cell may be. */
export const tidy = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim()
    .slice(0, LIMITS.cell)
