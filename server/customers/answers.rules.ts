import { fold } from './names.rules.ts'

/** One of the company's own questions about customers; of a yes or no, both words. */
export type AskedOfCustomers = {
  id: number
  texts: string[]
  kind: 'text' | 'number' | 'date' | 'yes_no' | 'choice'
  choices: string[]
}

/** What a cell of a file answers to a question, as the console would have written it; null where it answers nothing one could choose. */
export function readAnswer({ kind, choices }: AskedOfCustomers, cell: string): string | null {
  const text = cell.trim()
  switch (kind) {
    case 'number':
      return readNumber(text)
    case 'date':
      return readDate(text)
    case 'yes_no':
      return YES.test(fold(text)) ? choices[0]! : NO.test(fold(text)) ? choices[1]! : null
    case 'choice':
      return choices.find((choice) => fold(choice) === fold(text)) ?? null
    case 'text':
      return text.slice(0, 2000)
  }
}

const YES = /^(?:s|si|sim|y|yes|x|1|true|verdadero)$/
const NO = /^(?:n|no|nao|0|false|falso)$/

/** 1234.5, 1234,5 or 1.234,5: the last mark is the decimal one if another kind stands before it, or fewer than three digits follow. */
function readNumber(text: string): string | null {
  const plain = text.replace(/[\s']/g, '')
  if (!/^-?\d+(?:[.,]\d+)*$/.test(plain)) return null
  const decimal = /^(-?[\d.,]*?)(?:[.,](\d+))?$/.exec(plain)!
  const [whole, rest] = [decimal[1]!, decimal[2]]
  const grouped = /^-?\d{1,3}(?:[.,]\d{3})+$/.test(plain) && new Set(plain.replace(/[^.,]/g, '')).size === 1
  const digits = (part: string) => part.replace(/[.,]/g, '')
  return grouped ? digits(plain) : `${digits(whole)}${rest ? `.${rest}` : ''}`
}

/** 2026-03-31 or, as Spanish and Portuguese write it, 31/03/2026. */
function readDate(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text) ?? []
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const iso = [year ?? y, (month ?? m)?.padStart(2, '0'), (day ?? d)?.padStart(2, '0')].join('-')
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : null
}
