import { beforeAll, expect, test } from 'vitest'
import { items, look, ok } from '../acts.ts'
import { newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  const outgoing = { host: '127.0.0.1', port: 9, security: 'none', user: '' }
  ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing }), 201)
})

let letters = 0
/** María writes to the desk; answers her ticket. */
async function mariaWrites(body: string, type = 'text/plain'): Promise<number> {
  const letter = [
    ...['From: María González <maria@cliente.example>', 'To: soporte@panaderia.example', 'Cc: jefe@cliente.example'],
    ...['Subject: Horno frío', `Message-ID: <${++letters}@cliente.example>`, 'MIME-Version: 1.0'],
    ...[`Content-Type: ${type}; charset=utf-8`, '', body, ''],
  ].join('\r\n')
  const fate = ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  return fate.ticketId
}

const draftOn = async (id: number) => ok(await world.ben.call('GET', `/api/drafts/ticket:${id}`)).draft

test('S10, E4: Ben answers all from María’s own mail; the recipients shown are the recipients used, and it can be taken back', async () => {
  const id = await mariaWrites('No calienta desde ayer.')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('No calienta desde ayer.').first().waitFor()
  await page.getByRole('button', { name: 'Responder a todos' }).click()
  await page.getByRole('combobox', { name: 'Copia', exact: true }).waitFor()
  expect(await page.getByText('jefe@cliente.example').count()).toBeGreaterThan(0)
  await page.getByLabel('Escriba el correo').fill('¿Qué temperatura marca?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  await page.getByText('Por salir').waitFor()
  const said = (await items(world.ben, `/api/tickets/${id}/interactions`)).at(-1)
  expect(said).toMatchObject({
    kind: 'email',
    direction: 'out',
    subject: expect.stringContaining('Horno frío'),
    to: [{ address: 'maria@cliente.example' }],
    cc: [{ address: 'jefe@cliente.example' }],
    delivery: { state: 'queued' },
  })
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await page.getByText('Anulado antes de salir').waitFor()
  await expect.poll(() => page.getByLabel('Escriba el correo').inputValue()).toBe('¿Qué temperatura marca?')
  expect(await draftOn(id)).toMatchObject({ mode: 'email', text: '¿Qué temperatura marca?' })
})

test('T5: what Ben has sent is no draft any more: after a reload nothing waits to be sent a second time', async () => {
  const id = await mariaWrites('¿Vienen hoy?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.getByLabel('Escriba el correo').fill('Hoy a las cuatro.')
  await expect.poll(() => draftOn(id)).toMatchObject({ text: 'Hoy a las cuatro.' })
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  await page.getByLabel('Escriba el correo').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: 'Correo', exact: true }).waitFor()
  expect(await draftOn(id)).toBeNull()
  expect(await page.getByLabel('Escriba el correo').count()).toBe(0)
})

test('E1, E4, S3: Ada finds the mail in the ledger, opens its ticket and answers, all by keyboard; what he answers is new no longer', async () => {
  const id = await mariaWrites('El horno huele a quemado.')
  const page = await console_.open('Ada', '/tickets?view=mine')
  await page.getByRole('heading', { level: 1, name: 'Mi trabajo' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('correo recibido')
  await page.getByRole('option', { name: /Correo recibido/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Correo recibido' }).waitFor()
  await page.getByRole('link', { name: 'Saltar al contenido' }).focus()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: `#${id}` }))
  await page.keyboard.press('Enter')
  await page.getByText('El horno huele a quemado.').first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await tabTo(page, page.getByLabel('Escriba el correo'))
  await page.keyboard.type('Apáguelo; vamos ahora.')
  await page.getByRole('button', { name: /Enviar y.*En proceso/ }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect(await look(world.ada, id)).toMatchObject({ status: 'in_progress', owner: { name: 'Ada' } })
})

test('S10: a mail is shown as it was laid out in a frame where nothing runs and nothing is fetched unasked', async () => {
  const id = await mariaWrites(
    '<p>Mire <b>esto</b></p><img src="https://rastreo.example/pixel.gif"><script>document.title="roto"</script>',
    'text/html',
  )
  const page = await console_.open('Ben', `/tickets/${id}`)
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  await page.getByRole('button', { name: 'Ver como llegó' }).click()
  const frame = page.frameLocator('iframe[title="Ver como llegó"]')
  await frame.getByText('esto').waitFor()
  expect(await page.title()).not.toBe('roto')
  expect(fetched.filter((url) => url.includes('rastreo.example'))).toEqual([])
  await page.getByRole('button', { name: 'Mostrar imágenes' }).click()
  await expect.poll(() => fetched.some((url) => url.includes('rastreo.example')), { timeout: 20_000 }).toBe(true)
})

test('S10: on a telephone a mail has the screen, and what sends it stays in sight', async () => {
  const id = await mariaWrites('Le escribo desde el tren.')
  const page = await console_.open('Ben', `/tickets/${id}`, { width: 390, height: 667 })
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  const form = page.getByRole('region', { name: 'Escribir en el ticket' })
  expect(await form.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 667 })
  await page.getByLabel('Escriba el correo').fill('Vamos en camino.')
  const bottom = await form
    .getByRole('button', { name: /^Enviar/ })
    .first()
    .boundingBox()
  expect(bottom!.y + bottom!.height).toBeLessThanOrEqual(667)
})
