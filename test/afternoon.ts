import { createProviderAs } from '../server/auth/providers.ts'
import { totpOf } from '../server/auth/totp.rules.ts'
import { linkAgentAs } from '../server/auth/visiting.ts'
import { connectAs } from '../server/mail/oauth/connecting.ts'
import { homeOf } from '../server/mail/oauth/tokens.ts'
import { importCustomers } from '../server/worker.ts'
import { PASSWORD, type Person, type World } from './world.ts'

type Answer = { status: number; body: any; headers: Record<string, unknown> }

/**
 * A busy afternoon with the cast: something of every kind that changes the desk, over the API as people do it. Tests of the record and
 * of backups start from what it leaves.
 */
export async function playAfternoon(world: World) {
  const desk = await prepare(world)
  const maria = await callOfMaria(world, desk)
  await workOnIt(world, maria.ticket.id)
  await others(world, desk, maria)
  await keepTheBook(world)
  await correspond(world)
  await arrange(world, maria.ticket.id)
  await keepALibrary(world)
  await endTheDay(world, maria.ticket.id)
  return { customerId: maria.customer.id, ticketId: maria.ticket.id }
}

/** The body of an answer that must have been a success. */
export async function done(answer: Promise<Answer> | Answer): Promise<any> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

async function prepare({ raiz, ben, nobody, asSystem, now }: World) {
  const category = await done(
    raiz.call('POST', '/api/categories', {
      name: 'Impresoras',
      questions: [{ text: '¿Qué modelo es?', neededFor: 'intake' }],
    }),
  )
  await done(raiz.call('PATCH', '/api/settings/company', { name: 'Panadería Sur Ltda.', country: 'CL' }))
  const { headers } = await nobody.call('POST', '/api/session', { email: 'raiz@desk.example', password: PASSWORD })
  const cookie = { cookie: String(headers['set-cookie']).split(';')[0]! }
  const ofBen = { zone: 'America/Punta_Arenas', password: 'otra-clave-larga' }
  await done(nobody.call('PATCH', `/api/agents/${ben.id}`, ofBen, cookie))
  await openDoors(asSystem, ben.id)
  await done(raiz.call('POST', '/api/invitations', { email: 'nora@desk.example' }))
  const telephone = await done(nobody.call('POST', '/api/me/totp', undefined, cookie))
  const code = totpOf({ secret: telephone.secret, company: 'x', email: 'x' }).generate({ timestamp: +now() })
  await done(nobody.call('POST', `/api/me/totp/${telephone.id}/confirm`, { code }, cookie))
  await done(raiz.call('PUT', '/api/settings/company/logo', { picture: LOGO }))
  const token = await done(nobody.call('POST', '/api/tokens', { name: 'guion', scopes: ['read'] }, cookie))
  await done(nobody.call('DELETE', `/api/tokens/${token.id}`, undefined, cookie))
  await done(nobody.call('DELETE', '/api/session', undefined, cookie))
  return { categoryId: category.id, questionId: category.questions[0].id }
}

const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A provider that vouches for Ben, and a passkey of his: what takes a server or a device of its own elsewhere. */
async function openDoors(asSystem: World['asSystem'], agentId: number) {
  await asSystem(async (ctx) => {
    const issuer = 'https://identidad.example'
    const providerId = await createProviderAs(ctx, { name: 'Empresa', issuer, clientId: 'mesa', secret: 'compartido' })
    await linkAgentAs(ctx, agentId, providerId, 'ben-5')
    const passkey = { name: 'Portátil', credential_id: 'llave', public_key: Buffer.from('llave'), counter: 0 }
    await ctx.record({ type: 'factor.added', agentId, kind: 'passkey' }, () =>
      ctx.db
        .insertInto('passkeys')
        .values({ agent_id: agentId, created_at: ctx.now, ...passkey })
        .execute(),
    )
  })
}

async function callOfMaria({ ben, olga }: World, desk: { categoryId: number; questionId: number }) {
  const organization = await done(
    olga.call('POST', '/api/organizations', { name: 'Panadería Sur', taxId: '76.123.456-7' }),
  )
  const customer = await done(
    olga.call('POST', '/api/customers', {
      name: 'María González',
      emails: ['maria@panaderia.example'],
      phones: ['+56 9 8765 4321'],
      organizationId: organization.id,
    }),
  )
  const version = customer.version
  const emails = ['maria.gonzalez@panaderia.example', 'maria@panaderia.example']
  await done(
    ben.call('PATCH', `/api/customers/${customer.id}`, { version, notes: 'Llamar después de las 15.', emails }),
  )
  const ticket = await done(
    olga.call('POST', '/api/tickets', {
      description: 'No imprime facturas desde esta mañana.\nYa reinició dos veces.',
      customerId: customer.id,
      channel: 'phone',
      severity: 2,
      reach: 2,
      categoryId: desk.categoryId,
      answers: [{ questionId: desk.questionId, value: 'TM-T20' }],
    }),
  )
  return { customer, ticket }
}

async function workOnIt({ ben, ada, ...world }: World, id: number) {
  const patch = (fields: object) => change(ben, id, fields)
  await patch({ status: 'in_progress', ownerId: ben.id, tags: ['facturas'], summary: 'Cola detenida' })
  const chaseAt = new Date(world.now().getTime() + 86_400_000).toISOString()
  await patch({ status: 'third_party_action', thirdParty: { name: 'Distribuidora Norte', role: 'Repuestos', chaseAt } })
  await patch({ status: 'in_progress', promisedAt: chaseAt })
  const file = await done(
    ben.call('POST', '/api/files?name=foto.jpg', Buffer.from('una foto de la impresora'), {
      'content-type': 'image/jpeg',
    }),
  )
  await done(
    ben.call('POST', `/api/tickets/${id}/interactions`, {
      kind: 'note',
      text: 'Adjunto la foto',
      attachments: [file].map(({ fileId }) => ({ fileId })),
    }),
  )
  await done(
    ben.call('POST', `/api/tickets/${id}/interactions`, {
      kind: 'call',
      direction: 'out',
      text: 'Confirmó el modelo',
      call: { result: 'answered', objectives: ['validate_information'], seconds: 95 },
    }),
  )
  await done(
    ben.call('POST', `/api/tickets/${id}/snooze`, {
      until: new Date(world.now().getTime() + 3_600_000).toISOString(),
      reason: 'Espera repuesto',
    }),
  )
  const watcher = await done(
    ada.call('POST', `/api/tickets/${id}/parties`, { role: 'watcher', name: 'Ada', agentId: ada.id }),
  )
  await done(ada.call('DELETE', `/api/tickets/${id}/parties/${watcher.id}`))
  const visit = await done(
    ada.call('POST', `/api/tickets/${id}/activities`, { kind: 'visit', title: 'Revisar cola', dueAt: chaseAt }),
  )
  await done(
    ada.call('PATCH', `/api/activities/${visit.id}`, { version: visit.version, done: true, result: 'Sin novedad' }),
  )
}

async function others(
  { ben, ada, sales, ...world }: World,
  desk: { categoryId: number },
  maria: { customer: any; ticket: any },
) {
  const open = (description: string, more: object = {}) =>
    done(ben.call('POST', '/api/tickets', { description, customerId: maria.customer.id, channel: 'phone', ...more }))
  const twin = await open('Otra vez no imprime')
  await done(ada.call('POST', `/api/tickets/${twin.id}/merge`, { intoId: maria.ticket.id }))
  const wrong = await open('Número equivocado')
  await done(ada.call('POST', `/api/tickets/${wrong.id}/discard`, { reason: 'Prueba' }))
  const quick = await open('¿Cuál es el horario?', {
    resolved: { solution: 'De 9 a 18.' },
    categoryId: desk.categoryId,
  })
  const relation = await done(
    ben.call('POST', `/api/tickets/${quick.id}/relations`, { kind: 'parent', ticketId: maria.ticket.id }),
  )
  await done(ben.call('DELETE', `/api/tickets/${quick.id}/relations/${relation.id}`))
  const two = await open('La impresora y la caja')
  const note = await done(
    ben.call('POST', `/api/tickets/${two.id}/interactions`, { kind: 'note', text: 'Lo de la caja es aparte' }),
  )
  await done(
    ada.call('POST', `/api/tickets/${two.id}/split`, { interactionIds: [note.interaction.id], subject: 'Caja' }),
  )
  const handed = await done(ben.call('GET', `/api/tickets/${two.id}`))
  const edit = await ben.call('PATCH', `/api/tickets/${two.id}`, { version: handed.version, priority: 'high' })
  await done(ben.call('POST', `/api/undo/${edit.headers['x-request-id']}`))
  const again = await done(ada.call('GET', `/api/tickets/${two.id}`))
  await done(ada.call('PATCH', `/api/tickets/${two.id}`, { version: again.version, groupId: sales }))
  await world.at(new Date(world.now().getTime() + 2 * 86_400_000))
  await world.sweep()
}

/** Two profiles of one person, joined and parted again, and a list brought in; the company asks something of its customers. */
async function keepTheBook({ raiz, ben, ...world }: World) {
  const questionId = await world.asSystem(async ({ db }) => {
    const question = {
      about: 'customer',
      kind: 'text',
      needed_for: 'intake',
      text: JSON.stringify({ es: 'Código de socio' }),
    }
    return (await db.insertInto('questions').values(question).returning('id').executeTakeFirstOrThrow()).id
  })
  const enrol = (body: object) => done(ben.call('POST', '/api/customers', body))
  const one = await enrol({ name: 'Rosa Millán', phones: ['+56 9 3333 0001'], answers: [{ questionId, value: 'S-1' }] })
  const other = await enrol({ name: 'Rosa Millan', tags: ['vip'], country: 'CL' })
  await done(raiz.call('POST', `/api/customers/${one.id}/merge`, { intoId: other.id }))
  await done(raiz.call('POST', `/api/customers/${one.id}/unmerge`))
  const csv = { 'content-type': 'text/csv' }
  const { fileId } = await done(
    raiz.call('POST', '/api/files?name=lista.csv', Buffer.from('nombre;fono\nAna;123'), csv),
  )
  const { id, mapping } = await done(raiz.call('POST', '/api/imports', { fileId }))
  await done(raiz.call('POST', `/api/imports/${id}/check`, { mapping }))
  await importCustomers(world.desk)
  await done(raiz.call('POST', `/api/imports/${id}/run`))
  await importCustomers(world.desk)
}

/** A mailbox, let in by its owner; María writes, Ben answers; the confirmation is put into the company's own words. */
async function correspond({ raiz, ben, asSystem }: World) {
  const address = 'soporte@panaderia.example'
  const way = { host: '127.0.0.1', port: 9, security: 'none', user: address }
  const box = await done(raiz.call('POST', '/api/mailboxes', { address, incoming: way, outgoing: way }))
  const client = { issuer: 'https://identidad.example', clientId: 'mesa', clientSecret: null, scope: 'correo' }
  const visit = { mailboxId: box.id, homes: [homeOf(box.incoming)], verifier: 'v', state: 's', ...client }
  const tokens = { clientSecret: null, refreshToken: 'r', accessToken: 'a', expiresAt: new Date(0) }
  await asSystem((ctx) => connectAs(ctx, { visit, tokens }))
  const letter = `From: Ana <ana@cliente.example>\r\nTo: ${address}\r\nSubject: Horno\r\nMessage-ID: <1@cliente.example>\r\n\r\nNo calienta\r\n`
  const { ticketId } = await done(raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  await done(ben.call('POST', `/api/tickets/${ticketId}/interactions`, { kind: 'email', text: '¿Desde cuándo?' }))
  await done(
    raiz.call('PUT', '/api/mail-templates/confirmation/es', {
      subject: 'Recibido [#{{ ticket.number }}]',
      html: '<p>Ya lo estamos viendo.</p>',
    }),
  )
}

/** What makes the next day easier: a saved question, a change on many tickets, words for the telephone. */
async function arrange({ raiz, ben, ada }: World, ticketId: number) {
  await done(ben.call('POST', '/api/views', { name: 'Urgentes', question: { priorities: ['immediate'] } }))
  await done(ada.call('POST', '/api/bulk', { ticketIds: [ticketId], act: { addTags: ['revisar'] } }))
  await done(
    raiz.call('PUT', '/api/call-scripts', {
      ...{ groupId: null, language: 'es' },
      ...{ greeting: 'Buen día, habla {{ agent.name }}.', closing: 'Que tenga un buen día.' },
    }),
  )
}

/** A file everybody attaches, and one that is taken out again. */
async function keepALibrary({ raiz }: World) {
  for (const title of ['Lista de precios', 'Lista del año pasado']) {
    const bytes = Buffer.from(title)
    const file = await done(raiz.call('POST', '/api/files?name=precios.txt', bytes, { 'content-type': 'text/plain' }))
    const kept = await done(raiz.call('POST', '/api/library', { fileId: file.fileId, title, groupId: null }))
    if (title.endsWith('pasado')) await done(raiz.call('DELETE', `/api/library/${kept.id}`))
  }
}

async function endTheDay({ ben, ada, ...world }: World, id: number) {
  const solved = { cause: 'Cola llena', solution: 'Se vació la cola.', verification: 'Imprimió' }
  await change(ben, id, { status: 'completed', ...solved })
  const reply = {
    kind: 'call',
    direction: 'in',
    party: 'customer',
    text: 'Sigue sin imprimir',
    call: { result: 'answered' },
  }
  await done(ben.call('POST', `/api/tickets/${id}/interactions`, reply))
  const { status } = await done(ben.call('GET', `/api/tickets/${id}`))
  if (status !== 'completed') await change(ben, id, { status: 'completed', solution: 'Se cambió el cable.' })
  await change(ada, id, { status: 'closed' })
  await world.at(new Date(world.now().getTime() + 30 * 86_400_000))
  await world.sweep()
}

/** Looked at again where the desk itself, which works beside them in some tests, was faster. */
async function change(who: Person, id: number, fields: object): Promise<void> {
  const { version } = await done(who.call('GET', `/api/tickets/${id}`))
  const answer = await who.call('PATCH', `/api/tickets/${id}`, { version, ...fields })
  if (answer.status === 409) return change(who, id, fields)
  await done(answer)
}
