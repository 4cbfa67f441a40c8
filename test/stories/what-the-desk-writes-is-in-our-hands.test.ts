import { beforeEach, expect, test } from 'vitest'
import { edit, items, later, look, ok, open, SUPPLIER, say } from '../acts.ts'
import { send } from '../mails.ts'
import { arrives, mailRounds, newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E2, E3, E5 and the texts: what the desk writes, or proposes to the agent, can be changed, tried and trusted.

const world = newWorld()
const mail = newMailDesk(world)
beforeEach(async () => {
  mail.peer.received.length = 0
  await world.at(later(world.now(), { hours: 2 }))
})
const rounds = (seconds = 10) => mailRounds(world, seconds)
const subjects = () => mail.peer.received.map((got) => got.mail.subject)

test('a text of one’s own is tried before it is kept; one that fails later gives way to the built-in one', async () => {
  const url = '/api/mail-templates/confirmation/es'
  const bad = await world.raiz.call('PUT', url, { subject: 'Hola', html: '<p>Hola</p>\n<p>{{ ticket.numero }}</p>' })
  expect([bad.status, bad.body.fields.html]).toEqual([400, 'Línea 2: no existe «ticket.numero».'])
  expect((await world.ada.call('GET', '/api/mail-templates')).status).toBe(403)
  const own = {
    subject: 'Su número: {{ ticket.number }}',
    html: '<p onclick="x()">{{ ticket.problem }}</p><script>x()</script>',
  }
  expect(ok(await world.raiz.call('PUT', url, own))).toMatchObject({ builtIn: false, broken: null })
  const { id } = await open(world.ben, { description: '<b>Fuerte</b>\ny en dos líneas' })
  await rounds(0)
  expect([subjects(), mail.peer.received[0]!.mail.html]).toEqual([
    [`Su número: ${id}`],
    expect.stringContaining('<p>&lt;b&gt;Fuerte&lt;/b&gt;<br />y en dos líneas</p>'),
  ])
  expect(mail.peer.received[0]!.raw).not.toMatch(/onclick|script/)
  await world.asSystem(({ db }) => db.updateTable('mail_templates').set({ html: '{{ ticket.gone }}' }).execute())
  await world.at(later(world.now(), { minutes: 61 }))
  await open(world.ben)
  await rounds(0)
  expect(subjects()[1]).toMatch(/^Recibimos su solicitud/)
  const broken = (await items(world.raiz, '/api/mail-templates')).find(
    ({ kind, language }) => kind === 'confirmation' && language === 'es',
  )
  expect(broken.broken).toContain('ticket.gone')
  expect((await items(world.raiz, '/api/alerts'))[0].kind).toBe('template_broken')
  expect(ok(await world.raiz.call('DELETE', url))).toMatchObject({ builtIn: true, broken: null })
})

test('a text is seen with a real ticket, and sent to oneself', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const trial = {
    kind: 'solved',
    language: 'pt',
    subject: 'Nº {{ ticket.number }}',
    html: '<p>{{ customer.name }}</p>',
    ticketId: id,
  }
  expect(ok(await world.raiz.call('POST', '/api/mail-templates/preview', trial))).toEqual({
    ...{ subject: `Nº ${id}`, html: '<p>María González</p>', text: 'María González' },
  })
  expect((await world.raiz.call('POST', '/api/mail-templates/test', trial)).status).toBe(204)
  await rounds(0)
  expect([mail.peer.received[0]!.to, subjects()]).toEqual([['raiz@desk.example'], [`Nº ${id}`]])
})

test('E2: what is missing is asked for in the customer’s language, in one call; answered, it is complete', async () => {
  const questions = [
    { text: '¿Qué modelo es?' },
    { text: '¿Dónde está?', kind: 'choice', choices: ['Tienda', 'Bodega'] },
  ]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Impresoras', questions }), 201)
  const { id } = await open(world.ben, { channel: 'chat', categoryId: category.id })
  const asked = async () => ok(await world.ben.call('GET', `/api/tickets/${id}/completeness`))
  const { complete: whole, missing, message } = await asked()
  expect([whole, missing.map(({ text }: any) => text)]).toEqual([false, ['¿Qué modelo es?', '¿Dónde está?']])
  const { version } = await look(world.ben, id)
  const { ticket } = await say(world.ben, id, {
    kind: 'email',
    subject: message.subject,
    html: message.html,
    status: 'customer_action',
    version,
  })
  expect(ticket.status).toBe('customer_action')
  await rounds(10)
  expect(mail.peer.received[0]!.mail.text).toMatch(
    /estos datos:[\s\S]*1\. ¿Qué modelo es\?\s+2\. ¿Dónde está\? \(Tienda \/ Bodega\)/,
  )
  const answers = category.questions.map(({ id: questionId }: any) => ({ questionId, value: 'HP 4000' }))
  await edit(world.ben, id, { answers })
  expect(await asked()).toEqual({ complete: true, answered: 2, missing: [], message: null, heardAt: null })
  expect((await world.eva.call('GET', `/api/tickets/${id}/completeness`)).status).toBe(404)
})

test('E2: whoever would ask María again is told when she was asked, and that she wrote since; a mail taken back asked nothing', async () => {
  const questions = [{ text: '¿Desde cuándo ocurre?' }, { text: 'Modelo' }, { text: '¿Qué color?' }]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Pantallas', questions }), 201)
  const { id } = await open(world.ben, { channel: 'chat', categoryId: category.id })
  const asked = async () => {
    const { missing, heardAt } = ok(await world.ben.call('GET', `/api/tickets/${id}/completeness`))
    return [...missing.map(({ askedAt }: any) => askedAt), heardAt]
  }
  expect(await asked()).toEqual([null, null, null, null])
  const { html } = ok(await world.ben.call('GET', `/api/tickets/${id}/completeness`)).message
  const first = world.now().toISOString()
  const taken = await world.ben.call('POST', `/api/tickets/${id}/interactions`, { kind: 'email', html })
  ok(taken, 201)
  expect(await asked()).toEqual([first, first, first, null])
  ok(await world.ben.call('POST', `/api/undo/${taken.headers['x-request-id']}`))
  expect(await asked()).toEqual([null, null, null, null])
  await world.at(later(world.now(), { minutes: 5 }))
  const second = world.now().toISOString()
  await say(world.ben, id, { kind: 'email', html: html.replace('¿Qué color?', '¿De qué color es?') })
  await rounds(10)
  expect(await asked()).toEqual([second, second, null, null])
  await world.at(later(world.now(), { minutes: 5 }))
  const away = { answers: mail.peer.received[0]!.mail.messageId!, headers: ['Auto-Submitted: auto-replied'] }
  expect((await send(world, away)).ticketId).toBe(id)
  expect(await asked()).toEqual([second, second, null, null])
  const heard = world.now().toISOString()
  await send(world, { subject: `Re: [#${id}]`, text: 'Desde el lunes.' })
  expect(await asked()).toEqual([second, second, null, heard])
})

test('E5: an update tells what was done since María last heard of us and what comes next, and nothing of our own', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await world.at(later(world.now(), { hours: 1 }))
  await edit(world.ben, id, { status: 'in_progress' })
  await say(world.ben, id, { kind: 'note', text: 'Cliente difícil' })
  const dueAt = later(world.now(), { days: 2 })
  for (const [kind, title] of [
    ['visit', 'Visita técnica'],
    ['task', 'Discutir con el jefe'],
  ])
    ok(await world.ben.call('POST', `/api/tickets/${id}/activities`, { kind, title, dueAt }), 201)
  const draft = ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`))
  expect([draft.done, draft.next]).toEqual([
    ['Nuestro equipo comenzó a trabajar en su solicitud.'],
    [
      expect.stringMatching(/^Visita técnica \(\S+, \d+ de marzo/),
      expect.stringMatching(/^Volveremos a escribirle a más tardar el \S+, \d+ de marzo/),
    ],
  ])
  expect(draft.text).not.toMatch(/difícil|jefe/)
  await say(world.ben, id, { kind: 'email', subject: draft.subject, html: draft.html })
  await rounds(10)
  expect(subjects()).toEqual([`Novedades de su solicitud: No imprime facturas [#${id}]`])
  expect(ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`)).done).toEqual([])
})

test('E5: an update tells María that whom we waited for has answered, and by when she hears from us again', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  const update = async () => {
    const { done, next } = ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`))
    return [...done, '·', ...next]
  }
  const again = expect.stringMatching(/^Volveremos a escribirle a más tardar el/)
  await world.at(later(world.now(), { minutes: 1 }))
  expect(await update()).toEqual(['·', 'Nuestro equipo la está revisando.', again])
  const chaseAt = later(world.now(), { days: 3 })
  await edit(world.ben, id, { status: 'third_party_action', thirdParty: { ...SUPPLIER, chaseAt } })
  expect(await update()).toEqual([
    ...['Pedimos la intervención de un tercero y estamos a la espera de su respuesta.', '·'],
    ...[expect.stringMatching(/^Si el tercero no nos responde, volveremos a consultarle el/), again],
  ])
  await arrives(world, id, { party: 'third_party', from: ['Norte', 'norte@ferreteria.example'], text: 'Va mañana.' })
  expect(await update()).toEqual([
    ...['Pedimos la intervención de un tercero, que ya nos respondió.', 'Seguimos trabajando en su solicitud.'],
    ...['·', again],
  ])
  // The date said is the one the desk keeps once it is told.
  const told = (await update()).at(-1)
  await say(world.ben, id, { kind: 'email', text: 'Novedades' })
  const { targets } = await look(world.ben, id)
  const { dueAt } = targets.find(({ kind }: any) => kind === 'next_update')
  const day = new Intl.DateTimeFormat('es', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'America/Santiago',
  })
  for (const part of day.formatToParts(new Date(dueAt)).filter(({ type }) => type !== 'literal'))
    expect(told).toContain(part.value)
})

test('E3: a stranger in another’s name has no advertisement delivered to them; whom we know reads their own words', async () => {
  const text = 'Llame al 900 123 456 por el pedido PED-1234567, o vea casino．com'
  const confirmed = async (from: string, isProven = false) => {
    await world.at(later(world.now(), { minutes: 61 }))
    const { interactionId } = await send(world, { from, subject: 'Gane en casino-gratis.com', text })
    if (isProven)
      await world.asSystem(({ db }) =>
        db.updateTable('mail_messages').set('verified', true).where('interaction_id', '=', interactionId).execute(),
      )
    await rounds(0)
    // What earlier stories left on its way may come in between.
    const { mail: got, raw } = mail.peer.received.findLast(({ to }) => to.some((address) => from.includes(address)))!
    return [got.subject!.replace(/ \[#.*/, ''), /Llame .*/.exec(got.text!)![0], /^To: (?!<?\S+@)/m.test(raw)]
  }
  const bare = ['Recibimos su solicitud: Gane en […]', 'Llame al […] por el pedido PED-1234567, o vea […]', false]
  expect(await confirmed('Premio en casino-gratis.com <victima@tercero.example>')).toEqual(bare)
  expect(await confirmed('Otro premio <victima@tercero.example>')).toEqual(bare)
  const whole = ['Recibimos su solicitud: Gane en casino-gratis.com', text, true]
  expect(await confirmed('Vera <vera@tercero.example>', true)).toEqual(whole)
  await open(world.ben, { customer: { name: 'Luz', email: 'luz@tercero.example' }, channel: 'chat' })
  expect(await confirmed('Luz <luz@tercero.example>')).toEqual(whole)
})

test('E5, T8: an update tells Vera, who lives by another clock, each hour with its place', async () => {
  const customer = { name: 'Vera', emails: ['vera@mexico.example'], zone: 'America/Mexico_City' }
  const { id: customerId } = ok(await world.ben.call('POST', '/api/customers', customer), 201)
  const { id } = await open(world.ben, { customer: undefined, customerId, channel: 'chat' })
  const visit = { kind: 'visit', title: 'Visita técnica', dueAt: later(world.now(), { days: 2 }) }
  ok(await world.ben.call('POST', `/api/tickets/${id}/activities`, visit), 201)
  const { next } = ok(await world.ben.call('GET', `/api/tickets/${id}/update-draft`))
  const dated = next.filter((line: string) => /\d\d:\d\d/.test(line))
  expect(dated).toHaveLength(2)
  for (const line of dated) expect(line).toMatch(/\d\d:\d\d \(hora de Ciudad de México\)/)
})
