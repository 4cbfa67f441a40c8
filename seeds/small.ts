import type { Person, World } from '../test/world.ts'

/**
 * A small desk with a past: some days of work at Panadería Sur's support, played through the API with the clock set, so that dates,
 * clocks and record are those of a real desk. Used for screenshots and for trying things out.
 */
export async function playSmallDesk(world: World) {
  const { ben, ada, olga } = world
  const categories = await categoriesOf(world)
  const acme = await organization(ben, 'Distribuidora Ñuble y Compañía Limitada', '76.543.210-3')
  const clinic = await organization(ben, 'Clínica Los Aromos', '77.108.330-9')

  await world.at(daysAgo(6, 10, 5))
  const scanner = await open(ben, {
    description:
      'El lector de códigos de la bodega no reconoce las etiquetas nuevas.\nProbaron con otro cable y sigue igual.',
    customer: { name: 'Tomás Rivas Peñailillo', phone: '+56 2 2345 6789', email: 'tomas@nuble.example' },
    severity: 2,
    reach: 3,
    categoryId: categories.hardware,
  })
  await ben.call('PATCH', `/api/customers/${scanner.customer.id}`, { version: 1, organizationId: acme })
  await work(ben, scanner.id, { status: 'in_progress' })
  await world.at(daysAgo(6, 11, 20))
  await say(ben, scanner.id, {
    kind: 'call',
    direction: 'out',
    text: 'Se pide foto de las etiquetas y el modelo del lector.',
    call: { result: 'answered', objectives: ['obtain_details'], seconds: 240 },
    status: 'customer_action',
  })
  await world.at(daysAgo(4, 16, 42))
  await say(ben, scanner.id, {
    kind: 'portal',
    direction: 'in',
    text: 'Adjunto las fotos. El lector es un Zebra DS2208, lo compramos en marzo. ¿Está en garantía?',
  })
  await world.at(daysAgo(3, 9, 30))
  await say(ben, scanner.id, {
    kind: 'note',
    text: 'El firmware es de 2021: no lee Code 128 comprimido. Zebra publicó la corrección.',
  })
  await say(ben, scanner.id, {
    kind: 'call',
    direction: 'out',
    text: 'Zebra confirma garantía y enviará un técnico con el firmware.',
    party: 'third_party',
    call: { result: 'answered', seconds: 660 },
    status: 'third_party_action',
    thirdParty: { name: 'Zebra Chile', role: 'servicio técnico', chaseAt: daysAgo(-1, 12, 0) },
  })

  await world.at(daysAgo(3, 10, 15))
  const invoices = await open(ben, {
    description:
      'No imprime facturas desde ayer. La impresora enciende y la boleta de prueba sale bien, pero al emitir la factura electrónica queda «en cola».',
    customer: { name: 'María González Ñancupil', phone: '+56 9 8765 4321', email: 'maria@panaderiasur.example' },
    severity: 2,
    reach: 2,
    categoryId: categories.invoicing,
  })
  await work(ben, invoices.id, {
    status: 'in_progress',
    summary: 'Cola de impresión detenida por un documento dañado. Revisar el servicio spooler.',
  })
  await world.at(daysAgo(3, 12, 2))
  await say(ben, invoices.id, {
    kind: 'call',
    direction: 'out',
    text: 'Le explico cómo vaciar la cola; no estaba frente al computador. Llama de vuelta.',
    call: { result: 'answered', objectives: ['solve_faster'], seconds: 310 },
    status: 'customer_action',
  })
  await world.at(daysAgo(1, 15, 20))
  await say(ben, invoices.id, {
    kind: 'portal',
    direction: 'in',
    text: 'Buenas tardes: vacié la cola como me indicaron y salió la primera, pero la segunda factura quedó igual. ¿Pueden conectarse?\nGracias, María',
  })
  await ben.call('POST', `/api/tickets/${invoices.id}/activities`, {
    kind: 'appointment',
    title: 'Sesión remota con María',
    dueAt: daysAgo(-1, 10, 30),
  })

  await world.at(daysAgo(2, 9, 12))
  const password = await open(olga, {
    description: 'Olvidó la contraseña del portal de pedidos.',
    customer: { name: 'Jorge Ibáñez', phone: '+56 9 7654 3210', email: 'jorge@aromos.example' },
    severity: 4,
    reach: 4,
    resolved: { solution: 'Se envió el enlace de restablecimiento y se comprobó el ingreso con el cliente en línea.' },
  })
  await ben.call('PATCH', `/api/customers/${password.customer.id}`, { version: 1, organizationId: clinic })
  await world.at(daysAgo(2, 11, 48))
  const slow = await open(olga, {
    description:
      'El sistema de agenda está muy lento desde la actualización; en recepción esperan hasta un minuto por paciente.',
    customerId: password.customer.id,
    severity: 1,
    reach: 1,
  })
  await work(ada, slow.id, { ownerId: ada.id, status: 'in_progress', promisedAt: daysAgo(-1, 18, 0) })
  await say(ada, slow.id, {
    kind: 'call',
    direction: 'out',
    text: 'Informado: se revisan los índices de la base de datos esta tarde.',
    call: { result: 'answered', seconds: 180 },
  })

  await world.at(daysAgo(1, 9, 5))
  await open(olga, {
    description: 'Consulta: ¿cómo se agrega un segundo usuario a la caja?',
    customer: { name: 'Ana Lucía Fernández de la Torre', phone: '+52 55 1234 5678', email: 'ana@tiendas.example' },
    severity: 4,
    reach: 4,
  })
  await open(ben, {
    description: 'La balanza no transmite el peso a la caja 3',
    customer: { name: 'María González Ñancupil', email: 'maria@panaderiasur.example' },
    severity: 3,
    reach: 4,
    ownerId: ben.id,
  })
  await world.at(daysAgo(1, 17, 10))
  const done = await open(ben, {
    description: 'No llega el correo de confirmación de pedidos',
    customer: { name: 'Rodrigo Soto', phone: '+34 612 345 678', email: 'rodrigo@soto.example' },
    severity: 3,
    reach: 2,
    ownerId: ben.id,
  })
  await work(ben, done.id, { status: 'in_progress' })
  await world.at(daysAgo(0, 9, 1))
  await work(ben, done.id, {
    status: 'completed',
    cause: 'La dirección estaba en la lista de rebotes.',
    solution: 'Se quitó de la lista y se reenviaron las tres confirmaciones pendientes.',
  })
  await open(olga, {
    description: 'Urgente: no abre la caja registradora principal y hay fila de clientes',
    customer: { name: 'Francisca Muñoz Cárdenas', phone: '+56 9 6123 4567' },
    severity: 1,
    reach: 2,
  })
  return { scanner, invoices, slow, done }
}

/** A moment some days before today (negative: after), at this hour in UTC−3. */
export function daysAgo(days: number, hour: number, minute: number): string {
  const at = new Date(Date.now() - days * 86_400_000)
  at.setUTCHours(hour + 3, minute, 0, 0)
  return at.toISOString()
}

type Ticket = { id: number; version: number; customer: { id: number } }

async function open(who: Person, body: object): Promise<Ticket> {
  return expectOk(await who.call('POST', '/api/tickets', { channel: 'phone', ...body }))
}

async function work(who: Person, id: number, patch: object) {
  const { version } = expectOk(await who.call('GET', `/api/tickets/${id}`))
  expectOk(await who.call('PATCH', `/api/tickets/${id}`, { version, ...patch }))
}

export async function say(who: Person, id: number, body: object) {
  const { version } = expectOk(await who.call('GET', `/api/tickets/${id}`))
  expectOk(await who.call('POST', `/api/tickets/${id}/interactions`, { ...body, ...('status' in body && { version }) }))
}

async function organization(who: Person, name: string, taxId: string): Promise<number> {
  return expectOk(await who.call('POST', '/api/organizations', { name, taxId })).id
}

async function categoriesOf(world: World) {
  const create = async (name: string, questions: string[]) =>
    expectOk(await world.raiz.call('POST', '/api/categories', { name, questions: questions.map((text) => ({ text })) }))
      .id as number
  return {
    invoicing: await create('Facturación electrónica', ['¿Qué folio quedó sin imprimir?', '¿Desde cuándo ocurre?']),
    hardware: await create('Equipos', ['¿Marca y modelo?', '¿Qué luces muestra?']),
  }
}

export function expectOk(answer: { status: number; body: any }) {
  if (answer.status >= 300) throw new Error(`The play was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}
