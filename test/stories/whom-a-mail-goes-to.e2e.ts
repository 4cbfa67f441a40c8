import { beforeAll, expect, test } from 'vitest'
import { edit, items, ok, open } from '../acts.ts'
import { accessibilityFaults, isInSight, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { mailbox, NOWHERE, send } from '../mails.ts'
import { newWorld } from '../world.ts'

// S10: whoever writes sees whom it goes to, and whom not.
const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(() => mailbox(world, { outgoing: NOWHERE }))

const newest = async (id: number) => (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)

test('S10: a new mail goes to nobody until Ben says to whom: the cursor waits there, it is said there alone, and María and the workshop are one press away', async () => {
  const { ticketId } = await send(world, {})
  const workshop = { role: 'third_party', name: 'Taller Norte', email: 'taller@norte.example' }
  ok(await world.ben.call('POST', `/api/tickets/${ticketId}/parties`, workshop), 201)
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByLabel('Qué se envía').selectOption('new')
  const to = page.getByRole('combobox', { name: 'Para', exact: true })
  await expect.poll(() => to.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await page.getByTitle('María González <maria@panaderia.example>', { exact: true }).allInnerTexts()).toEqual([
    'María González',
  ])
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('Escriba el correo').fill('¿Tienen el repuesto?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Falta a quién se envía').waitFor()
  expect(await page.getByLabel('Escriba el correo').getAttribute('aria-invalid')).toBeNull()

  await tabTo(page, page.getByRole('button', { name: 'Escribir a Taller Norte <taller@norte.example>' }))
  await page.keyboard.press('Enter')
  await expect.poll(() => to.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  expect(await newest(ticketId)).toMatchObject({
    to: [{ name: 'Taller Norte', address: 'taller@norte.example' }],
    cc: [],
    party: 'third_party',
  })
})

test('S10: whoever answers María alone reads who else had her mail, answers all of them by one press, and goes on writing', async () => {
  const { ticketId } = await send(world, { cc: 'Jefe Pérez <jefe@panaderia.example>, caja@panaderia.example' })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.keyboard.press('r')
  const note = page.getByRole('status').filter({ hasText: 'No va a otras 2 personas que lo recibieron' })
  await note.getByText('Jefe Pérez, caja@panaderia.example').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByLabel('Escriba el correo').fill('Ya lo vemos.')
  await page.getByRole('combobox', { name: 'Para', exact: true }).focus()
  await tabTo(page, note.getByRole('button', { name: 'Responder a todos' }))
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Copia', exact: true }).waitFor()
  expect(await note.count()).toBe(0)
  await page.keyboard.type(' Saludos a todos, Ben')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  const { to, cc, text } = await newest(ticketId)
  expect([to, cc].flat().map(({ address }: { address: string }) => address)).toEqual([
    ...['maria@panaderia.example', 'jefe@panaderia.example', 'caja@panaderia.example'],
  ])
  expect(text).toContain('Ya lo vemos. Saludos a todos, Ben')
})

test('S2, E2: in the tray, where the question cannot make María’s clock run, Ben reads beside what sends it why not', async () => {
  const questions = [{ text: '¿Qué modelo es?' }]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Impresoras', questions }), 201)
  const { ticketId } = await send(world, { cc: 'jefe@panaderia.example' })
  await edit(world.ada, ticketId, { categoryId: category.id })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.keyboard.press('q')
  await page.getByRole('button', { name: /Enviar y.*Acción del cliente/ }).waitFor()
  await page.getByText('No va a otra persona que lo recibió').waitFor()
  await edit(world.ada, ticketId, { groupId: world.tray })
  await page.getByText('No pasará a Acción del cliente. Primero elija el grupo que lo atenderá.').waitFor()
  await page.getByRole('button', { name: /^Enviar/ }).waitFor()
})

test('S10: Ben’s mail leaves for nobody while one of them has no address: he is led there, and what he types there and sends goes along', async () => {
  const { ticketId } = await send(world, {})
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.keyboard.press('r')
  const words = page.getByLabel('Escriba el correo')
  await words.fill('Ya lo vemos.\n'.repeat(40))
  await page.route('**/interactions', (route) => route.fulfill({ status: 500 }), { times: 1 })
  await words.press('Control+Enter')
  const failed = page.getByText('Algo falló en la mesa')
  await failed.waitFor()
  await page.getByRole('button', { name: 'Agregar copias' }).press('Enter')
  await page.keyboard.type('ana@panaderia.example')
  const copy = page.getByRole('combobox', { name: 'Copia oculta', exact: true })
  await copy.fill('taller norte')
  await copy.press('Enter')
  const asked = page.waitForRequest('**/interactions')
  await words.press('Control+Enter')
  await expect.poll(() => copy.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByText('«taller norte» no es una dirección de correo').waitFor()
  expect(await failed.count()).toBe(0)
  await page.keyboard.press('Backspace')
  await page.keyboard.type('taller@norte.example')
  await page.keyboard.press('Control+Enter')
  expect((await asked).postDataJSON()).toMatchObject({ cc: ['ana@panaderia.example'], bcc: ['taller@norte.example'] })
})

test('S10: on a telephone Ben reads every address in full before his mail leaves, takes one away by thumb, and sees to whom he writes where its keyboard is up', async () => {
  const { ticketId } = await send(world, {})
  const page = await console_.open('Ben', `/tickets/${ticketId}`, { width: 360 })
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  const workshop = 'Taller de Máquinas del Norte <taller.de.maquinas@panaderia-del-barrio.example>'
  const to = page.getByRole('combobox', { name: 'Para', exact: true })
  await to.fill(`${workshop},`)
  const recipient = page.getByTitle(workshop, { exact: true })
  const isCut = (one: Element) => one.scrollWidth > one.clientWidth
  expect(await recipient.getByText(workshop).evaluate(isCut)).toBe(false)
  const away = recipient.locator('button')
  const { width, height } = (await away.boundingBox())!
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
  await away.click()
  await recipient.waitFor({ state: 'detached' })

  // Its keyboard comes, and leaves room for the words.
  await page.setViewportSize({ width: 360, height: 430 })
  const words = page.getByLabel('Escriba el correo')
  const isThere = () => to.evaluate((field) => field === document.activeElement)
  await words.fill('Ya lo vemos.')
  await page.getByRole('button', { name: 'Para: María González' }).click()
  await expect.poll(isThere).toBe(true)
  await page.keyboard.type('taller norte')
  await words.press('Control+Enter')
  await expect.poll(isThere).toBe(true)
})

test('S10: Ben chooses by keyboard among the kinds of mail, and the keyboard stays there', async () => {
  const { ticketId } = await send(world, { cc: 'jefe@panaderia.example' })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.keyboard.press('r')
  const kind = page.getByLabel('Qué se envía')
  const subject = page.getByRole('textbox', { name: 'Asunto', exact: true })
  await subject.waitFor()
  await kind.focus()
  for (const mode of ['reply_all', 'forward', 'new']) {
    const proposed = page.waitForResponse((reply) => reply.url().includes(`/mail-draft?mode=${mode}`))
    await page.keyboard.press('ArrowDown')
    await proposed
    await subject.waitFor()
    expect(await kind.evaluate((select) => select === document.activeElement)).toBe(true)
  }
})

test('S10: passing María’s mail on, and writing where there is nobody to answer, begin with whom it goes to', async () => {
  const { ticketId } = await send(world, {})
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No imprime.').first().waitFor()
  await page.getByRole('button', { name: 'Reenviar' }).click()
  const to = page.getByRole('combobox', { name: 'Para', exact: true })
  const isThere = () => to.evaluate((field) => field === document.activeElement)
  await expect.poll(isThere).toBe(true)

  const { id } = await open(world.ben, { customer: { name: 'Rosa Lillo', phone: '+56 9 8765 0001' } })
  await page.goto(`/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).waitFor()
  await page.keyboard.press('r')
  await expect.poll(isThere).toBe(true)
})

test('S10: of many whom Ben answers a few are in sight, the wrong ones always, so that he sees what he writes; the rest is unfolded by keyboard', async () => {
  const cc = Array.from({ length: 14 }, (_, n) => `Sucursal ${n} del Barrio <sucursal-${n}@panaderia.example>`)
  const { ticketId } = await send(world, { cc: cc.join(', ') })
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const) {
    const page = await console_.open('Ben', `/tickets/${ticketId}`, { width, height })
    await page.getByText('No imprime.').first().waitFor()
    await page.getByRole('button', { name: 'Responder a todos' }).click()
    const form = page.getByRole('region', { name: 'Escribir en el ticket' })
    const more = form.getByRole('button', { name: 'y 9 más' })
    const copy = form.getByRole('combobox', { name: 'Copia', exact: true })
    await copy.waitFor()
    expect(await page.getByLabel('Escriba el correo').evaluate(isInSight)).toBe(true)
    const last = page.getByTitle(cc.at(-1)!, { exact: true })
    expect(await last.count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    if (width === 360) continue
    await page.keyboard.type('Cierran el lunes.')
    await page.getByRole('combobox', { name: 'Para', exact: true }).focus()
    await tabTo(page, more)
    await page.keyboard.press('Enter')
    await last.waitFor()
    await expect.poll(() => copy.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('taller norte')
    await page.keyboard.press('Enter')
    await page.getByTitle('«taller norte» no es una dirección de correo').waitFor()
    await page.getByText('Borrador guardado').waitFor()
    await page.reload()
    await more.waitFor()
    expect(await page.getByTitle('«taller norte» no es una dirección de correo').isVisible()).toBe(true)
    await copy.evaluate((field) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'pegado@panaderia.example')
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await page.getByTitle('pegado@panaderia.example', { exact: true }).waitFor()
  }
})

test('S9: on a telephone the words stay where they are when the first letter is typed, and what closes them at the edge', async () => {
  const { ticketId } = await send(world, {})
  for (const [language, mail, subject, close, discard] of [
    ['pt', 'E-mail', 'Assunto', 'Fechar', 'Descartar'],
    ['es', 'Correo', 'Asunto', 'Cerrar', 'Descartar'],
  ] as const) {
    const page = await console_.open('Ben', '/tickets', { width: 360, height: 740 })
    expect((await page.request.patch('/api/me', { data: { language } })).ok()).toBe(true)
    await page.goto(`/tickets/${ticketId}`)
    await page.getByRole('button', { name: mail, exact: true }).click()
    await page.getByRole('toolbar').last().waitFor()
    await page.getByRole('textbox', { name: subject, exact: true }).waitFor()
    const words = page.locator('[contenteditable]')
    const before = [
      await words.boundingBox(),
      await page.getByRole('button', { name: close, exact: true }).boundingBox(),
    ]
    await words.fill('V')
    await page.locator('[data-state=kept]').waitFor()
    const away = page.getByRole('button', { name: discard, exact: true })
    expect([language, await words.boundingBox(), await away.boundingBox()]).toEqual([language, ...before])
    // So they stand where it is gone on with.
    await page.reload()
    await page.getByRole('button', { name: 'Continuar' }).click()
    await page.getByRole('textbox', { name: subject, exact: true }).waitFor()
    expect([language, await words.boundingBox(), await away.boundingBox()]).toEqual([language, ...before])
    const kept = page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.url().includes('/drafts/'))
    await away.click()
    await kept
  }
})
