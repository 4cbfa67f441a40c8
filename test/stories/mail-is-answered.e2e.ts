import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { items, look, ok, say } from '../acts.ts'
import { accessibilityFaults, newConsole, writtenIn } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { NOWHERE } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  const outgoing = NOWHERE
  const signature = 'Soporte Panadería Sur'
  ok(
    await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing, signature }),
    201,
  )
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
  await page.getByText('Por salir', { exact: true }).waitFor()
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
  await page.getByText('Envío anulado', { exact: true }).waitFor()
  await page.getByText('Anulado antes de salir').waitFor()
  await expect.poll(() => writtenIn(page.getByLabel('Escriba el correo'))).toBe('¿Qué temperatura marca?')
  expect(await draftOn(id)).toMatchObject({ mode: 'email', html: '<p>¿Qué temperatura marca?</p>' })
})

test('S10: whoever turns an answer into a forward sends to nobody until the desk has said to whom', async () => {
  const id = await mariaWrites('Tampoco enfría.')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.getByLabel('Escriba el correo').fill('Colega, ¿lo ves tú?')
  await page.route('**/mail-draft?mode=forward**', (route) => route.abort())
  await page.getByLabel('Qué se envía').selectOption('forward')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Falta a quién se envía').first().waitFor()
  expect(await items(world.ben, `/api/tickets/${id}/interactions`)).toHaveLength(1)
})

test('S10: where a mail asks to be answered is shown by its address, and taken by who says so', async () => {
  const head = ['From: WordPress <wordpress@horno.example>', 'To: soporte@panaderia.example', 'Subject: Pedido']
  const letter = [...head, 'Reply-To: Ana <ana@horno.example>', '', '¿Cuándo llega?'].join('\r\n')
  const { ticketId } = ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  const note = page.getByRole('status').filter({ hasText: 'ana@horno.example' })
  await note.waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Para', exact: true }).focus()
  await tabTo(page, page.getByRole('button', { name: 'Contestar ahí' }))
  await page.keyboard.press('Enter')
  await note.waitFor({ state: 'detached' })
  await page.getByLabel('Escriba el correo').fill('El lunes.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Por salir', { exact: true }).waitFor()
  expect((await items(world.ben, `/api/tickets/${ticketId}/interactions`)).at(-1).to).toEqual([
    { name: null, address: 'ana@horno.example' },
  ])
})

test('T5: what Ben has sent is no draft any more: after a reload nothing waits to be sent a second time', async () => {
  const id = await mariaWrites('¿Vienen hoy?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  await page.getByLabel('Escriba el correo').fill('Hoy a las cuatro.')
  await expect.poll(() => draftOn(id)).toMatchObject({ html: '<p>Hoy a las cuatro.</p>' })
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
  const page = await console_.open('Ada', '/tickets?view=una-de-antes')
  await page.getByRole('heading', { level: 1, name: 'Mi trabajo' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('correo recibido')
  await page.getByRole('option', { name: /Correo recibido/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Correo recibido' }).waitFor()
  await page.getByRole('link', { name: 'Saltar al contenido' }).focus()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('searchbox', { name: 'Buscar un correo' }))
  await page.keyboard.type('MARIA horno')
  await page.waitForURL(/words=MARIA\+horno/)
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

test('E1: Raíz takes up what looked like a machine’s, whatever its subject, and reads in its line what came of it', async () => {
  for (const [name, subject] of [
    ['rosa', ''],
    ['ines', 'Horno'.repeat(30)],
  ]) {
    const letter = `From: ${name}@cliente.example\r\nSubject: ${subject}\r\nAuto-Submitted: auto-replied\r\n\r\nNo calienta.\r\n`
    ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  }
  const page = await console_.open('Raíz', '/administracion/correo?outcome=auto_reply')
  await page.getByRole('cell', { name: '(sin asunto)' }).waitFor()
  const isCut = (table: Element) => table.scrollWidth > table.closest('section')!.clientWidth
  expect(await page.getByRole('table').evaluate(isCut)).toBe(false)
  const takeUp = page.getByRole('button', { name: 'Recibirlo de todos modos' })
  await takeUp.first().press('Enter')
  const fate = page.getByRole('row').filter({ hasText: 'ines@cliente.example' }).getByRole('status')
  await fate.getByText('En espera').waitFor()
  await world.takeInMail()
  await fate.getByRole('link', { name: /^#\d+$/ }).waitFor()
  expect(await fate.evaluate((said) => said === document.activeElement)).toBe(true)
  expect(await takeUp.count()).toBe(1)
})

/** A GIF of one point, as browsers paste what was cut out of a screen; with HTML, as office programs add a picture of the words they bring. */
const paste = (page: Page, html = '') =>
  page.getByLabel('Escriba el correo').evaluate(
    (field, [pixel, words]) => {
      const clipboardData = new DataTransfer()
      const bytes = Uint8Array.from(atob(pixel!), (letter) => letter.charCodeAt(0))
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
      if (words) clipboardData.setData('text/html', words)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    ['R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', html],
  )

test('S10: a picture Ben pastes goes along where it stands, above the signature he sees', async () => {
  const id = await mariaWrites('¿Cómo se hace?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  const field = page.getByLabel('Escriba el correo')
  await page.getByRole('toolbar', { name: 'Formato' }).waitFor()
  await field.fill('Así:')
  await paste(page)
  await page.getByRole('button', { name: 'Quitar image.png' }).waitFor()
  await field.locator('img[alt="image.png"][src*="/preview"]').waitFor()
  await page.getByRole('region', { name: 'Escribir en el ticket' }).getByText('Soporte Panadería Sur').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  const [said] = (await items(world.ben, `/api/tickets/${id}/interactions`)).slice(-1)
  expect(said.html).toBe(`<p>Así:</p><p><img src="cid:${said.attachments[0].contentId}" alt="image.png" /></p>`)
  // In the conversation it stands in the same place.
  await page.getByRole('button', { name: 'Ver image.png' }).click()
  await page.getByRole('dialog', { name: 'Archivo' }).getByRole('img', { name: 'image.png' }).waitFor()
})

/** As Word writes two lines of a list, among much else. */
const OF_WORD = `<html><head><style>p{color:red}</style></head><body>
<p class=MsoNormal style="color:red" onclick="x()">Lo que <b>sí</b> hacer:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span><![endif]>Ventilar</p>
<p class=MsoListParagraphCxSpLast style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span><a href="https://ayuda.example/gas">Llamar</a></p>
<table><tr><td>Lunes</td><td>9:00</td></tr></table><img src="https://rastreo.example/p.gif"></body></html>`

test('S10: what Ben formats by keyboard and pastes from Word leaves as words, lists and links, and reads well as plain text', async () => {
  const id = await mariaWrites('¿Qué hago con el gas?')
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: 'Correo', exact: true }).click()
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  const field = page.getByLabel('Escriba el correo')
  await page.getByRole('toolbar', { name: 'Formato' }).waitFor()
  await field.focus()
  await page.keyboard.type('Cierre la llave')
  // So quick that the browser has told nobody yet what is marked.
  await field.evaluate((element) => {
    document.getSelection()!.modify('extend', 'backward', 'word')
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
  })
  await page.getByRole('textbox', { name: 'Dirección del enlace' }).fill('ayuda.example/llave')
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.type('\n- Sin fuego\nSin luz\n\n')
  await paste(page, OF_WORD)
  await page.keyboard.press('Tab')
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(false)
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  const [said] = (await items(world.ben, `/api/tickets/${id}/interactions`)).slice(-1)
  expect(said.attachments).toEqual([])
  expect(said.html).not.toMatch(/color|Mso|style|rastreo|onclick/)
  expect(said.text).toBe(
    'Cierre la llave (https://ayuda.example/llave)\n\n- Sin fuego\n- Sin luz\n\nLo que sí hacer:\n\n- Ventilar\n- Llamar (https://ayuda.example/gas)\n\nLunes | 9:00',
  )
  await page.getByRole('article', { name: 'Ben' }).locator('ul > li', { hasText: 'Ventilar' }).waitFor()
})

test('S11: files are looked at by keyboard; what calls itself a picture and is a script is shown as its text', async () => {
  const id = await mariaWrites('Van dos archivos')
  const store = async (name: string, content: string) =>
    ok(await world.ben.call('POST', `/api/files?name=${name}`, content, { 'content-type': 'image/png' }), 201).fileId
  const hostile =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=`roto`"><script>document.title="roto"</script></svg>'
  const attachments = [{ fileId: await store('foto.png', hostile) }, { fileId: await store('acta.pdf', '%PDF-1.7') }]
  await say(world.ben, id, { kind: 'note', attachments })
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByRole('button', { name: /^foto\.png/ }).click()
  const viewer = page.getByRole('dialog', { name: 'Archivo' })
  await viewer.getByText(hostile).waitFor()
  expect(await page.locator('img[src*="/files/"]').count()).toBe(0)
  await page.keyboard.press('ArrowRight')
  const pdf = viewer.getByRole('link', { name: 'Abrir el PDF' })
  expect([await pdf.getAttribute('target'), await pdf.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer'])
  await page.keyboard.press('ArrowRight')
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('d')
  expect((await downloading).suggestedFilename()).toBe('foto.png')
  await page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  expect(await page.title()).not.toBe('roto')
})

test('S10: on a telephone a mail has the screen, and what sends it stays in sight; folded, the ticket is read', async () => {
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
  const kept = page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.url().includes('/drafts/'))
  await page.getByRole('button', { name: 'Plegar el borrador' }).click()
  const folded = page.getByRole('button', { name: 'Borrador: Vamos en camino. Continuar' })
  await folded.waitFor()
  await kept
  await page.reload()
  await folded.waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByText('Le escribo desde el tren.').click()
  await folded.click()
  expect(await writtenIn(page.getByLabel('Escriba el correo'))).toBe('Vamos en camino.')
})
