import { expect, test } from 'vitest'
import { items, ok, refusal } from '../acts.ts'
import { imapServer } from '../mail/imap-server.ts'
import { smtpPeer } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const create = (body: object) => world.raiz.call('POST', '/api/mailboxes', body)
const edit = (id: number, body: object) => world.raiz.call('PATCH', `/api/mailboxes/${id}`, body)

test('Raíz needs nothing but an address; the first mailbox is the default', async () => {
  const box = ok(await create({ address: 'Soporte@Panaderia.example' }), 201)
  expect(box).toMatchObject({
    ...{ address: 'soporte@panaderia.example', name: 'Panadería Sur', language: 'es', isDefault: true, active: true },
    group: { id: world.support },
    ...{ incoming: null, outgoing: null, confirms: true },
  })
  const second = ok(await create({ address: 'ventas@panaderia.example', groupId: world.sales }), 201)
  expect(second.isDefault).toBe(false)
  expect(ok(await edit(second.id, { version: 1, isDefault: true })).isDefault).toBe(true)
  const { items } = ok(await world.raiz.call('GET', '/api/mailboxes'))
  expect(items.map((each: any) => [each.address, each.isDefault])).toEqual([
    ['soporte@panaderia.example', false],
    ['ventas@panaderia.example', true],
  ])
})

test('S10: what a mailbox is called is one line without hidden signs, and looks like no address', async () => {
  const address = 'nombres@panaderia.example'
  const box = ok(await create({ address, name: ' Mesa\r\nBcc: eva en x ' }), 201)
  expect(box.name).toBe('Mesa Bcc: eva en x')
  const edited = async (name: string) => edit(box.id, { version: 1, name })
  for (const name of ['"q" <z@evil.example>', 'jefe@banco.example', 'jefe\u200b@banco.example', '\u200e'])
    for (const refused of [await edited(name), await create({ address: `otra.${address}`, name })])
      expect([name, refused.status, Object.keys(refused.body.fields)]).toEqual([name, 400, ['name']])
  expect(ok(await edited('Equipo 👩\u200d💻\u202e =?x?=')).name).toBe('Equipo 👩\u200d💻 = ?x?=')
})

test('a signature that cannot be filled in is refused with its line, before any customer reads it', async () => {
  const signature = 'Saludos,\n{{ agente.nombre }}'
  const refused = await create({ address: 'firma@panaderia.example', signature })
  expect([refused.status, refused.body.fields]).toEqual([400, { signature: expect.stringMatching(/2.*agente/) }])
  const box = ok(
    await create({ address: 'firma@panaderia.example', signature: '{{ agent.name }} · {{ mailbox.name }}' }),
    201,
  )
  expect((await edit(box.id, { version: 1, signature: 'Hola {% if %}' })).status).toBe(400)
})

test('E1, S10: nobody in the book reads mail where the desk reads it: not when they are written down, nor when the mailbox is', async () => {
  const enrol = (name: string, emails: string[]) => world.ben.call('POST', '/api/customers', { name, emails })
  const box = ok(await create({ address: 'mesa@panaderia.example' }), 201)
  for (const address of ['Mesa@Panaderia.example', 'mesa+r.abc123@panaderia.example']) {
    const refused = await enrol('Mesa de ayuda', ['rosa@correo.example', address])
    expect([refused.status, refused.body.fields]).toEqual([
      400,
      { emails: expect.stringContaining(address.toLowerCase()) },
    ])
  }
  const rosa = ok(await enrol('Rosa Millán', ['rosa@correo.example']), 201)
  const edited = (emails: string[], version: number) =>
    world.ben.call('PATCH', `/api/customers/${rosa.id}`, { version, emails })
  expect((await edited(['rosa@correo.example', 'mesa@panaderia.example'], rosa.version)).status).toBe(400)
  const taken = await create({ address: 'Rosa@correo.example' })
  expect([taken.status, taken.body.fields]).toEqual([400, { address: expect.stringContaining('Rosa Millán') }])
  expect((await edit(box.id, { version: 1, address: 'rosa@correo.example' })).status).toBe(400)
  // left from before this was looked at: the card is corrected without having to be, first
  await world.desk.db
    .updateTable('mailboxes')
    .set({ address: 'rosa@correo.example' })
    .where('id', '=', box.id)
    .execute()
  expect(ok(await edited(['rosa@correo.example', 'rosa.m@correo.example'], rosa.version)).emails).toHaveLength(2)
  expect(ok(await edit(box.id, { version: 1, name: 'Mesa' })).name).toBe('Mesa')
})

test('a password goes in, is sealed, and never comes out', async () => {
  const imap = { host: 'imap.example', port: 993, user: 'ayuda', password: 'muy-secreta-1' }
  const box = ok(await create({ address: 'ayuda@panaderia.example', incoming: imap }), 201)
  expect(box.incoming).toEqual({
    ...{ host: 'imap.example', port: 993, security: 'tls', user: 'ayuda', auth: 'password', folder: 'INBOX' },
    unreadSince: null,
    passwordSet: true,
  })
  const { password: _, ...same } = imap
  const kept = ok(await edit(box.id, { version: 1, incoming: { ...same, folder: 'Soporte' } }))
  expect(kept.incoming).toMatchObject({ folder: 'Soporte', passwordSet: true })
  expect(ok(await edit(box.id, { version: 2, incoming: null })).incoming).toBeNull()
  const { rows } = await world.desk.db.pool.query(
    `select (select count(*)::int from secrets) as sealed, (select count(*)::int from changes where diff::text like '%muy-secreta%') as told`,
  )
  expect(rows[0]).toEqual({ sealed: 0, told: 0 })
})

test('a password that is kept goes to no other server, port or user, nor in the open: it is asked for anew', async () => {
  const way = { host: 'correo.example', port: 587, security: 'starttls', user: 'facturas' }
  const both = { incoming: { ...way, password: 'muy-secreta-2' }, outgoing: { ...way, password: 'muy-secreta-3' } }
  const box = ok(await create({ address: 'facturas@panaderia.example', ...both }), 201)
  const elsewhere = [
    { host: 'de-eva.example' },
    { port: 2525 },
    { user: 'eva' },
    { security: 'none' },
    { auth: 'none', port: 25 },
  ]
  for (const change of elsewhere)
    for (const side of ['incoming', 'outgoing'] as const) {
      const refused = await edit(box.id, { version: 1, [side]: { ...way, ...change } })
      expect([change, ...refusal(refused), Object.keys(refused.body.fields)]).toEqual([
        ...[change, 400, 'invalid'],
        [`${side}.password`],
      ])
    }
  const safer = { ...way, host: 'Correo.example', security: 'tls' }
  expect(ok(await edit(box.id, { version: 1, incoming: safer })).incoming.passwordSet).toBe(true)
  const moved = { ...way, host: 'nuevo.example', password: 'muy-secreta-4' }
  expect(ok(await edit(box.id, { version: 2, incoming: moved })).incoming).toMatchObject({ host: 'nuevo.example' })
  const forgotten = { ...way, host: 'otro.example', password: null }
  expect(ok(await edit(box.id, { version: 3, outgoing: forgotten })).outgoing.passwordSet).toBe(false)
  ok(await edit(box.id, { version: 4, incoming: null, outgoing: null, active: false }))
})

test('what would leave the desk without a way in is refused', async () => {
  const box = ok(await create({ address: 'avisos@panaderia.example' }), 201)
  expect((await create({ address: 'AVISOS@panaderia.example' })).body.fields).toHaveProperty('address')
  expect((await create({ address: 'sin-arroba' })).body.fields).toHaveProperty('address')
  expect((await create({ address: 'x@panaderia.example', groupId: 999_999 })).status).toBe(404)
  ok(await edit(box.id, { version: 1, isDefault: true }))
  expect((await edit(box.id, { version: 2, active: false })).body.fields).toHaveProperty('active')
  expect(refusal(await edit(box.id, { version: 1, name: 'Tarde' }))).toEqual([409, 'stale'])
})

test('the default mailbox of a restored desk rests: its data may be mended before it is woken', async () => {
  const [{ id, version }] = (await items(world.raiz, '/api/mailboxes')).filter((each) => each.isDefault)
  await world.desk.db.pool.query('update mailboxes set active = false where id = $1', [id])
  const mended = ok(await edit(id, { version, name: 'Otra mesa', isDefault: true, active: false }))
  expect([mended.name, mended.active]).toEqual(['Otra mesa', false])
  const woken = ok(await edit(id, { version: mended.version, active: true }))
  expect((await edit(id, { version: woken.version, active: false })).body.fields).toHaveProperty('active')
})

test('S10: a name kept from before names were asked about stays until it is changed, and keeps nothing else from being saved', async () => {
  const { id, version } = ok(await create({ address: 'antes@panaderia.example', active: false }), 201)
  await world.desk.db.pool.query(`update mailboxes set name = 'antes@panaderia.example' where id = $1`, [id])
  const same = { version, name: 'antes@panaderia.example', language: 'pt' }
  expect(ok(await edit(id, same))).toMatchObject({ language: 'pt', name: 'antes@panaderia.example' })
  const other = { version: version + 1, name: 'otra@panaderia.example' }
  expect((await edit(id, other)).body.fields).toHaveProperty('name')
})

test('the test of a mailbox says how far it gets', async () => {
  const server = await imapServer()
  const incoming = { host: '127.0.0.1', port: server.port, security: 'none', user: 'testuser', password: 'testpass' }
  const { id, version } = ok(await create({ address: 'prueba@panaderia.example', incoming }), 201)
  const tried = async () => ok(await world.raiz.call('POST', `/api/mailboxes/${id}/test`)).steps
  try {
    expect((await tried()).map(({ step, ok: good }: any) => [step, good])).toEqual([
      ...['dns', 'connect', 'login', 'folder'].map((step) => [step, true]),
    ])
    ok(await edit(id, { version, incoming: { ...incoming, folder: 'No existe' } }))
    expect((await tried()).at(-1)).toMatchObject({
      step: 'folder',
      ok: false,
      advice: expect.stringContaining('carpeta'),
    })
    expect(refusal(await world.ada.call('POST', `/api/mailboxes/${id}/test`))).toEqual([403, 'forbidden'])
  } finally {
    await server.close()
  }
})

test('a mailbox without a password is tried as far as the login, and told that it has none', async () => {
  const [server, peer] = await Promise.all([imapServer(), smtpPeer({ disabled: ['STARTTLS'] })])
  const at = (port: number) => ({ host: '127.0.0.1', port, security: 'none', user: 'testuser' })
  const tried = async (incoming: number, outgoing: number) => {
    const address = `sinclave${incoming}@panaderia.example`
    const { id } = ok(await create({ address, incoming: at(incoming), outgoing: at(outgoing) }), 201)
    const { steps } = ok(await world.raiz.call('POST', `/api/mailboxes/${id}/test`))
    return ['incoming', 'outgoing'].map((way) => steps.filter((each: any) => each.way === way))
  }
  try {
    const [comes, leaves] = await tried(server.port, peer.port)
    const missing = { step: 'login', ok: false, detail: null, advice: expect.stringContaining('contraseña guardada') }
    expect(comes).toMatchObject([{ ok: true }, { ok: true }, missing, { step: 'folder', ok: null }])
    expect(leaves).toMatchObject([{ ok: true }, { ok: true }, missing])
    // Nobody is there: of a password nothing is said yet.
    for (const way of await tried(1, 2))
      expect(way.slice(0, 3)).toMatchObject([
        { step: 'dns', ok: true },
        { step: 'connect', ok: false, advice: expect.stringContaining('puerto') },
        { step: 'login', ok: null },
      ])
  } finally {
    await Promise.all([server.close(), peer.close()])
  }
})

test('S10: of the way out it is said what is wrong, and what the server makes of the mail', async () => {
  const [server, wary, unknown, peer] = await Promise.all([
    imapServer(),
    smtpPeer(),
    smtpPeer({ secure: true, certified: false }),
    smtpPeer({ disabled: ['STARTTLS', 'AUTH'] }),
  ])
  peer.behave({ rcpt: () => 550 })
  const incoming = { host: '127.0.0.1', port: server.port, security: 'none', user: 'testuser', password: 'testpass' }
  const tried = async (port: number, security: string, account = {}) => {
    const outgoing = { host: 'localhost', port, security, ...account }
    const { id } = ok(await create({ address: `salida${port}@panaderia.example`, incoming, outgoing }), 201)
    const { steps } = ok(await world.raiz.call('POST', `/api/mailboxes/${id}/test`))
    return steps.filter(({ ok: good }: any) => good === false)
  }
  try {
    expect(await tried(unknown.port, 'tls')).toMatchObject([
      { way: 'outgoing', step: 'tls', advice: expect.stringMatching(/vayan juntos.*certificado/) },
    ])
    // It takes no password in the open: the password may well be right.
    expect(await tried(wary.port, 'none', { user: 'mesa', password: 'secreta' })).toMatchObject([
      { step: 'tls', advice: expect.stringContaining('STARTTLS'), detail: expect.stringContaining('538') },
    ])
    expect(await tried(1, 'tls')).toMatchObject([{ step: 'connect', advice: expect.stringContaining('puerto') }])
    expect(await tried(peer.port, 'none')).toMatchObject([{ step: 'return', detail: expect.stringMatching(/^550/) }])
  } finally {
    await Promise.all([server, wary, unknown, peer].map((each) => each.close()))
  }
})

test('mailboxes are for admins only', async () => {
  for (const who of [world.ada, world.ben, world.eva])
    expect(refusal(await who.call('GET', '/api/mailboxes'))).toEqual([403, 'forbidden'])
})
