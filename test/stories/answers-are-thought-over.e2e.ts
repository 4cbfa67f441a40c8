import { beforeAll, expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { edit, items, look, ok, say } from '../acts.ts'
import { accessibilityFaults, newConsole, writtenIn } from '../console.ts'
import { NOWHERE } from '../mails.ts'
import { newWorld } from '../world.ts'

// S9, S10, S11, E2: what an answer is told before it leaves.

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  const outgoing = NOWHERE
  ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing }), 201)
})

let letters = 0
/** María writes to the desk; answers her ticket. */
async function mariaWrites(words: string, about = ''): Promise<number> {
  const letter = [
    ...[
      'From: María González <maria@cliente.example>',
      'To: soporte@panaderia.example',
      `Subject: Horno frío ${about}`,
    ],
    ...[`Message-ID: <${++letters}@cliente.example>`, 'Content-Type: text/plain; charset=utf-8', '', words, ''],
  ].join('\r\n')
  return ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' })).ticketId
}

test('S9: what Ada answered while Ben wrote is told him before his answer leaves, and leaves when he says so again', async () => {
  const id = await mariaWrites('¿Y la factura?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('¿Y la factura?').first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.getByLabel('Escriba el correo').fill('Va adjunta.')
  await say(world.ada, id, { kind: 'email', text: 'La envié ayer.' })
  await page.getByText('La envié ayer.').first().waitFor()
  await page.keyboard.press('Control+Enter')
  const told = page.getByRole('alert').filter({ hasText: 'Ada respondió' })
  await told.waitFor()
  expect(await items(world.ben, `/api/tickets/${id}/interactions`)).toHaveLength(2)
  expect(await page.getByLabel('Escriba el correo').evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Enviar de todos modos' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect(await items(world.ben, `/api/tickets/${id}/interactions`)).toHaveLength(3)
})

test('S9: nor does Ben pass a mail on, or log a call, past what Ada and María said meanwhile', async () => {
  const id = await mariaWrites('¿Y el repuesto?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('¿Y el repuesto?').first().waitFor()
  const count = async () => (await items(world.ben, `/api/tickets/${id}/interactions`)).length
  await page.keyboard.press('l')
  await page.getByLabel('Qué se habló en la llamada').waitFor()
  await say(world.ada, id, { kind: 'email', text: 'Llega el lunes.' })
  await page.getByText('Llega el lunes.').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Ada respondió' }).waitFor()
  expect(await count()).toBe(2)
  await page.getByRole('button', { name: 'Guardar igualmente' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Qué se habló en la llamada').waitFor({ state: 'hidden' })
  expect(await count()).toBe(3)
  await page.keyboard.press('r')
  await page.getByLabel('Qué se envía').selectOption('forward')
  await page.getByRole('combobox', { name: 'Para', exact: true }).fill('taller@repuestos.example')
  await page.keyboard.press('Enter')
  await mariaWrites('Ya no hace falta.', `[#${id}]`)
  await page.getByText('Ya no hace falta.').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'María González escribió' }).waitFor()
  expect(await count()).toBe(4)
  await page.getByRole('button', { name: 'Enviar de todos modos' }).click()
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect(await count()).toBe(5)
})

test('S10: the mail Ben takes back is one quiet line, that a key unfolds; nobody answers or passes on what nobody has', async () => {
  const id = await mariaWrites('¿Cuándo vienen?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('¿Cuándo vienen?').first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.keyboard.type('Mañana a las nueve.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  // The key is the notice's, which may come after the card.
  await page.getByText('El correo sale en diez segundos').waitFor()
  await page.keyboard.press('z')
  const line = page.getByRole('button', { name: /^Anulado antes de salir Ben a María González/ })
  await line.waitFor()
  // The composer, which takes the keys, opens once the words are back.
  await expect.poll(() => writtenIn(page.getByLabel('Escriba el correo'))).toBe('Mañana a las nueve.')
  expect(await accessibilityFaults(page)).toEqual([])
  await line.press('Enter')
  const card = page.getByRole('article', { name: 'Ben' })
  await card.getByText('Mañana a las nueve.').waitFor()
  expect(await card.getByRole('button', { name: /^(Responder|Reenviar)/ }).count()).toBe(0)
  await card.getByRole('button', { name: 'Ver menos' }).press('Enter')
  await line.waitFor()
  await page.reload()
  await line.waitFor()
})

test('Z4, E3: a ticket opens at what María wrote; our confirmation is one line, that a key unfolds', async () => {
  const id = await mariaWrites(`No calienta.\n${'Y así todo el día.\n'.repeat(50)}`)
  await writeNotices(world.desk, world.asSystem)
  const page = await console_.open('Ben', `/tickets/${id}`)
  const line = page.getByRole('button', { name: /^Aviso automático a María González/ })
  await line.waitFor()
  const inSight = () =>
    page
      .getByText('No calienta.')
      .last()
      .evaluate((words) => {
        const feed = words.closest('section')!.getBoundingClientRect()
        return words.getBoundingClientRect().top >= feed.top && words.getBoundingClientRect().top < feed.bottom
      })
  await expect.poll(inSight).toBe(true)
  await page.keyboard.press('.')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: 'Panadería Sur' }).getByText('Recibimos su solicitud').first().waitFor()
})

test('E2, S4: one key asks María for what the category wants to know, chosen first where there is none, so that her clock runs', async () => {
  const id = await mariaWrites('Imprime mal.')
  const page = await console_.open('Ben', `/tickets/${id}#notas`)
  await page.getByRole('tab', { name: 'Notas', selected: true }).waitFor()
  await page.keyboard.press('q')
  await page.getByText('Todavía no hay categorías').waitFor()
  const questions = [{ text: '¿Qué modelo es?' }, { text: '¿Desde cuándo ocurre?' }]
  const parent = ok(await world.raiz.call('POST', '/api/categories', { name: 'Equipos' }), 201)
  const category = { name: 'Impresoras', parentId: parent.id, questions }
  ok(await world.raiz.call('POST', '/api/categories', category), 201)
  for (let n = 1; n < 8; n++) ok(await world.raiz.call('POST', '/api/categories', { name: `Otra ${n}` }), 201)
  await page.reload()
  await page.getByText('Sin categoría').waitFor()
  await page.keyboard.press('q')
  await page.getByText('Elija primero la categoría').waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.type('impre')
  await page.getByRole('menuitem', { name: 'Otra 1' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  const written = () => writtenIn(page.getByLabel('Escriba el correo'))
  await expect.poll(written).toContain('¿Qué modelo es?')
  const field = page.getByLabel('Escriba el correo')
  const isInHand = () => field.evaluate((words) => words === document.activeElement)
  await expect.poll(isInHand).toBe(true)
  // Asked for once more, it stands there already.
  await page.keyboard.press('Escape')
  const again = page.waitForResponse((reply) => reply.url().endsWith('/completeness'))
  await page.keyboard.press('q')
  await again
  await expect.poll(isInHand).toBe(true)
  expect((await written()).split('¿Qué modelo es?')).toHaveLength(2)
  // So it does where a note is being written meanwhile, and he asks from another section.
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' }).fill('Ojo')
  await page.getByText('Borrador guardado').waitFor()
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await page.keyboard.press('q')
  await expect.poll(written).toContain('¿Qué modelo es?')
  expect((await written()).split('¿Qué modelo es?')).toHaveLength(2)
  // Also after a reload.
  await page.getByRole('button', { name: /Enviar y.*Acción del cliente/ }).waitFor()
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Enviar y.*Acción del cliente/ }).waitFor()
  await page.getByRole('combobox', { name: 'Para', exact: true }).waitFor()
  await page.getByLabel('Escriba el correo').focus()
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect(await look(world.ben, id)).toMatchObject({
    ...{ status: 'customer_action', nextAction: { kind: 'follow_up_call' } },
    category: { name: 'Impresoras' },
  })
})

test('E2, T5: once María wrote back, the same key opens the questions for Ben to note what she said; it asks only for the rest, and says when that was asked', async () => {
  const questions = [{ text: '¿Qué pantalla es?' }, { text: '¿Desde cuándo falla?' }]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Pantallas', questions }), 201)
  const id = await mariaWrites('La pantalla parpadea.')
  await edit(world.ada, id, { categoryId: category.id })
  const { message } = ok(await world.ada.call('GET', `/api/tickets/${id}/completeness`))
  const { version } = await look(world.ada, id)
  await say(world.ada, id, { kind: 'email', html: message.html, status: 'customer_action', version })
  await mariaWrites('Es una LG de 24.', `[#${id}]`)
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('Es una LG de 24.').first().waitFor()
  await page.keyboard.press('q')
  const asked = page.getByRole('region', { name: 'Preguntas de Pantallas' })
  await asked.getByText('Faltan 2').waitFor()
  await asked.getByText(/anote aquí lo que respondió/).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.type('LG de 24')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Respuestas guardadas').waitFor()
  await asked.getByText('Falta 1').waitFor()
  expect(await asked.getByRole('listitem').allTextContents()).toEqual([
    '¿Qué pantalla es?LG de 24',
    expect.stringMatching(/^¿Desde cuándo falla\?Sin respuesta · preguntado el /),
  ])
  await page.keyboard.press('q')
  await page.getByText(/Ya se preguntó el .* El cliente escribió o habló después/).waitFor()
  const words = await writtenIn(page.getByLabel('Escriba el correo'))
  expect([words.split('¿Desde cuándo falla?').length === 2, words.includes('¿Qué pantalla es?')]).toEqual([true, false])
  expect((await look(world.ben, id)).answers).toEqual([{ questionId: category.questions[0].id, value: 'LG de 24' }])
})

test('E2: María’s questions never go into what Ben passes on to the workshop: he is told, and asks her once that is out of the way', async () => {
  const questions = [{ text: '¿Qué balanza es?' }]
  const category = ok(await world.raiz.call('POST', '/api/categories', { name: 'Balanzas', questions }), 201)
  const id = await mariaWrites('La balanza pesa de más.')
  await edit(world.ada, id, { categoryId: category.id })
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('La balanza pesa de más.').first().waitFor()
  await page.keyboard.press('r')
  await page.getByLabel('Qué se envía').selectOption('forward')
  const to = page.getByRole('combobox', { name: 'Para', exact: true })
  await to.fill('taller@repuestos.example')
  await to.press('Enter')
  const field = page.getByLabel('Escriba el correo')
  await field.fill('¿La conocen?')
  await page.keyboard.press('Escape')
  const told = page.getByText('envíelo o descártelo primero')
  await page.keyboard.press('q')
  await told.waitFor()
  expect((await writtenIn(field)).trim()).toBe('¿La conocen?')
  // Nor where it is found again, from another section.
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  await page.getByRole('tab', { name: 'Resumen' }).click()
  await page.getByText('¿Qué balanza es?').waitFor()
  await page.keyboard.press('q')
  await told.waitFor()
  await page.getByText('taller@repuestos.example', { exact: true }).waitFor()
  expect((await writtenIn(field)).trim()).toBe('¿La conocen?')
  await page.getByRole('button', { name: 'Descartar' }).click()
  await page.getByText('Borrador descartado').waitFor()
  await page.keyboard.press('q')
  await expect.poll(() => writtenIn(field)).toContain('¿Qué balanza es?')
  await page
    .getByText(/maria@cliente.example/)
    .last()
    .waitFor()
  expect(await page.getByText('taller@repuestos.example').count()).toBe(0)
})

test('S10, S11: on a telephone what cannot go is said where it stands: no address, and a file too large', async () => {
  const id = await mariaWrites('Pase esto a todos.')
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 360, height: 740 })
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  const field = page.getByRole('combobox', { name: 'Para', exact: true })
  await field.evaluate((input) => {
    const clipboardData = new DataTransfer()
    const five = ['ana', 'beto', 'carla', 'dora', 'elena'].map((name) => `${name}@una-panaderia.example`)
    clipboardData.setData('text/plain', `"Pérez, Ana" <${five[0]}>; ${five.slice(1).join(', ')}\nen ventas`)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  const form = page.getByRole('region', { name: 'Escribir en el ticket' })
  await form.getByText('«en ventas» no es una dirección de correo').waitFor()
  await form.getByText('"Pérez, Ana" <ana@una-panaderia.example>').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  await form.locator('input[type=file]').evaluate((input: HTMLInputElement) => {
    const brought = new DataTransfer()
    brought.items.add(new File([new Uint8Array(51 * 1024 * 1024)], 'video.mp4'))
    input.files = brought.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await form.getByText('un archivo puede pesar hasta 50 MB').waitFor()
  // All are in sight, none in a box of its own that would have to be scrolled.
  expect(await form.locator('[class*=recipient]').evaluateAll(hiddenAmong)).toEqual([])
  expect(await accessibilityFaults(page)).toEqual([])
  await form.getByRole('button', { name: 'Quitar video.mp4' }).click()
  await form.getByText('video.mp4').waitFor({ state: 'detached' })
})

/** Those of which the box they stand in shows nothing. */
const hiddenAmong = (chips: Element[]) =>
  chips
    .filter((chip) => {
      const box = chip.closest('[data-size], .mantine-TagsInput-input')!.getBoundingClientRect()
      return chip.getBoundingClientRect().bottom > box.bottom + 1
    })
    .map((chip) => chip.textContent)
