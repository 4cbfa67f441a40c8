import { expect, test } from 'vitest'
import { forgetLooseFiles } from '../../server/conversations/files.ts'
import { answer, browser, items, later, ok, open, refusal, say } from '../acts.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld()

test('S11: a file is stored, said with, and given out as a download that nothing in it can act in', async () => {
  const ticket = await open(world.ben)
  const html = '<script>alert(1)</script>'
  const stored = ok(
    await world.ben.call('POST', '/api/files?name=..%2F..%2Ffactura.html', html, {
      'content-type': 'text/html; charset=utf-8',
    }),
    201,
  )
  expect(stored).toMatchObject({ filename: 'factura.html', type: 'text/html', size: html.length })
  const { interaction } = await say(world.ben, ticket.id, {
    kind: 'note',
    text: 'Adjunto',
    attachments: [{ fileId: stored.fileId }],
  })
  const download = await world.nobody.call('GET', interaction.attachments[0].url)
  expect([download.status, download.body]).toEqual([200, html])
  expect(download.headers).toMatchObject({
    ...{ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' },
    'content-disposition': "attachment; filename*=UTF-8''factura.html",
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect((await world.nobody.call('GET', `${interaction.attachments[0].url.slice(0, -1)}x`)).status).toBe(404)
})

test('S11: another’s file, and one that hangs on another ticket, are refused', async () => {
  const [ticket, other] = [await open(world.ben), await open(world.ben)]
  const store = async (who: typeof world.ben) =>
    ok(await who.call('POST', '/api/files?name=a.txt', 'abc', { 'content-type': 'text/plain' }), 201).fileId
  const attach = (id: number, fileId: number) =>
    world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'note', text: 'x', attachments: [{ fileId }] })
  expect((await attach(ticket.id, await store(world.eva))).body.fields).toHaveProperty('attachments')
  const mine = await store(world.ben)
  ok(await attach(ticket.id, mine), 201)
  ok(await attach(ticket.id, mine), 201)
  expect((await attach(other.id, mine)).body.fields).toHaveProperty('attachments')
})

const store = async (
  who: typeof world.ben,
  name: string,
  content: string | Buffer,
  type = 'application/octet-stream',
) => ok(await who.call('POST', `/api/files?name=${encodeURIComponent(name)}`, content, { 'content-type': type }), 201)

test('S11: a file keeps its name: letters that are joined stay so, and nothing turns it round', async () => {
  const named = async (name: string) => (await store(world.ben, name, 'x')).filename
  expect(await named('Equipo 👩\u200d💻.pdf')).toBe('Equipo 👩\u200d💻.pdf')
  expect(await named('factura\u202efdp.e\u200dxe')).toBe('facturafdp.exe')
})

const hostile = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

test('S11: a file is shown as what its bytes are, never as what it is called: nothing of an attacker’s is ever rendered', async () => {
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const see = async (name: string, content: string | Buffer, type?: string) => {
    const { url, preview } = await store(world.ben, name, content, type)
    const { status, headers } = await world.nobody.call('GET', `${url}/preview`)
    return [
      preview,
      status,
      headers['content-type'],
      headers['content-security-policy'],
      headers['x-content-type-options'],
    ]
  }
  const closed = ["default-src 'none'; sandbox", 'nosniff']
  expect(await see('foto.html', pixel, 'text/html')).toEqual(['image', 200, 'image/gif', ...closed])
  for (const [name, type] of [
    ['foto.png', 'image/png'],
    ['logo.svg', 'image/svg+xml'],
    ['pagina.html', 'text/html'],
  ])
    expect(await see(name!, hostile, type)).toEqual(['text', 200, 'text/plain; charset=utf-8', ...closed])
  const pdf = await see('acta.pdf', '%PDF-1.7\n')
  expect([pdf[0], pdf[2], pdf[4]]).toEqual(['pdf', 'application/pdf', 'nosniff'])
  expect(pdf[3]).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/)
  expect((await see('programa.png', 'MZ\0\0', 'image/png')).slice(0, 2)).toEqual([null, 404])
})

test('S11: what is often attached is kept once: a lead’s group uses it, others do not see it, and it outlives its first day', async () => {
  const price = await store(world.ada, 'precios.pdf', '%PDF-1.7 precios')
  const adding = { fileId: price.fileId, title: 'Lista de precios', groupId: world.support }
  const kept = ok(await world.ada.call('POST', '/api/library', adding), 201)
  const titles = async (who: typeof world.ben) => (await items(who, '/api/library')).map(({ title }) => title)
  expect([await titles(world.ben), await titles(world.eva)]).toEqual([['Lista de precios'], []])
  // Of everybody only by who administers; never a file that is somebody else's.
  expect(refusal(await world.ada.call('POST', '/api/library', { ...adding, groupId: null }))).toEqual([
    403,
    'forbidden',
  ])
  expect(refusal(await world.raiz.call('POST', '/api/library', adding))).toEqual([400, 'invalid'])
  expect(refusal(await world.ben.call('DELETE', `/api/library/${kept.id}`))).toEqual([403, 'forbidden'])
  expect(refusal(await world.eva.call('DELETE', `/api/library/${kept.id}`))).toEqual([404, 'not_found'])
  const forget = () => world.asSystem(forgetLooseFiles)
  const attach = async (who: typeof world.ben, groupId: number) => {
    const { id } = await open(who, { groupId })
    return who.call('POST', `/api/tickets/${id}/interactions`, {
      kind: 'note',
      attachments: [{ fileId: price.fileId }],
    })
  }
  await world.at('2026-03-04T12:00:00Z')
  await forget()
  for (const _twice of [1, 2]) ok(await attach(world.ben, world.support), 201)
  expect((await attach(world.eva, world.sales)).body.fields).toHaveProperty('attachments')
  ok(await world.ada.call('DELETE', `/api/library/${kept.id}`), 204)
  expect(refusal(await attach(world.ben, world.support))).toEqual([400, 'invalid'])
})

test('a draft is its writer’s alone, and gone when it is emptied', async () => {
  ok(await world.ben.call('PUT', '/api/drafts/ticket:10001', { draft: { text: 'Estimada María' } }), 204)
  expect(ok(await world.ben.call('GET', '/api/drafts/ticket:10001')).draft).toEqual({ text: 'Estimada María' })
  expect(ok(await world.ada.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
  expect(ok(await world.raiz.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
  ok(await world.ben.call('PUT', '/api/drafts/ticket:10001', { draft: null }), 204)
  expect(ok(await world.ben.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
})

test('T5: what Ben says in his browser is his draft no more; what is said beside it leaves it, and so does a mail the note', async () => {
  const { id } = await open(world.ben)
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  const note = { kind: 'note', text: 'Revisado' }
  const says = async (who: typeof ben, body: object) =>
    ok(await who.call('POST', `/api/tickets/${id}/interactions`, body), 201)
  const drafted = async () => ok(await ben.call('GET', `/api/drafts/ticket:${id}`)).draft
  ok(await ben.call('PUT', `/api/drafts/ticket:${id}`, { draft: { text: 'Revis' } }), 204)
  // A program of his, and whoever hands the ticket over with a word on why.
  for (const who of [world.ben, ben]) await says(who as typeof ben, note)
  expect(await drafted()).toEqual({ text: 'Revis' })
  await says(ben, { ...note, draft: { left: { text: 'Y además' } } })
  expect(await drafted()).toEqual({ text: 'Y además' })
  await says(ben, { ...note, draft: {} })
  expect(await drafted()).toBeNull()
  // Not kept in time: what is left is kept by the save itself.
  await says(ben, { ...note, draft: { writer: 'one', left: { text: 'Aún no guardado' } } })
  expect(await drafted()).toEqual({ text: 'Aún no guardado' })
  await says(ben, { ...note, draft: { writer: 'two', left: { text: 'De otra ventana' } } })
  expect(await drafted()).toEqual({ text: 'Aún no guardado' })
})

test('T5: what Ben writes in one window is not replaced by another that has not seen it, nor forgotten by it', async () => {
  const { id } = await open(world.ben)
  const ben = await browser(world, 'ben@desk.example', PASSWORD)
  const put = (writer: string, version: number | undefined, text: string | null) =>
    ben.call('PUT', `/api/drafts/ticket:${id}`, { draft: text === null ? null : { text }, writer, version })
  const look = async () => ok(await ben.call('GET', `/api/drafts/ticket:${id}`))
  ok(await put('one', undefined, 'Revis'), 204)
  ok(await put('one', undefined, 'Reviso'), 204)
  const { version } = await look()
  ok(await put('one', undefined, 'Reviso el cable'), 204)
  const unseen = await put('two', version, 'Otra cosa')
  expect([refusal(unseen), unseen.body.draft]).toEqual([[409, 'draft_elsewhere'], { text: 'Reviso el cable' }])
  ok(await put('two', version, null), 204)
  const note = { kind: 'note', text: 'Otra cosa', draft: { writer: 'two', version } }
  ok(await ben.call('POST', `/api/tickets/${id}/interactions`, note), 201)
  expect((await look()).draft).toEqual({ text: 'Reviso el cable' })
  ok(await put('two', unseen.body.version, 'Ambas cosas'), 204)
  expect((await put('one', version, 'Reviso el cable, y')).status).toBe(409)
})

test('S11: what lies beside an unsent draft of its writer’s waits as long as the draft; other loose files go after a day', async () => {
  const ticket = await open(world.ben)
  const store = async () =>
    ok(await world.ben.call('POST', '/api/files?name=a.txt', 'abc', { 'content-type': 'text/plain' }), 201).fileId
  const [beside, loose, named] = [await store(), await store(), await store()]
  const draft = (attachments: object[]) => ({ draft: { text: 'Mañana sigo', attachments } })
  ok(await world.ben.call('PUT', `/api/drafts/ticket:${ticket.id}`, draft([{ fileId: beside }, { fileId: 'x' }])), 204)
  ok(await world.ada.call('PUT', `/api/drafts/ticket:${ticket.id}`, draft([{ fileId: named }])), 204)
  await world.at(later(world.now(), { hours: 25 }))
  await world.asSystem(forgetLooseFiles)
  const attach = (fileId: number) =>
    world.ben.call('POST', `/api/tickets/${ticket.id}/interactions`, {
      ...{ kind: 'note', text: 'x', attachments: [{ fileId }] },
    })
  expect(await Promise.all([beside, loose, named].map(async (id) => (await attach(id)).status))).toEqual([
    201, 400, 400,
  ])
})

test('S10: to whom something was addressed is kept with it', async () => {
  const ticket = await open(world.ben)
  const { interaction } = await answer(world.ben, ticket.id, 'Hola', {
    to: ['maria@panaderia.example'],
    cc: ['tomas@panaderia.example'],
  })
  expect(interaction).toMatchObject({
    to: [{ name: null, address: 'maria@panaderia.example' }],
    cc: [{ name: null, address: 'tomas@panaderia.example' }],
  })
})
