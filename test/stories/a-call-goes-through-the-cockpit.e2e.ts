import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { complete, items, look, ok, open } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { NOWHERE } from '../mails.ts'
import { laterMorning } from '../mornings.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })
const notes = (page: Page) => field(page, 'Notas de la llamada')
const idOf = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1))
const callOf = async (page: Page) => ok(await world.ben.call('GET', `/api/calls/${idOf(page)}`))
const begun = (page: Page) => page.waitForURL(/\/llamadas\/\d+$/)

beforeAll(async () => {
  const category = {
    name: 'Impresoras',
    questions: [{ text: '¿Qué dice la pantalla?' }, { text: '¿Modelo?', neededFor: 'diagnosis' }],
  }
  ok(await world.raiz.call('POST', '/api/categories', category), 201)
  const solved = await open(world.ben, {
    ...{ description: 'La impresora de la caja no imprime, papel atascado en el rodillo' },
    customer: { name: 'Jorge Ibáñez', phone: '+56 9 6222 1111' },
  })
  await complete(world.ben, solved.id, 'Abrir la tapa trasera y retirar el papel')
})

test('T2–T8, L1: Olga takes a stranger’s call by keyboard alone, from the greeting to the number and the goodbye', async () => {
  const page = await console_.open('Olga')
  await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
  await page.keyboard.press('c')
  await begun(page)
  await page.getByText(/gracias por llamar a Panadería Sur. Le atiende Olga/).waitFor()
  expect(await callOf(page)).toMatchObject({ underWay: true, agent: { name: 'Olga' } })
  await page.getByRole('textbox', { name: '¿Quién llama?' }).waitFor()
  await page.keyboard.type('María González')
  await page.getByRole('option', { name: 'Crear cliente «María González»' }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, field(page, 'Teléfono'))
  await page.keyboard.type('+56 9 8765 4321')
  await tabTo(page, page.getByRole('button', { name: 'Crear el cliente ahora' }))
  await page.keyboard.press('Enter')
  await page.getByText(/¿En qué puedo ayudarle, María\?/).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'call-notes')
  await page.keyboard.type('El pan sale quemado por arriba')
  await page.getByText('Sin coincidencias').waitFor()
  await tabTo(page, page.getByRole('combobox', { name: '¿De qué se trata?' }))
  await page.keyboard.type('impre')
  await page.keyboard.press('Enter')
  await page.getByText('Falta 1').waitFor()
  expect(await field(page, '¿Modelo?').count()).toBe(0)
  await tabTo(page, field(page, '¿Qué dice la pantalla?'))
  await page.keyboard.type('E-42')
  await page.getByText('Todo preguntado').waitFor()
  await tabTo(page, page.getByRole('combobox', { name: '¿Qué tan grave es?' }))
  await page.keyboard.type('Detiene')
  await tabTo(page, page.getByRole('combobox', { name: '¿A cuántos afecta?' }))
  await page.keyboard.type('Toda')
  await page.getByText('Prioridad: Inmediata').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')

  await page.getByRole('heading', { name: 'Ticket creado' }).waitFor()
  const call = await callOf(page)
  const ticket = await look(world.ben, call.ticketId)
  expect(ticket).toMatchObject({
    ...{ priority: 'immediate', status: 'pending', description: 'El pan sale quemado por arriba' },
    ...{ contact: { name: 'María González', phone: { e164: '+56987654321' } }, answers: [{ value: 'E-42' }] },
  })
  const spoken = [...ticket.number].join(' ')
  await page.getByText(spoken, { exact: true }).waitFor()
  await page.getByText(`Su número de ticket es ${spoken}.`).waitFor()
  expect(await page.getByRole('button', { name: 'Prometer otra hora' }).isDisabled()).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /^Ticket creado/ }).waitFor()
  await page.getByRole('link', { name: `Ticket ${ticket.number}` }).waitFor()
  expect(await callOf(page)).toMatchObject({ underWay: false, outcome: 'ticket_created' })
})

test('T3, T6: Ben knows the number that rings, takes a likely solution with one key, and solves it on the call', async () => {
  const page = await console_.open('Ben', '/llamadas/nueva?from=%2B56962221111')
  await begun(page)
  await page.waitForFunction(() => document.activeElement?.id === 'call-notes')
  await page.getByText(/ayudarle, Jorge\?/).waitFor()
  await page.keyboard.type('No imprime la caja, otra vez papel atascado')
  await page.getByText('Abrir la tapa trasera y retirar el papel').waitFor()
  await page.getByText('Resolvió 1 ticket').waitFor()
  await page.keyboard.press('Control+j')
  await expect.poll(() => field(page, /Cómo se resolvió/).inputValue()).toBe('Abrir la tapa trasera y retirar el papel')
  // Ben works in two groups: the default one is chosen for him, as in a new ticket (S2).
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Registrado y completado' }).waitFor()
  const call = await callOf(page)
  expect(await look(world.ben, call.ticketId)).toMatchObject({
    ...{
      status: 'completed',
      solution: 'Abrir la tapa trasera y retirar el papel',
      customer: { name: 'Jorge Ibáñez' },
    },
  })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /^Resuelto/ }).waitFor()
  expect((await callOf(page)).outcome).toBe('solved')
})

test('T5: the browser crashes in the middle of a word; another one finds notes and answers, and the call goes on', async () => {
  const page = await console_.open('Ben', '/llamadas/nueva')
  await begun(page)
  await notes(page).fill('Dice que la balanza marca')
  await page.getByRole('combobox', { name: '¿Qué tan grave es?' }).selectOption('1')
  await expect
    .poll(async () => (await callOf(page)).draft)
    .toMatchObject({
      ...{ notes: 'Dice que la balanza marca', form: { severity: 1 } },
    })
  const id = idOf(page)
  await page.context().close()
  const other = await console_.open('Ben', '/')
  await other.getByRole('link', { name: /Volver a la llamada en curso/ }).click()
  await other.waitForURL(`**/llamadas/${id}`)
  expect(await notes(other).inputValue()).toBe('Dice que la balanza marca')
  expect(await other.getByRole('combobox', { name: '¿Qué tan grave es?' }).inputValue()).toBe('1')
  await other.keyboard.press('Control+e')
  await other.getByRole('dialog').waitFor()
  await other.keyboard.press('5')
  await other.getByRole('heading', { name: /^Transferida/ }).waitFor()
  await other.getByText('Dice que la balanza marca').waitFor()
})

test('T5: the line drops while Ben types; nothing is lost, he is told, and two calls at once keep apart', async () => {
  const page = await console_.open('Ben', '/llamadas/nueva')
  await begun(page)
  const first = idOf(page)
  await page.route('**/api/calls/**', (route) => route.abort())
  await notes(page).fill('La primera, sin red')
  await page.getByRole('alert').getByText('Borrador sin guardar; se sigue intentando').waitFor()
  await page.unroute('**/api/calls/**')
  await expect.poll(async () => (await callOf(page)).draft.notes).toBe('La primera, sin red')
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('c')
  await page.waitForURL((url) => /\/llamadas\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${first}`))
  await notes(page).fill('La segunda')
  await page.getByRole('navigation', { name: 'Otras llamadas en curso' }).getByRole('link').first().click()
  await page.waitForURL(`**/llamadas/${first}`)
  expect(await notes(page).inputValue()).toBe('La primera, sin red')
  const unfinished = () => items(world.ben, '/api/calls?list=unfinished')
  await expect
    .poll(async () => (await unfinished()).map(({ excerpt }) => excerpt))
    .toEqual(expect.arrayContaining(['La primera, sin red', 'La segunda']))
})

test('L2: what Rosa adds to a ticket she has open lands on it with one key, and the call is part of it', async () => {
  const ticket = await open(world.ben, {
    description: 'La balanza no pesa',
    customer: { name: 'Rosa Díaz', phone: '+56 9 6123 4567' },
  })
  const page = await console_.open('Olga', '/llamadas/nueva?from=%2B56961234567')
  await begun(page)
  await page.waitForFunction(() => document.activeElement?.id === 'call-notes')
  await page.keyboard.type('Ahora tampoco enciende')
  await page.keyboard.press('Shift+Tab')
  await page.getByRole('button', { name: `Agregar a este #${ticket.number}` }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Agregado al ticket' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /^Información agregada/ }).waitFor()
  const said = await items(world.ben, `/api/tickets/${ticket.id}/interactions`)
  expect(said.at(-1)).toMatchObject({ kind: 'call', text: 'Ahora tampoco enciende', call: { outcome: 'added' } })
})

test('T8: another time, agreed with the customer, is a promise, and the goodbye says it', async () => {
  const page = await console_.open('Ben', '/llamadas/nueva?from=%2B56962221111')
  await begun(page)
  await page.waitForFunction(() => document.activeElement?.id === 'call-notes')
  await page.keyboard.type('Quiere una visita')
  await tabTo(page, page.getByRole('combobox', { name: 'Grupo' }))
  await page.keyboard.type('sop')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Prometer otra hora' }).focus()
  await page.keyboard.press('Enter')
  await laterMorning(page).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Prometer', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Prometido al cliente').waitFor()
  const ticket = await look(world.ben, (await callOf(page)).ticketId)
  expect(ticket.promisedAt).toBe(ticket.estimatedResolutionAt)
})

test('Ben’s call is Ben’s: Olga sees whose it is and what he notes, and cannot write into it', async () => {
  const { id } = ok(await world.ben.call('POST', '/api/calls', { number: 'anonymous' }), 201)
  const draft = { notes: 'Pregunta por su guía', form: {}, version: 0 }
  ok(await world.ben.call('PATCH', `/api/calls/${id}`, { draft }))
  const page = await console_.open('Olga', `/llamadas/${id}`)
  await page.getByRole('heading', { name: 'La atiende Ben' }).waitFor()
  await page.getByRole('heading', { name: 'Número oculto' }).waitFor()
  await page.getByText('Pregunta por su guía').waitFor()
  expect(await page.getByRole('button', { name: 'Seguir yo con la llamada' }).isDisabled()).toBe(true)
  expect(await page.getByRole('textbox', { name: 'Notas' }).count()).toBe(0)
  ok(await world.ben.call('POST', `/api/calls/${id}/end`, { outcome: 'spam' }))
})

test('A telephone that opens the page twice makes one call', async () => {
  const page = await console_.open('Ben', '/llamadas/nueva?from=%2B56974440000')
  await begun(page)
  const { id } = await callOf(page)
  await page.goto('/llamadas/nueva?from=%2B56974440000')
  await page.waitForURL(`**/llamadas/${id}`)
  ok(await world.ben.call('POST', `/api/calls/${id}/end`, { outcome: 'spam' }))
})

test('Eva, from elsewhere, is shown neither the calls of Soporte nor one whose address she was given', async () => {
  const call = ok(await world.olga.call('POST', '/api/calls', { number: '+56 9 3333 0001' }), 201)
  const page = await console_.open('Eva', '/llamadas')
  await page.getByText('Ninguna llamada quedó sin terminar').waitFor()
  await page.goto(`/llamadas/${call.id}`)
  await page.getByRole('alert').waitFor()
  expect(await page.getByText('3333').count()).toBe(0)
})

test('T8, E6: Olga reads, before the ticket is there, to which address its confirmation goes, on a call and in the form; nothing where nobody gets one', async () => {
  const outgoing = NOWHERE
  ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing }), 201)
  const nora = { name: 'Nora Vidal', phones: ['+56 9 6444 5555'], emails: ['nora@cliente.example'] }
  ok(await world.raiz.call('POST', '/api/customers', nora), 201)
  const page = await console_.open('Olga', '/llamadas/nueva?from=%2B56964445555')
  await begun(page)
  await page.getByText('El cliente recibirá la confirmación en nora@cliente.example.').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('El cliente recibirá en nora@cliente.example el aviso de que está resuelto.').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.goto('/tickets/nuevo')
  await field(page, 'Cliente').fill('Nora Vidal')
  await page.getByRole('option', { name: /^Nora Vidal/ }).click()
  const told = page.getByText('El cliente recibirá la confirmación en nora@cliente.example.')
  await told.waitFor()
  await page.getByRole('combobox', { name: 'Llegó por' }).selectOption('chat')
  await told.waitFor({ state: 'detached' })
})
