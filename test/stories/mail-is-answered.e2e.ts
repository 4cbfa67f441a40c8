import { beforeAll, expect, test } from 'vitest'
import { items, ok } from '../acts.ts'
import { newConsole } from '../console.ts'
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
