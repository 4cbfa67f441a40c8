import { getCountries } from 'libphonenumber-js/max'
import { zoneNamed } from '../platform/zones.contract.ts'
import { type AskedOfCustomers, readAnswer } from './answers.rules.ts'
import type { ImportField } from './imports.contract.ts'
import { fold } from './names.rules.ts'
import { readPhone } from './phones.rules.ts'
import { compactTaxId, identifies, readTaxId } from './taxids.rules.ts'

export type RowPerson = {
  name: string
  organization: string | null
  phones: string[]
  emails: string[]
  taxId: string | null
  country: string | null
  address: string
  language: 'es' | 'en' | 'pt' | null
  zone: string | null
  tags: string[]
  notes: string
  answers: { questionId: number; value: string }[]
}
/** `fault` and `warnings` are keys of the texts `import.*`; `keys` are what people are recognised by, in the book and within the file. */
export type ReadRow = { person: RowPerson; fault: string | null; warnings: string[]; keys: string[] }

/** One row of a file as a person: dirty cells cleaned, what cannot be used left out and said; only what names nobody is refused. */
export function readRow(
  cells: string[],
  { mapping, country, questions }: { mapping: (ImportField | null)[]; country: string; questions: AskedOfCustomers[] },
): ReadRow {
  const warnings: string[] = []
  const all = (field: ImportField) => mapping.flatMap((each, i) => (each === field ? filled(cells[i]) : []))
  const one = (field: ImportField) => all(field)[0] ?? null
  const own = countryNamed(one('country'))
  if (one('country') && !own) warnings.push('country')
  const emails = all('email')
    .flatMap((cell) =>
      cell
        .toLowerCase()
        .replace(/mailto:/g, '')
        .split(/[\s;,<>/]+/),
    )
    .filter(Boolean)
  const goodEmails = [...new Set(emails.filter((email) => EMAIL.test(email)))]
  if (emails.some((email) => !EMAIL.test(email))) warnings.push('email')
  const phones = all('phone')
    .flatMap((cell) => cell.split(/\s*(?:[;|/\n]|\sy\s|\so\s)\s*/))
    .filter((cell) => /\d/.test(cell))
  const where = own ?? country
  const read = phones.map((phone) => readPhone(withPlus(phone.slice(0, 60), where), where))
  if (read.some(({ valid }) => valid !== 'valid')) warnings.push('phone')
  const taxId = one('taxId')?.slice(0, 40) ?? null
  if (taxId && !readTaxId(taxId, where).valid) warnings.push('tax_id')
  const zone = zoneNamed(one('zone') ?? '')
  if (one('zone') && !zone) warnings.push('zone')
  const answers = answersIn(cells, mapping, questions)
  if (answers.some(({ value }) => value === null)) warnings.push('answer')
  const person: RowPerson = {
    name: nameOf(one('name'), one('firstName'), one('lastName')),
    organization: one('organization')?.slice(0, 500) ?? null,
    phones: read.map(({ number }) => number).slice(0, 20),
    emails: goodEmails.slice(0, 20),
    taxId,
    country: own,
    address: all('address').join(', ').slice(0, 1000),
    language: languageNamed(one('language')),
    zone,
    tags: [
      ...new Set(
        all('tags')
          .flatMap((cell) => cell.split(/\s*[;,|]\s*/))
          .filter(Boolean)
          .map((tag) => tag.slice(0, 60)),
      ),
    ].slice(0, 30),
    notes: all('notes').join('\n'),
    answers: answers.flatMap(({ questionId, value }) => (value ? { questionId, value } : [])),
  }
  const key = taxId ? compactTaxId(taxId) : ''
  const keys = [
    ...person.emails.map((email) => `e:${email}`),
    ...read.flatMap(({ e164 }) => (e164 ? `p:${e164} ${fold(person.name)}` : [])),
    ...(identifies(key) ? [`t:${key}`] : []),
  ]
  return { person, fault: faultOf(person), warnings, keys }
}

function answersIn(cells: string[], mapping: (ImportField | null)[], questions: AskedOfCustomers[]) {
  return questions.flatMap((question) => {
    const cell = disarmed(cells[mapping.indexOf(`question:${question.id}`)])
    return cell ? { questionId: question.id, value: readAnswer(question, cell) } : []
  })
}

/** "González Soto, María" is María González Soto. */
function nameOf(name: string | null, first: string | null, last: string | null): string {
  const whole = first || last ? [first ?? name, last].filter(Boolean).join(' ') : (name ?? '')
  const parts = /^([^,]+),\s*([^,]+)$/.exec(whole)
  return (parts ? `${parts[2]} ${parts[1]}` : whole).replace(/\s+/g, ' ').trim()
}

function faultOf({ name }: RowPerson): string | null {
  if (!/\p{L}/u.test(name)) return 'no_name'
  return name.length > 500 ? 'long_name' : null
}

const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/
/** What people write where there is nothing. */
const NOTHING =
  /^(?:-+|\.+|x+|0|n\/?[ad]|s\/?[ind]|ningun[oa]|no tiene|sin (?:correo|email|mail|telefono|fono|dato|datos)|null|none|#n\/a|#¡ref!)$/
/** An apostrophe in front is how formulas were disarmed on the way out. */
const disarmed = (cell: string | undefined) => (cell ?? '').trim().replace(/^'(?=[=+\-@])/, '')
const filled = (cell: string | undefined) => {
  const text = disarmed(cell)
  return text && !NOTHING.test(fold(text)) ? [text] : []
}

/** Spreadsheets drop the plus: what is a number of the country only with it, gets it back. */
function withPlus(phone: string, country: string): string {
  if (!/^\d{10,14}$/.test(phone) || readPhone(phone, country).valid === 'valid') return phone
  return readPhone(`+${phone}`, country).valid === 'valid' ? `+${phone}` : phone
}

const COUNTRIES = new Map(
  getCountries().flatMap((code) => [
    [code.toLowerCase(), code],
    ...['es', 'en', 'pt'].map((language) => [
      fold(new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code),
      code,
    ]),
  ]) as [string, string][],
)
const countryNamed = (cell: string | null) => (cell && COUNTRIES.get(fold(cell).replace(/\./g, ''))) || null

const LANGUAGES: [RegExp, 'es' | 'en' | 'pt'][] = [
  [/^(es|esp|espanol|castellano|spanish|espanhol)\b/, 'es'],
  [/^(en|ing|ingles|english)\b/, 'en'],
  [/^(pt|por|portugues|portuguese)\b/, 'pt'],
]
const languageNamed = (cell: string | null) => LANGUAGES.find(([name]) => name.test(fold(cell ?? '')))?.[1] ?? null
