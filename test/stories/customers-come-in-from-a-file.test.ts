import { deflateRawSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { importCustomers } from '../../server/worker.ts'
import { items, ok, refusal } from '../acts.ts'
import { newWorld, type Person } from '../world.ts'

const world = newWorld()

const upload = async (name: string, bytes: Buffer, who: Person = world.raiz) =>
  ok(await who.call('POST', `/api/files?name=${name}`, bytes, { 'content-type': 'text/plain' }), 201).fileId
const receive = async (name: string, bytes: Buffer, who: Person = world.raiz) =>
  world.raiz.call('POST', '/api/imports', { fileId: await upload(name, bytes, who) })
const look = async (id: number) => ok(await world.raiz.call('GET', `/api/imports/${id}`))
const rows = async (id: number) => items(world.raiz, `/api/imports/${id}/rows`)
const check = async (id: number, mapping: unknown[]) => {
  ok(await world.raiz.call('POST', `/api/imports/${id}/check`, { mapping }))
  await importCustomers(world.desk)
  return look(id)
}
const bringIn = async (id: number) => {
  ok(await world.raiz.call('POST', `/api/imports/${id}/run`))
  await importCustomers(world.desk)
  return look(id)
}
const workbook = (lines: (string | number | null)[][]) =>
  writeWorkbook(lines.map((line) => line.map((value) => ({ value: value ?? undefined }))) as never).toBuffer()

/** As such lists arrive: a title above, numbers as numbers, two phones in a cell, "sin correo", surname first, the same person twice. */
const DIRTY = [
  ['Clientes zona sur 2026', null, null, null, null],
  [null, null, null, null, null],
  ['Nombre y Apellidos', 'RUT', 'Fono', 'Correo electrónico', 'Razón social'],
  ['Huenchumán Soto, Rosa', '12345678-5', 56987654321, 'Rosa.H@Vina.example', 'Viña Sur'],
  ['Tomás  Rivas', '11.111.111-2', '22345678 / 9 8765 0000', 'sin correo', 'VIÑA SUR'],
  ['', '', 987654321, 'nadie@vina.example', ''],
  ['Rosa Huenchumán', '', '', 'rosa.h@vina.example', ''],
  ['=HYPERLINK("http://x")', '', '', 'formula@vina.example', ''],
]

beforeEach(() => world.at('2026-03-02T12:00:00Z'))

test('a dirty Spanish workbook: columns are guessed, each row gets its verdict before anything is written, then it is brought in', async () => {
  const received = ok(await receive('clientes.xlsx', await workbook(DIRTY)), 201)
  expect(received).toMatchObject({
    state: 'mapping',
    format: 'xlsx',
    total: 5,
    mapping: ['name', 'taxId', 'phone', 'email', 'organization'],
  })
  const checked = await check(received.id, received.mapping)
  expect([checked.state, checked.counts]).toEqual(['checked', { new: 3, update: 0, refused: 2, waiting: 0, done: 0 }])
  expect((await rows(received.id)).map((row) => [row.number, row.verdict, row.reason, row.warnings.length])).toEqual([
    [4, 'new', null, 0],
    [5, 'new', null, 2],
    [6, 'refused', 'Falta el nombre.', 0],
    [7, 'refused', 'Repite a la persona de la fila 4.', 0],
    [8, 'new', null, 0],
  ])
  expect(await items(world.ben, '/api/customers')).toEqual([])

  expect(await bringIn(received.id)).toMatchObject({ state: 'done', counts: { done: 3 } })
  const [rosa] = await items(world.ben, '/api/customers?q=huenchuman')
  expect(rosa).toMatchObject({
    name: 'Rosa Huenchumán Soto',
    taxId: '12.345.678-5',
    phones: [{ e164: '+56987654321', valid: 'valid' }],
    emails: ['rosa.h@vina.example'],
    organization: { name: 'Viña Sur' },
  })
  const [tomas] = await items(world.ben, '/api/customers?q=rivas')
  expect(tomas).toMatchObject({ emails: [], organization: { id: rosa.organization.id } })
  expect(tomas.phones).toMatchObject([{ valid: 'invalid' }, { e164: '+56987650000' }])
})

test('what the desk knows already is updated, not doubled: numbers are added, empty cells take nothing away', async () => {
  const known = ok(
    await world.ben.call('POST', '/api/customers', {
      name: 'Elena Páez',
      emails: ['elena@correo.example'],
      phones: ['+56 9 7777 0001'],
      notes: 'Cliente antigua',
    }),
    201,
  )
  const csv =
    'nombre;email;teléfono;dirección;observaciones\nELENA PAEZ;Elena@correo.example;9 7777 0002;Los Olmos 4;\n'
  const received = ok(await receive('lista.csv', Buffer.from(csv, 'latin1')), 201)
  expect(received).toMatchObject({ format: 'windows-1252 ;', mapping: ['name', 'email', 'phone', 'address', 'notes'] })
  expect((await check(received.id, received.mapping)).counts).toMatchObject({ update: 1 })
  expect(await rows(received.id)).toMatchObject([{ verdict: 'update', customer: { id: known.id, name: 'Elena Páez' } }])
  await bringIn(received.id)
  expect(ok(await world.ben.call('GET', `/api/customers/${known.id}`))).toMatchObject({
    name: 'Elena Páez',
    phones: [{ e164: '+56977770001' }, { e164: '+56977770002' }],
    address: 'Los Olmos 4',
    notes: 'Cliente antigua',
  })
})

test('an import left in the middle goes on where it stopped, and nobody comes in twice', async () => {
  const csv = `name,email\n${Array.from({ length: 60 }, (_, n) => `Persona ${'abcdefghij'[n % 10]}${n},p${n}@masa.example`).join('\n')}`
  const { id, mapping } = ok(await receive('masa.csv', Buffer.from(csv)), 201)
  await check(id, mapping)
  ok(await world.raiz.call('POST', `/api/imports/${id}/run`))
  const { workOffSome } = await import('../../server/customers/import-rounds.ts')
  const crash = world.asSystem(async (ctx) => {
    await workOffSome(ctx, id)
    throw new Error('the power goes')
  })
  await expect(crash).rejects.toThrow('the power goes')
  expect((await look(id)).counts.done).toBe(0)
  await world.asSystem((ctx) => workOffSome(ctx, id))
  expect((await look(id)).counts.done).toBe(25)
  await Promise.all([importCustomers(world.desk), importCustomers(world.desk)])
  expect(await look(id)).toMatchObject({ state: 'done', counts: { done: 60, refused: 0 } })
  expect(await items(world.ben, '/api/customers?q=%40masa.example&limit=500')).toHaveLength(60)
  const facts = await world.asSystem(({ db }) =>
    db
      .selectFrom('facts')
      .select(['actor_id', 'detail'])
      .where('type', '=', 'customer.created')
      .orderBy('id', 'desc')
      .limit(1)
      .execute(),
  )
  expect(facts).toEqual([{ actor_id: world.raiz.id, detail: { importId: id } }])
})

test('two files that wait are tried in one round, one after the other', async () => {
  const both = await Promise.all(
    ['Ana', 'Beto'].map(async (name) => ok(await receive(`${name}.csv`, Buffer.from(`name\n${name} Silva`)), 201)),
  )
  for (const { id, mapping } of both) ok(await world.raiz.call('POST', `/api/imports/${id}/check`, { mapping }))
  await importCustomers(world.desk)
  for (const { id } of both) expect((await look(id)).state).toBe('checked')
})

test('a row that matches two people is left to a person to decide, and the refused rows come back as a file', async () => {
  for (const [name, email] of [
    ['Uno Díaz', 'uno@dos.example'],
    ['Dos Díaz', 'dos@dos.example'],
  ])
    ok(await world.ben.call('POST', '/api/customers', { name, emails: [email] }), 201)
  const csv = 'Nombre;Correo;Nota\nDíaz;uno@dos.example, dos@dos.example;=1+1\n'
  const { id, mapping } = ok(await receive('dos.csv', Buffer.from(csv)), 201)
  await check(id, mapping)
  const report = await world.raiz.call('GET', `/api/imports/${id}/refused`)
  expect(report.headers['content-type']).toMatch('text/csv')
  expect(report.body).toBe(
    "\ufeffNombre;Correo;Nota;Fila;Motivo\r\nDíaz;uno@dos.example, dos@dos.example;'=1+1;2;Coincide con más de una persona: Uno Díaz, Dos Díaz. Fusiónelas o corrija la fila.\r\n",
  )
})

test('what the company asks of its customers is a column too: answers are read as they would be chosen, and go out again', async () => {
  const asked = [
    { text: '¿Qué balanza tiene?', kind: 'choice', choices: ['Toledo', 'Dina'] },
    { text: 'Cliente desde', kind: 'date' },
    { text: '¿Tiene contrato?', kind: 'yes_no' },
  ]
  ok(await world.raiz.call('PUT', '/api/questions', { about: 'customer', questions: asked }))
  const csv = `Nombre;Correo;Cliente desde;¿Tiene contrato?;¿Qué balanza tiene?
Sara Ulloa;sara@balanza.example;31/03/2024;sí;TOLEDO
Nora Ulloa;nora@balanza.example;ayer;no;Otra
`
  const { id, mapping } = ok(await receive('balanzas.csv', Buffer.from(`\ufeff${csv}`)), 201)
  expect(mapping).toEqual(['name', 'email', ...[1, 2, 0].map((_) => expect.stringMatching(/^question:\d+$/))])
  const wrong = { mapping: ['name', 'email', 'question:999999', null, null] }
  expect(refusal(await world.raiz.call('POST', `/api/imports/${id}/check`, wrong))).toEqual([400, 'invalid'])
  await check(id, mapping)
  expect((await rows(id)).map(({ warnings }) => warnings)).toEqual([
    [],
    ['una respuesta no es de las posibles y se omite'],
  ])
  await bringIn(id)
  const csvOut = (await world.raiz.call('GET', '/api/customers/export?q=ulloa')).body as string
  const lines = csvOut.trim().split('\r\n')
  expect(lines[0]).toMatch(/;¿Qué balanza tiene\?;Cliente desde;¿Tiene contrato\?$/)
  expect(lines.slice(1).sort()).toEqual([
    expect.stringMatching(/;Sara Ulloa;.*;Toledo;2024-03-31;Sí$/),
    expect.stringMatching(/;Nora Ulloa;.*;;;No$/),
  ])
})

test('a row that is refused while it is written leaves nothing behind, its organization neither', async () => {
  const [gone, kept] = await Promise.all(
    ['Berta Ríos', 'Berta Rios'].map(async (name) => ok(await world.ben.call('POST', '/api/customers', { name }), 201)),
  )
  ok(await world.raiz.call('POST', `/api/customers/${gone.id}/merge`, { intoId: kept.id }))
  await world.asSystem(({ db }) =>
    db
      .insertInto('customer_emails')
      .values({ customer_id: gone.id, position: 0, address: 'berta@ida.example' })
      .execute(),
  )
  const csv = 'Nombre;Correo;Empresa\nBerta;berta@ida.example;Imprenta Fantasma\nOtra;otra@ida.example;Imprenta Real\n'
  const { id, mapping } = ok(await receive('ida.csv', Buffer.from(csv)), 201)
  await check(id, mapping)
  expect((await bringIn(id)).counts).toMatchObject({ done: 1, refused: 1 })
  const names = async (q: string) => (await items(world.ben, `/api/organizations?q=${q}`)).map(({ name }) => name)
  expect([await names('fantasma'), await names('real')]).toEqual([[], ['Imprenta Real']])
})

test.each([
  ['an old binary workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'file_unreadable'],
  ['a broken workbook', Buffer.from('PK\u0003\u0004 not really'), 'file_unreadable'],
  ['headings and nothing else', Buffer.from('nombre;correo\n'), 'file_without_rows'],
  ['an empty file', Buffer.from(' '), 'file_without_rows'],
])('%s is refused with a sentence', async (_, bytes, code) => {
  expect(refusal(await receive('x.xlsx', bytes))).toEqual([422, code])
})

/** A workbook whose only sheet is so many megabytes of nothing: small on the wire, and as large as it likes once opened. */
function bomb(megabytes: number): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const nothing = Buffer.alloc(megabytes * 1024 * 1024)
  const packed = deflateRawSync(nothing, { level: 1 })
  const sizes = Buffer.alloc(26)
  sizes.writeUInt16LE(20, 0)
  sizes.writeUInt16LE(8, 4)
  for (const [place, value] of [packed.length, nothing.length].entries()) sizes.writeUInt32LE(value, 14 + place * 4)
  sizes.writeUInt16LE(name.length, 22)
  return Buffer.concat([Buffer.from('PK\x03\x04'), sizes, name, packed])
}

test('a workbook that would fill the memory ends its own reading, in a sentence', async () => {
  expect(refusal(await receive('bomba.xlsx', bomb(400)))).toEqual([422, 'file_unpacks_too_large'])
})

test('only who administers imports and exports, and only their own upload; steps out of turn are refused', async () => {
  const mine = await upload('ada.csv', Buffer.from('nombre\nAna'), world.ada)
  expect(refusal(await world.ada.call('POST', '/api/imports', { fileId: mine }))).toEqual([403, 'forbidden'])
  expect(refusal(await world.raiz.call('POST', '/api/imports', { fileId: mine }))).toEqual([400, 'invalid'])
  for (const who of [world.ada, world.eva])
    expect(refusal(await who.call('GET', '/api/customers/export'))).toEqual([403, 'forbidden'])
  const { id } = ok(await receive('a.csv', Buffer.from('nombre\nAna')), 201)
  expect(refusal(await world.raiz.call('POST', `/api/imports/${id}/run`))).toEqual([422, 'import_state'])
  expect(refusal(await world.raiz.call('POST', `/api/imports/${id}/check`, { mapping: [null] }))).toEqual([
    400,
    'invalid',
  ])
  ok(await world.raiz.call('POST', `/api/imports/${id}/cancel`))
  expect(refusal(await world.raiz.call('POST', `/api/imports/${id}/check`, { mapping: ['name'] }))).toEqual([
    422,
    'import_state',
  ])
})

test('the book goes out as CSV that a Spanish Excel opens and no formula survives in, and as a workbook', async () => {
  ok(
    await world.ben.call('POST', '/api/customers', { name: '@Fórmula Núñez', phones: ['9 8888 7777'], notes: '=2+3' }),
    201,
  )
  const csv = (await world.raiz.call('GET', '/api/customers/export?q=nunez')).body as string
  expect(csv.startsWith('\ufeffNúmero;Nombre completo;Empresa;')).toBe(true)
  expect(csv.split('\r\n')[1]).toMatch(/^\d+;'@Fórmula Núñez;;;'\+56988887777;.*;'=2\+3[;]*$/)
  const all = (await world.raiz.call('GET', '/api/customers/export')).body as string
  expect(all.trim().split('\r\n').length).toBeGreaterThan(60)
  const reply = await world.app.inject({
    url: '/api/customers/export?format=xlsx',
    headers: { authorization: `Bearer ${world.raiz.token}` },
  })
  const { readSheet } = await import('read-excel-file/node')
  expect((await readSheet(reply.rawPayload))[0]?.slice(0, 3)).toEqual(['Número', 'Nombre completo', 'Empresa'])
})
