import type { AskedOfCustomers } from './answers.rules.ts'
import type { IMPORT_FIELDS, ImportField } from './imports.contract.ts'
import { fold } from './names.rules.ts'

/** How people head such columns in Spanish, English and Portuguese, folded and without punctuation. */
const HEADINGS: Record<(typeof IMPORT_FIELDS)[number], string[]> = {
  name: [
    'nombre completo',
    'nombre y apellido',
    'nombre y apellidos',
    'contacto',
    'persona',
    'cliente',
    'full name',
    'contact',
    'contact name',
    'customer',
    'nome completo',
    'contato',
    'name',
    'nome',
    'nombre',
  ],
  firstName: ['nombres', 'primer nombre', 'nombre de pila', 'first name', 'given name', 'primeiro nome', 'prenome'],
  lastName: ['apellido', 'apellidos', 'last name', 'surname', 'family name', 'sobrenome', 'apelido'],
  organization: [
    'empresa',
    'organizacion',
    'compania',
    'razon social',
    'cuenta',
    'company',
    'organization',
    'organisation',
    'account',
    'companhia',
    'organizacao',
    'nombre empresa',
    'nombre de la empresa',
  ],
  phone: [
    'telefono',
    'telefonos',
    'fono',
    'fonos',
    'celular',
    'movil',
    'tel',
    'telefono fijo',
    'telefono movil',
    'whatsapp',
    'phone',
    'phone number',
    'mobile',
    'telephone',
    'cell',
    'telefone',
    'telemovel',
    'anexo',
  ],
  email: [
    'correo',
    'correos',
    'correo electronico',
    'email',
    'e mail',
    'mail',
    'emails',
    'e mails',
    'email address',
    'direccion de correo',
  ],
  taxId: [
    'rut',
    'run',
    'nif',
    'cif',
    'nie',
    'dni',
    'rfc',
    'cuit',
    'ruc',
    'nit',
    'cpf',
    'cnpj',
    'identificacion fiscal',
    'id fiscal',
    'tax id',
    'vat',
    'vat number',
    'identificacao fiscal',
  ],
  country: ['pais', 'country'],
  address: [
    'direccion',
    'domicilio',
    'address',
    'street',
    'endereco',
    'morada',
    'calle',
    'comuna',
    'ciudad',
    'city',
    'cidade',
  ],
  language: ['idioma', 'lengua', 'language', 'lingua'],
  zone: ['zona horaria', 'huso horario', 'time zone', 'timezone', 'fuso horario'],
  tags: ['etiquetas', 'etiqueta', 'tags', 'tag', 'categoria', 'segmento', 'segment'],
  notes: [
    'notas',
    'nota',
    'observaciones',
    'observacion',
    'comentarios',
    'comentario',
    'notes',
    'comments',
    'remarks',
    'observacoes',
  ],
}
const FIELD_OF = new Map(
  Object.entries(HEADINGS).flatMap(([field, names]) => names.map((name) => [name, field as ImportField])),
)

const plain = (header: string) =>
  fold(header)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\s+\d+$/, '')
    .trim()

/**
 * What each column seems to hold: by its heading, "Teléfono 2" like "Teléfono"; "Nombre" beside "Apellidos" is the first name; a question's
 * own words are its answers.
 */
export function guessMapping(headers: string[], questions: AskedOfCustomers[] = []): (ImportField | null)[] {
  const asked = new Map(
    questions.flatMap(({ id, texts }) => texts.map((text) => [plain(text), `question:${id}`] as const)),
  )
  const guessed = headers.map((header) => asked.get(plain(header)) ?? FIELD_OF.get(plain(header)) ?? null)
  if (!guessed.includes('lastName')) return once(guessed.map((field) => (field === 'firstName' ? 'name' : field)))
  return once(
    guessed.map((field, i) =>
      field === 'name' && /^(nombre|name|nome)$/.test(plain(headers[i]!)) ? 'firstName' : field,
    ),
  )
}

/** A single value is taken from the first column that looks like it. */
const SEVERAL = new Set<ImportField | null>(['phone', 'email', 'notes', 'tags', 'address', null])
const once = (fields: (ImportField | null)[]) =>
  fields.map((field, place) => (SEVERAL.has(field) || fields.indexOf(field) === place ? field : null))

/** The row that heads the columns: of the first ten, the one with most headings we know, if it knows two; titles often stand above. */
export function headingRow(rows: string[][]): number {
  const known = rows.slice(0, 10).map((row) => row.filter((cell) => FIELD_OF.has(plain(cell))).length)
  const most = Math.max(0, ...known)
  if (most >= 2) return known.indexOf(most)
  return Math.max(
    0,
    rows.findIndex((row) => row.some((cell) => cell.trim())),
  )
}
