import { expect, test } from 'vitest'
import { answer, ok, open, say } from '../acts.ts'
import { newWorld } from '../world.ts'

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

test('a draft is its writer’s alone, and gone when it is emptied', async () => {
  ok(await world.ben.call('PUT', '/api/drafts/ticket:10001', { draft: { text: 'Estimada María' } }), 204)
  expect(ok(await world.ben.call('GET', '/api/drafts/ticket:10001')).draft).toEqual({ text: 'Estimada María' })
  expect(ok(await world.ada.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
  expect(ok(await world.raiz.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
  ok(await world.ben.call('PUT', '/api/drafts/ticket:10001', { draft: null }), 204)
  expect(ok(await world.ben.call('GET', '/api/drafts/ticket:10001')).draft).toBeNull()
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
