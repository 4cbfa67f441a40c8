import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Recipient } from '../../server/conversations/addresses.rules.ts'
import { items, MARIA, ok, open, say } from '../acts.ts'
import { handOver, letter } from '../mails.ts'
import { mailRounds, newMailDesk, OURS, send } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// S10: no header can be injected, and the recipients shown are the recipients used, whatever is typed.

const world = newWorld()
const mail = newMailDesk(world)

const nasty = fc.constantFrom(
  ...[
    '\r\nBcc: eva@x.example',
    '\nX-Evil: 1',
    '\r',
    '\0',
    ', eva@x.example',
    '; eva@x.example',
    '<eva@x.example>',
    '"',
    '\\',
    '\u202e',
  ],
  ...[
    '=?utf-8?Q?=0D=0ABcc=3A_eva=40x.example?=',
    ' ',
    '(coment)',
    ':;',
    'ñandú',
    '顧客',
    '🙂',
    '@',
    '\u2028',
    '%0d%0a',
    'a@b',
  ],
)
const words = fc
  .array(fc.oneof(nasty, fc.string({ maxLength: 8 }), fc.lorem({ maxCount: 2 })), { maxLength: 4 })
  .map((parts) => parts.join(' '))
const plain = fc.stringMatching(/^[a-z'+_-]{1,6}(\.[a-z0-9]{1,3})?@[a-z0-9]{1,6}\.(cl|example)$/)
const address = fc.oneof({ weight: 12, arbitrary: plain }, words, fc.constant(OURS))
const recipient = fc.oneof(
  address,
  fc.tuple(words, address).map(([name, at]) => `${name} <${at}>`),
  fc.record({ name: fc.option(words), address }),
)
const list = fc.array(recipient, { maxLength: 3 })
const OUR_HEADERS =
  'from to cc subject message-id date mime-version content-type content-transfer-encoding in-reply-to references'.split(
    ' ',
  )

test('whatever is typed as recipient, subject or text, it is refused, or sent to exactly those who were shown', async () => {
  const { id } = await open(world.ben)
  const subject = fc.oneof({ weight: 2, arbitrary: fc.lorem({ maxCount: 4 }) }, words)
  const typed = fc.record({
    to: fc.array(recipient, { minLength: 1, maxLength: 3 }),
    cc: list,
    bcc: list,
    subject,
    text: words,
  })
  const shown: any[] = []
  for (const body of fc.sample(typed, { numRuns: 150, seed: 20260302 })) {
    const answer = await world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', ...body })
    expect([body, [201, 400].includes(answer.status)]).toEqual([body, true])
    if (answer.status === 201) shown.push(answer.body.interaction)
  }
  expect(shown.length).toBeGreaterThan(20)
  await send(world)
  for (const interaction of shown) {
    const { to, cc, bcc, subject } = interaction
    const { to: envelope, mail: got } = await sentFor(interaction.id)
    expect(envelope.toSorted()).toEqual(addresses([...to, ...cc, ...bcc]).toSorted())
    expect([inHeader(got.to), inHeader(got.cc), got.subject]).toEqual([addresses(to), addresses(cc), subject])
    expect([...got.headers.keys()].filter((name) => !OUR_HEADERS.includes(name))).toEqual([])
  }
})

const proposal = async (id: number, query: string) =>
  ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft?${query}`))

test('S10: the subject that is proposed is the one that is sent, with its joined letters', async () => {
  const { id } = await open(world.ben, { subject: 'Equipo 👩\u200d💻 no enciende' })
  const { subject, to } = await proposal(id, 'mode=reply')
  expect(subject).toBe(`Re: Equipo 👩\u200d💻 no enciende [#${id}]`)
  expect((await say(world.ben, id, { kind: 'email', text: 'Ya va', to, subject })).interaction.subject).toBe(subject)
  const turned = { kind: 'email', text: 'x', to, subject: 'Factura\u202efdp.exe' }
  expect((await world.ben.call('POST', `/api/tickets/${id}/interactions`, turned)).body.fields).toHaveProperty(
    'subject',
  )
})

test('S10: who is in the book under a name with signs nobody sees is written to as proposed, and confirmed', async () => {
  const hidden = ['Jos\u00e9\u200e P\u00e9rez', 'Ana\u00adMar\u00eda', 'Rita\u202a', 'رضا می\u200cخواهم']
  for (const [at, name] of hidden.entries()) {
    const { id } = await open(world.ben, { customer: { name, email: `oculto${at}@correo.example` } })
    await mailRounds(world, 0)
    expect((await mail.peer.newest(`oculto${at}@correo.example`)).mail.subject).toContain(`[#${id}]`)
    const party = { role: 'third_party', name: `Taller ${name}`, email: `taller${at}@norte.example` }
    const { id: partyId } = ok(await world.ben.call('POST', `/api/tickets/${id}/parties`, party), 201)
    const { to } = await proposal(id, 'mode=reply')
    const { offered } = await proposal(id, 'mode=new')
    expect([to, offered.length]).toEqual([[offered[0]], 2])
    for (const whom of [{ to }, { to: offered }, {}, { party: partyId }]) {
      const { interaction } = await say(world.ben, id, { kind: 'email', text: 'Ya va', ...whom })
      expect(interaction.to.map((each: any) => each.name).join()).not.toMatch(/\p{C}/u)
    }
  }
})

const addresses = (list: { address: string }[]) => list.map(({ address }) => address)
const inHeader = (value: any): string[] => (value ? addresses([value].flat().flatMap((one: any) => one.value)) : [])

async function sentFor(interactionId: number) {
  const { message_id } = await world.asSystem(({ db }) =>
    db
      .selectFrom('outgoing_mails')
      .select('message_id')
      .where('interaction_id', '=', interactionId)
      .executeTakeFirstOrThrow(),
  )
  return mail.peer.received.find((got) => got.mail.messageId === message_id)!
}

/** What no writer formats: it acts, fetches, covers the page or asks for a password. */
const HOSTILE = [
  '<style>body{background:url(https://malo.example/a)}</style><script>malo()</script><svg onload="malo()"></svg>',
  '<p style="background:url(https://malo.example/b)" class="malo" onclick="malo()">Pruebe <b>así</b>:</p>',
  '<ul><li><a href="javascript:malo()">uno</a></li><li><a href=" java&#10;script:malo()">dos</a></li></ul>',
  '<img src="data:image/png;base64,bWFsbw=="><img src="//malo.example/c"><img src="https://malo.example/d"><img src="cid:x" onerror="malo()">',
  '<form action="https://malo.example"><input name="malo"><button>tres</button></form><iframe src="https://malo.example">',
  '<a href="data:text/html,malo">cuatro</a><math><mi xlink:href="data:x,malo"></mi></math><base href="https://malo.example">',
].join('')

test('S10: hostile HTML is neither stored nor sent; what it says is, laid out and as plain text', async () => {
  const { id } = await open(world.ben)
  const { interaction } = await say(world.ben, id, { kind: 'email', html: HOSTILE })
  const note = await say(world.ben, id, { kind: 'note', html: HOSTILE })
  for (const { html, text } of [interaction, note.interaction]) {
    expect(html).not.toMatch(/malo|style|script|data:|form|input|frame|on\w+=/i)
    expect(html).toContain('<p>Pruebe <b>así</b>:</p><ul><li><a>uno</a></li><li><a>dos</a></li></ul>')
    expect(text).toMatch(/^Pruebe así:\n\n- uno\n- dos\n/)
  }
  await send(world)
  const left = await sentFor(interaction.id)
  expect([left.to, left.mail.text]).toEqual([[MARIA.email], expect.stringContaining('- uno\n- dos')])
  expect(left.raw).not.toMatch(/malo/)
})

test('S10: an answer that names nobody goes to María, not to whoever wrote in her stead; who means them answers their words', async () => {
  const { id } = await open(world.ben)
  const bcc = ['eva@otra-empresa.example']
  const said = await say(world.ben, id, { kind: 'email', text: 'Pruebe ahora.', bcc })
  await send(world)
  const answer = {
    from: 'eva@otra-empresa.example',
    to: OURS,
    answers: (await sentFor(said.interaction.id)).mail.messageId!,
    text: 'Díganmelo a mí.',
  }
  const eva = ok(await handOver(world.raiz, letter(answer), OURS))
  expect([eva.outcome, eva.ticketId]).toEqual(['follow_up', id])
  const proposed = async (asked: string) =>
    ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft${asked}`)).to.map(({ address }: Recipient) => address)
  const [unasked, meant] = [await proposed(''), await proposed(`?interactionId=${eva.interactionId}`)]
  expect([unasked, meant]).toEqual([[MARIA.email], [answer.from]])
  const forged = { ...answer, from: MARIA.email, headers: [`Reply-To: ${answer.from}`], text: 'Soy María.' }
  const { interactionId } = ok(await handOver(world.raiz, letter(forged), OURS))
  await sql`update mail_messages set doubted = true where interaction_id = ${interactionId}`.execute(world.desk.db)
  const { interaction } = await say(world.ben, id, { kind: 'email', text: 'Ya está.' })
  await send(world)
  expect((await sentFor(interaction.id)).to).toEqual([MARIA.email])
})

const draft = async (id: number, query = '') => ok(await world.ben.call('GET', `/api/tickets/${id}/mail-draft${query}`))
const elsewhere = { why: 'asked', address: 'Tienda@horno.example' }

test('S10: where María’s mail asks to be answered is shown, by the address alone, and proposed to nobody', async () => {
  const shop = '"maria@panaderia.example" <Tienda@horno.example>'
  const mail = letter({ from: 'wordpress@horno.example', to: OURS, headers: [`Reply-To: ${OURS}, ${shop}`] })
  const { ticketId } = ok(await handOver(world.raiz, mail, OURS))
  const shown = await draft(ticketId, '?mode=reply_all')
  expect(shown).toMatchObject({ to: [{ address: 'wordpress@horno.example' }], elsewhere })
  expect(await draft(ticketId, '?mode=forward')).toMatchObject({ to: [], elsewhere: null })
  const { interaction } = await say(world.ben, ticketId, { kind: 'email', text: 'Hola' })
  expect(interaction.to).toEqual([{ name: null, address: 'wordpress@horno.example' }])
})

/** What others wrote leaves at the same time, in whichever order. */
const left = (words: string) => mail.peer.received.findLast(({ mail }) => mail.text?.startsWith(words))!.mail.messageId!

test('S10: who answers for María from another address is shown; whoever answers those words answers there', async () => {
  const { id } = await open(world.ben)
  await say(world.ben, id, { kind: 'email', text: 'Mire', to: [MARIA.email] })
  await say(world.ben, id, { kind: 'email', text: 'Mire', to: [MARIA.email] })
  await send(world)
  const messageId = left('Mire')
  const from = 'María <maria.casa@correo.example>'
  const { interactionId } = ok(await handOver(world.raiz, letter({ from, to: OURS, answers: messageId }), OURS))
  expect(await draft(id)).toMatchObject({
    to: [{ address: MARIA.email }],
    elsewhere: { why: 'wrote', address: 'maria.casa@correo.example', interactionId },
  })
  expect(await draft(id, `?mode=reply&interactionId=${interactionId}`)).toMatchObject({
    ...{ to: [{ address: 'maria.casa@correo.example' }], elsewhere: null, replyToId: interactionId },
  })
})

test('S10: the accountant in copy of María’s mail is somebody else, and no other address of hers', async () => {
  const rosa = 'contabilidad@panaderia.example'
  const { ticketId } = ok(await handOver(world.raiz, letter({ to: OURS, cc: rosa, text: 'No imprime.' }), OURS))
  await say(world.ben, ticketId, { kind: 'email', text: 'Pruebe ahora.', to: [MARIA.email], cc: [rosa] })
  await send(world)
  const answers = left('Pruebe ahora.')
  const heard = ok(await handOver(world.raiz, letter({ from: rosa, to: OURS, answers, text: 'Sigue igual.' }), OURS))
  expect(heard.ticketId).toBe(ticketId)
  expect(await draft(ticketId)).toMatchObject({ to: [{ address: MARIA.email }], elsewhere: null })
  // Who writes alone, from an address nobody had seen, may be María at home: also after Ben has written there once.
  const from = 'maria.casa@correo.example'
  for (const _twice of [1, 2]) {
    ok(await handOver(world.raiz, letter({ from, to: OURS, answers, text: 'Le escribo desde casa.' }), OURS))
    expect((await draft(ticketId)).elsewhere).toMatchObject({ why: 'wrote', address: from })
    await say(world.ben, ticketId, { kind: 'email', text: 'Gracias.', to: [from] })
  }
})

test('S10: of a mail to 250 people as many are proposed as one mail may go to, its writer first, and it leaves', async () => {
  const many = Array.from({ length: 125 }, (_, n) => `socio${n}@club.example`)
  const copied = many.map((each) => `c${each}`).join(', ')
  const { ticketId } = ok(await handOver(world.raiz, letter({ to: [OURS, ...many].join(', '), cc: copied }), OURS))
  const { to, cc, leftOut } = await draft(ticketId, '?mode=reply_all')
  expect([to.length, cc.length, leftOut]).toEqual([1, 99, 151])
  expect(cc[0].address).toBe('socio0@club.example')
  await say(world.ben, ticketId, { kind: 'email', text: 'A todos', to, cc })
})

test('S10: while María’s answer waits the mailbox gets another name, then another address: she gets it from whom the ticket shows', async () => {
  const { id } = await open(world.ben)
  const renamed = async (change: object) => {
    const [{ id: mailboxId, version }] = await items(world.raiz, '/api/mailboxes')
    ok(await world.raiz.call('PATCH', `/api/mailboxes/${mailboxId}`, { version, ...change }))
  }
  const from = async (text: string, change: object) => {
    await say(world.ben, id, { kind: 'email', text })
    await renamed(change)
    await send(world)
    const { from: shown } = (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)
    const sent = mail.peer.received.find((got) => got.mail.text?.startsWith(text))!.mail.from!.value[0]!
    expect({ name: sent.name, address: sent.address }).toEqual(shown)
    return shown
  }
  expect(await from('Con otro nombre.', { name: 'Taller' })).toEqual({ name: 'Soporte', address: OURS })
  const moved = { name: 'Mesa', address: 'mesa@panaderia-sur.example' }
  expect(await from('Con otra dirección.', moved)).toEqual(moved)
  await renamed({ name: 'Soporte', address: OURS })
})

test('nothing is sent where there is nobody to send it to, or where it is no address of anybody', async () => {
  const { id } = await open(world.ben, { customer: { name: 'Sin Correo' } })
  const bodies: [object, string][] = [
    [{ text: 'x' }, 'to'],
    [{ text: 'x', to: [] }, 'to'],
    [{ text: 'x', to: ['maria'] }, 'to'],
    [{ text: 'x', to: ['a@x.cl\r\nBcc: eva@x.cl'] }, 'to'],
    [{ text: 'x', to: ['a@x.cl'], cc: [OURS.toUpperCase()] }, 'cc'],
    [{ text: 'x', to: ['a@x.cl'], bcc: [OURS.replace('@', '+abc@')] }, 'bcc'],
    [{ text: 'x', to: ['a@x.cl'], subject: 'Hola\r\nBcc: eva@x.cl' }, 'subject'],
    [{ to: ['a@x.cl'] }, 'text'],
  ]
  for (const [body, field] of bodies) {
    const refused = await world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', ...body })
    expect([body, refused.status, Object.keys(refused.body.fields ?? {})]).toEqual([body, 400, [field]])
  }
})
