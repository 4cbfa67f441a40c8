import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { close, edit, items, later, look, ok, SUPPLIER } from '../acts.ts'
import { fate, handOver, letter, MARIA_AT, mailbox, SUPPORT, send, sent } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld()
const SERVER = 'mx.panaderia-sur.example'
const EVIL = 'Eva <eva@otra-empresa.example>'

beforeAll(async () => {
  await mailbox(world, { trustedServer: SERVER })
})
// Eva would run into the brakes on loops: each test has its own hour.
beforeEach(() => world.at(later(world.now(), { hours: 2 })))

const words = (id: number) => items(world.raiz, `/api/tickets/${id}/interactions`)
const last = async (id: number) => (await words(id)).at(-1)
const says = (result: 'pass' | 'fail', from: string, server = SERVER) =>
  `Authentication-Results: ${server}; dmarc=${result} header.from=${from.split('@')[1]}`
const waiting = async (more: object = {}) => {
  const got = await send(world, more)
  await edit(world.ben, got.ticketId, { status: 'customer_action' })
  return got.ticketId as number
}

test('a stranger who quotes a number gets a ticket of his own, and sees and moves nothing of the other', async () => {
  const ticketId = await waiting()
  const got = await send(world, { from: EVIL, subject: `Re: [#${ticketId}] ¿Qué dijo María?` })
  fate(got, 'ticket_created')
  expect(got.ticketId).not.toBe(ticketId)
  expect(await look(world.raiz, got.ticketId)).toMatchObject({
    customer: { name: 'Eva' },
    contact: { email: 'eva@otra-empresa.example' },
  })
  expect(await items(world.raiz, `/api/tickets/${got.ticketId}/relations`)).toEqual([])
  expect((await look(world.raiz, ticketId)).status).toBe('customer_action')
})

test('a flood forged in María’s name brakes itself, and holds up none of her own mail', async () => {
  const { ticketId } = await send(world, { headers: [says('pass', MARIA_AT)] })
  const more = (result: 'pass' | 'fail') =>
    send(world, { subject: `Re: [#${ticketId}] más`, headers: [says(result, MARIA_AT)] })
  for (let n = 0; n < 10; n++) fate(await more('fail'), 'follow_up', 'unverified')
  fate(await more('fail'), 'held', 'braked')
  fate(await more('pass'), 'follow_up')
})

test('a stranger who names the Message-ID of María’s own mail is a stranger all the same', async () => {
  const { ticketId } = await send(world, { messageId: '<maria-1@panaderia.example>' })
  const got = await send(world, { from: EVIL, answers: '<maria-1@panaderia.example>' })
  expect([got.outcome, got.ticketId === ticketId]).toEqual(['ticket_created', false])
})

test('whoever answers our own mail speaks for whom it was written to: its id is nobody’s guess', async () => {
  const ticketId = await waiting()
  const { messageId } = await sent(world, ticketId)
  const got = await send(world, { from: 'maria.casa@correo.example', answers: messageId, subject: 'Desde mi casa' })
  expect([got.outcome, got.ticketId]).toEqual(['follow_up', ticketId])
  expect(await last(ticketId)).toMatchObject({
    party: 'customer',
    from: { address: 'maria.casa@correo.example' },
    doubted: false,
  })
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
})

test('E1: an id that answers ours without its angle brackets, alone in its field, or in capitals, is read; one among words is none', async () => {
  const ticketId = await waiting()
  const { token } = await sent(world, ticketId)
  const from = 'maria.casa@correo.example'
  const answering = async (field: string) =>
    (await send(world, { from, subject: 'Desde mi casa', headers: [`In-Reply-To: ${field}`] })).ticketId === ticketId
  expect(await answering(`${token}@panaderia-sur.example`)).toBe(true)
  expect(await answering(`<${token}@panaderia-sur.example>`.toUpperCase())).toBe(true)
  expect(await answering(`su correo ${token}@panaderia-sur.example`)).toBe(false)
})

test('the token in the address works where a program drops the headers; another’s, cut or made up, does not', async () => {
  const ticketId = await waiting()
  const { token } = await sent(world, ticketId)
  const to = (word: string) => `Soporte <soporte+${word}@panaderia-sur.example>`
  const arrived = await send(world, { from: 'otra@correo.example', to: to(token.toUpperCase()) })
  expect(arrived.ticketId).toBe(ticketId)
  for (const wrong of [token.slice(1), `${token}0`, 'f'.repeat(40)])
    expect((await send(world, { from: EVIL, to: to(wrong) })).outcome).toBe('ticket_created')
})

test('María’s mail that failed authentication is shown in doubt, rings the owner, and moves nothing', async () => {
  const ticketId = await waiting()
  await edit(world.ben, ticketId, { ownerId: world.ben.id })
  const got = await send(world, { subject: `[#${ticketId}]`, text: 'Cierren todo', headers: [says('fail', MARIA_AT)] })
  fate(got, 'follow_up', 'unverified')
  expect(await last(ticketId)).toMatchObject({ verified: false, doubted: true, text: 'Cierren todo' })
  expect(await look(world.ben, ticketId)).toMatchObject({ status: 'customer_action', newInteraction: true })
  expect((await items(world.ben, '/api/alerts'))[0]).toMatchObject({ kind: 'mail_doubted', ticket: { id: ticketId } })
  const vouched = await send(world, { subject: `[#${ticketId}]`, headers: [says('pass', MARIA_AT)] })
  expect(await last(vouched.ticketId)).toMatchObject({ verified: true, doubted: false })
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
})

test('mail in doubt makes nobody known on the ticket', async () => {
  const ticketId = await waiting()
  await send(world, { subject: `[#${ticketId}]`, cc: EVIL, headers: [says('fail', MARIA_AT)] })
  const got = await send(world, { from: EVIL, subject: `[#${ticketId}]` })
  expect([got.outcome, got.ticketId === ticketId]).toEqual(['ticket_created', false])
})

test('the word of another server is not believed, nor one that came below the true one', async () => {
  const ticketId = await waiting()
  const from = 'ben@desk.example'
  const forged = [
    [says('pass', from, 'mx.otra-empresa.example')],
    [says('fail', from), says('pass', from)],
    [says('fail', from, SERVER).replace('dmarc', '(dmarc=pass) dmarc')],
    [`Authentication-Results: ${SERVER}; dmarc=pass header.from=otra-empresa.example`],
    [`Authentication-Results: ${SERVER}; spf=pass smtp.mailfrom="x smtp.mailfrom=${from} y"@otra-empresa.example`],
    [
      `Authentication-Results: ${SERVER}; spf=pass smtp.mailfrom==?utf-8?q?=3Bdmarc=3Dpass=3Bx=3Dpass_b=3D?=.x@otra.example`,
    ],
  ]
  for (const headers of forged) {
    await send(world, { from, subject: `[#${ticketId}]`, headers })
    expect(await last(ticketId)).toMatchObject({ doubted: true, author: { kind: 'system' } })
  }
  expect((await look(world.ben, ticketId)).status).toBe('customer_action')
})

test('Ben’s mail counts as his where it is authenticated: an answer if María got it too, else an internal note', async () => {
  const ticketId = await waiting()
  const ben = { from: 'Ben <ben@desk.example>', headers: [says('pass', 'ben@desk.example')] }
  await send(world, { ...ben, subject: `[#${ticketId}]`, cc: MARIA_AT, text: 'Pruebe a reiniciar' })
  expect(await last(ticketId)).toMatchObject({
    direction: 'out',
    internal: false,
    author: { name: 'Ben' },
    verified: true,
  })
  expect((await look(world.ben, ticketId)).targets[0].metAt).not.toBeNull()
  await send(world, { ...ben, subject: `[#${ticketId}]`, text: 'Ojo con este' })
  expect(await last(ticketId)).toMatchObject({ internal: true, author: { name: 'Ben' } })
  await close(world, ticketId)
  await send(world, { ...ben, subject: `[#${ticketId}]`, cc: MARIA_AT, text: 'Un dato más' })
  expect(await last(ticketId)).toMatchObject({ internal: true, text: 'Un dato más' })
})

test('E1: whoever fills in our web form is nobody for certain: the pass is our own server’s, not theirs', async () => {
  const ticketId = await waiting()
  const form = (address: string) => ({
    from: SUPPORT,
    subject: `[#${ticketId}]`,
    headers: [says('pass', SUPPORT), `Reply-To: ${address}`],
  })
  await send(world, { ...form('ben@desk.example'), cc: MARIA_AT, text: 'Le devolvemos el dinero' })
  expect(await last(ticketId)).toMatchObject({ doubted: true, verified: null, author: { kind: 'system' } })
  await send(world, { ...form(MARIA_AT), text: 'Soy María' })
  expect(await last(ticketId)).toMatchObject({ doubted: false, verified: null, text: 'Soy María' })
  const forged = { headers: [says('fail', SUPPORT), `Reply-To: ${MARIA_AT}`], cc: EVIL, text: 'Cambien la cuenta' }
  await send(world, { ...form(MARIA_AT), ...forged })
  expect(await last(ticketId)).toMatchObject({ doubted: true, verified: false, text: 'Cambien la cuenta' })
})

test('an agent without the right speaks for nobody, authenticated or not, with a token or not', async () => {
  const ticketId = await waiting()
  const { messageId } = await sent(world, ticketId)
  for (const name of ['eva', 'leo', 'olga']) {
    const from = `${name}@desk.example`
    await send(world, { from, answers: messageId, cc: MARIA_AT, headers: [says('pass', from)] })
    expect(await last(ticketId)).toMatchObject({ doubted: true, author: { kind: 'system' } })
  }
})

test('E1: DKIM is worked out here where no server was named: by a local table of names, never the net', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  world.desk.resolver = async (name, type) => {
    if (name === 's1._domainkey.desk.example' && type === 'TXT') return [[`v=DKIM1; k=rsa; p=${key}`]]
    throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })
  }
  const signed = async (raw: Buffer, signingDomain: string) => {
    const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    const signature = { signingDomain, selector: 's1', privateKey: key }
    const { signatures } = await dkimSign(raw, { ...signature, signatureData: [signature] })
    return Buffer.concat([Buffer.from(signatures), raw])
  }
  const ticketId = await waiting()
  const mine = { from: 'ben@desk.example', subject: `[#${ticketId}]` }
  await send(world, await signed(letter(mine), 'desk.example'))
  expect(await last(ticketId)).toMatchObject({ verified: true, author: { name: 'Ben' } })
  await send(world, await signed(letter(mine), 'otra-empresa.example'))
  expect(await last(ticketId)).toMatchObject({ doubted: true })
  const changed = (await signed(letter({ ...mine, text: 'uno' }), 'desk.example')).toString().replace(/uno$/, 'dos')
  await send(world, Buffer.from(changed))
  expect(await last(ticketId)).toMatchObject({ doubted: true, text: 'dos' })
  // Eva's own signature, under an address that we do not read and a name that is one: Ben's.
  const evil = { ...mine, from: '"ben@desk.example" <eva@_m.desk.example>', text: 'tres' }
  await send(world, await signed(letter(evil), 'desk.example'))
  expect(await last(ticketId)).toMatchObject({ doubted: true, text: 'tres' })
  const twice = Buffer.concat([
    Buffer.from(`Subject: [#${ticketId}]\r\n`),
    await signed(letter({ ...mine, text: 'cuatro' }), 'desk.example'),
  ])
  await send(world, twice)
  expect(await last(ticketId)).toMatchObject({ doubted: true, text: 'cuatro' })
})

test('S5: the third party’s answer by mail brings the ticket back, and is theirs', async () => {
  const ticketId = await waiting()
  const thirdParty = { ...SUPPLIER, chaseAt: later(world.now(), { days: 3 }), email: 'taller@norte.example' }
  await edit(world.ben, ticketId, { status: 'third_party_action', thirdParty })
  const got = await send(world, { from: 'taller@norte.example', subject: `Re: [#${ticketId}] Presupuesto` })
  fate(got, 'follow_up')
  expect(await last(ticketId)).toMatchObject({ party: 'third_party', from: { address: 'taller@norte.example' } })
  expect((await look(world.ben, ticketId)).status).toBe('in_progress')
  const { messageId } = await sent(world, ticketId, 'taller@norte.example', 'third_party')
  await send(world, { from: 'otro@norte.example', answers: messageId })
  expect(await last(ticketId)).toMatchObject({ party: 'third_party' })
})

test('what stands in a header stays there: no second header, no markup, no name of ours', async () => {
  const got = await send(world, {
    from: '=?utf-8?Q?Ada=0D=0ABcc:_todos=40x.example?= <ada.falsa@correo.example>',
    subject: '=?utf-8?Q?Hola=0D=0AX-Loop:_soporte=40panaderia-sur.example=00?=',
  })
  fate(got, 'ticket_created')
  const ticket = await look(world.raiz, got.ticketId)
  expect(`${ticket.subject}${ticket.customer.name}`).not.toMatch(/[\r\n\0]/)
})

test('Eva hands nothing over, reads no ledger, and downloads nothing', async () => {
  const { mailId } = await send(world, {})
  expect((await handOver(world.eva, letter())).status).toBe(403)
  expect((await handOver(world.ada, letter())).status).toBe(403)
  expect(await items(world.eva, '/api/mails')).toEqual([])
  for (const who of [world.eva, world.ben, world.leo])
    expect((await who.call('GET', `/api/mails/${mailId}`)).status).toBe(404)
  // The original belongs to whoever may read the ticket its words stand on.
  expect((await world.eva.call('GET', `/api/mails/${mailId}/raw`)).status).toBe(404)
  expect((await world.leo.call('GET', `/api/mails/${mailId}/raw`)).status).toBe(200)
  expect(ok(await world.ada.call('GET', `/api/mails/${mailId}`)).mailbox.address).toBe(SUPPORT)
  expect((await world.ada.call('POST', `/api/mails/${mailId}/retry`, {})).status).toBe(403)
})

test('a mail for a mailbox that is not ours is refused in a sentence', async () => {
  const { status, body } = await handOver(world.raiz, letter(), 'otro@panaderia-sur.example')
  expect([status, body.fields.mailbox]).toEqual([
    400,
    'Ningún buzón activo tiene la dirección otro@panaderia-sur.example.',
  ])
})

test('E1: whoever borrows María’s name asks in vain that our answers go to him; what failed is not even shown', async () => {
  const ticketId = await waiting()
  const { messageId } = await sent(world, ticketId)
  const answered = async (more: object, ...headers: string[]) => {
    const { interactionId } = await send(world, {
      ...more,
      headers: ['Reply-To: eva@otra-empresa.example', ...headers],
    })
    const { rows } = await world.desk.db.pool.query(
      'select reply_to, reply_asked from mail_messages where interaction_id = $1',
      [interactionId],
    )
    return [...rows[0].reply_to, rows[0].reply_asked]
  }
  const asked = (...headers: string[]) => answered({ subject: `Re: [#${ticketId}]` }, ...headers)
  const eva = 'eva@otra-empresa.example'
  expect(await asked()).toEqual([eva])
  // Whoever got hold of our mail, forwarded or in copy, is still nobody for certain.
  expect(await answered({ answers: messageId })).toEqual([eva])
  expect(await asked(says('fail', MARIA_AT))).toEqual([null])
  expect(await asked(says('pass', MARIA_AT))).toEqual([eva, eva])
})
