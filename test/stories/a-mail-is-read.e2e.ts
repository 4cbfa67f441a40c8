import { beforeAll, expect, test } from 'vitest'
import { say } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { letter, mailbox, send } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  await mailbox(world)
})

test('E1, S11: Ben reads a mail’s head in plain words, and that of a mail María attached, with what stands there folded below', async () => {
  const subject = 'Subject: =?utf-8?B?RmFjdHVyYSBuLsK6IDM=?='
  const inner = letter({ from: '"banco@banco.example" <eva@malo.example>', text: 'Págueme ya.' }).toString()
  const attached = inner.replace(/^Subject: .*$/m, subject)
  const { ticketId } = await send(world, {
    subject: '=?utf-8?Q?=C2=BFEs_del_banco=3F?=',
    attachments: [{ name: 'Factura.eml', type: 'message/rfc822', bytes: attached }],
  })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByRole('button', { name: 'Más sobre este mensaje' }).click()
  await page.getByRole('menuitem', { name: 'Encabezados del correo' }).click()
  const head = page.getByRole('dialog', { name: 'Encabezados del correo' })
  await head.getByText('¿Es del banco?', { exact: true }).waitFor()
  await head.getByText('Sin comprobar').waitFor()
  const coded = head.getByText('=?utf-8?Q?=C2=BFEs_del_banco=3F?=')
  expect(await coded.isVisible()).toBe(false)
  await head.getByText('Encabezados tal como llegaron').press('Enter')
  await coded.waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Factura.eml' }).first().press('Enter')
  const mail = page.getByRole('dialog', { name: 'Archivo', exact: true })
  await mail.getByText('Factura n.º 3', { exact: true }).waitFor()
  await mail.getByText('Págueme ya.').waitFor()
  await mail.getByText('nadie comprobó quién lo escribió').waitFor()
  expect(await mail.getByText('banco@banco.example').first().isVisible()).toBe(false)
  expect(await accessibilityFaults(page)).toEqual([])
})

test('E1: Ben reads that a stranger quotes María’s number, and goes to her ticket by keyboard', async () => {
  const { ticketId: hers } = await send(world, { subject: 'La caja no abre' })
  const { ticketId } = await send(world, { from: 'Tomás <tomas@otra.example>', subject: `Re: #${hers} lo mismo` })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const line = `Nombra #${hers} en el asunto; quien escribe no participa en ese ticket.`
  await page.getByText(line).waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('link', { name: `Abrir #${hers}` }).press('Enter')
  await page.waitForURL(`**/tickets/${hers}*`)
  await page.getByRole('heading', { name: 'La caja no abre' }).waitFor()
  expect(await page.getByText('Nombra #').count()).toBe(0)
})

test('E1: what a stranger wrote about two of María’s tickets goes to the one Ada means, which stands chosen already', async () => {
  const [{ ticketId: hers }, { ticketId: other }] = [
    await send(world, { subject: 'La caja no imprime' }),
    await send(world, { subject: 'El lector no lee' }),
  ]
  const about = `Sobre el #${hers} y el #${other}`
  const { ticketId } = await send(world, { from: 'Tomás <tomas@otra.example>', subject: about, text: 'Sigue igual.' })
  const page = await console_.open('Ada', `/tickets/${ticketId}`)
  await page
    .getByText(`Nombra #${hers} y #${other} en el asunto; quien escribe no participa en esos tickets.`)
    .waitFor()
  await page.getByRole('button', { name: `Mover a #${hers}` }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Hilo equivocado: mover a otro ticket' })
  expect(await dialog.getByRole('textbox', { name: 'Ticket' }).inputValue()).toBe(`#${hers}`)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tickets/${hers}*`)
  await page.getByText('Sigue igual.').waitFor()
})

const invitation = (method: string, ...lines: string[]) =>
  [
    ...['BEGIN:VCALENDAR', `METHOD:${method}`, 'BEGIN:VEVENT', 'UID:visita', 'SUMMARY:Visita al taller'],
    ...['ORGANIZER;CN=Ana Díaz:mailto:ana@panaderia.example', 'LOCATION:Av. Norte 12\\nPiso 3', ...lines],
    ...['ATTENDEE;CN=Soporte:mailto:soporte@panaderia-sur.example', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')

test('S10: an invitation says what, when on Ben’s clock and on the inviter’s, where and who; called off, it says so', async () => {
  // Twice, as many programs send it: within the mail, and as its file.
  const invited = (name: string, bytes: string) => ({
    attachments: [1, 2].map(() => ({ name, type: 'text/calendar', bytes })),
  })
  const madrid = 'DTSTART;TZID=Romance Standard Time:20260310T140000'
  const first = invitation('REQUEST', madrid, 'DURATION:PT1H30M', 'RRULE:FREQ=WEEKLY')
  const { ticketId } = await send(world, { text: 'Le esperamos.', ...invited('invite.ics', first) })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const card = page.getByRole('region', { name: 'Invitación', exact: true })
  for (const words of ['martes, 10 de marzo de 2026, 10:00–11:30', 'Se repite', 'Av. Norte 12 Piso 3', 'Ana Díaz'])
    await card.getByText(words).first().waitFor()
  await card.getByText('martes, 10 de marzo de 2026, 14:00–15:30 (GMT+1) para quien invita').waitFor()
  expect(await page.getByTitle('invite.ics').count()).toBe(1)
  expect(await accessibilityFaults(page)).toEqual([])

  const off = invitation('CANCEL', 'DTSTART;VALUE=DATE:20260310', 'STATUS:CANCELLED')
  await send(world, { subject: `Re: [#${ticketId}]`, text: 'No podemos.', ...invited('invite.ics', off) })
  const cancelled = page.getByRole('region', { name: 'Invitación cancelada' })
  await cancelled.getByText('martes, 10 de marzo de 2026').waitFor()
  await cancelled.getByText('todo el día').waitFor()
})

/** A point of one pixel. */
const GIF = 'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;'
const part = (head: string[], body: string) => ['--limite', ...head, '', body]
const gif = (name: string) =>
  part(
    [`Content-Type: image/gif; name=${name}.gif`, `Content-ID: <${name}>`, 'Content-Transfer-Encoding: base64'],
    Buffer.from(GIF).toString('base64'),
  )

test('S10: María’s pictures stand in the text where she put them, and open there; her logo among the folded does not', async () => {
  const html = `<p>Al abrir sale esto:</p><p><img src="cid:antes"></p><p>Y después <img src="cid:luego"> nada.</p>
    <blockquote type="cite"><p>Hola:</p><img src="cid:logo"><p>Soporte</p></blockquote>`
  const raw = [
    ...['From: María González <maria@panaderia.example>', 'To: soporte@panaderia-sur.example', 'Subject: Pantallas'],
    ...['Message-ID: <pantallas@panaderia.example>', 'In-Reply-To: <otro@otra.example>', 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/related; boundary=limite', ''],
    ...part(['Content-Type: text/html; charset=utf-8'], html),
    ...[...gif('antes'), ...gif('luego'), ...gif('logo'), '--limite--', ''],
  ].join('\r\n')
  const { ticketId } = await send(world, Buffer.from(raw))
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const card = page.getByRole('article', { name: 'María González' })
  await card.getByRole('button', { name: 'Ver antes.gif' }).waitFor()
  const read = await card.evaluate((element) => {
    const said = (node: Node): string =>
      node instanceof HTMLImageElement
        ? `(${node.alt})`
        : node instanceof Text
          ? node.data
          : [...node.childNodes].map(said).join('')
    return said(element)
  })
  expect(read.replace(/\s+/g, ' ')).toContain('Al abrir sale esto: (antes.gif) Y después (luego.gif)nada.')
  expect(await card.getByText('logo.gif').count()).toBe(0)
  await card.getByRole('button', { name: 'Ver el texto completo' }).click()
  await card.getByRole('button', { name: 'Ver logo.gif' }).waitFor()
  await card.getByRole('button', { name: 'Ver luego.gif' }).press('Enter')
  await page.getByRole('dialog', { name: 'Archivo', exact: true }).getByText('luego.gif').first().waitFor()
})

test('Z4: wherever Ben reads in a long conversation, what he writes is before him once it is saved', async () => {
  const { ticketId } = await send(world, { text: `No calienta.\n${'Y así todo el día.\n'.repeat(12)}` })
  for (let n = 0; n < 4; n++) await say(world.ada, ticketId, { kind: 'note', text: `Van ${n}.\n${'…\n'.repeat(12)}` })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const feed = page.getByRole('region', { name: 'Feed', exact: true })
  await feed.getByText('Van 3.').waitFor()
  await page.keyboard.press('i')
  await page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' }).fill('La cambiamos mañana.')
  await feed.evaluate((section) => section.scrollTo({ top: 0 }))
  await page.keyboard.press('Control+Enter')
  const card = feed.getByRole('article', { name: 'Ben' })
  await card.waitFor()
  const inSight = () =>
    card.evaluate((said) => {
      const { top, bottom } = said.closest('section')!.getBoundingClientRect()
      return said.getBoundingClientRect().top >= top && said.getBoundingClientRect().bottom <= bottom
    })
  await expect.poll(inSight).toBe(true)
})

test('S11: a file that came empty is told from one that holds a sign, or a line, on María’s mail and among all files', async () => {
  const text = (name: string, bytes: string) => ({ name, type: 'text/plain', bytes })
  const attachments = [text('vacio.txt', ''), text('signo.txt', 'x'), text('linea.txt', 'Una línea.')]
  const { ticketId } = await send(world, { attachments })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('TXT · vacío', { exact: true }).first().waitFor()
  await page.getByText('TXT · 1 byte', { exact: true }).first().waitFor()
  await page.getByText('TXT · 11 bytes', { exact: true }).first().waitFor()
  await page.getByRole('tab', { name: /^Anexos/ }).click()
  await page.getByRole('row', { name: /vacio\.txt vacío/ }).waitFor()
})

test('S10: a mail is shown as it was laid out in a frame where nothing runs and nothing is fetched unasked', async () => {
  const html =
    '<p>Mire <b>esto</b> en <a href="https://trampa.example/">www.banco.cl</a></p><img src="https://rastreo.example/pixel.gif"><script>document.title="roto"</script>'
  const { ticketId } = await send(world, { html })
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  await page.getByRole('button', { name: 'Ver como llegó' }).click()
  const frame = page.frameLocator('iframe[title="Ver como llegó"]')
  await frame.getByText('esto').waitFor()
  expect(await page.title()).not.toBe('roto')
  await frame.locator('[data-elsewhere]', { hasText: 'trampa.example' }).waitFor()
  expect(fetched.filter((url) => url.includes('rastreo.example'))).toEqual([])
  const mail = page.locator('iframe')
  const { y } = (await mail.boundingBox())!
  await page.getByRole('button', { name: 'Mostrar imágenes' }).press('Enter')
  await expect.poll(() => fetched.some((url) => url.includes('rastreo.example'))).toBe(true)
  // The mail stays where it is read, and the keyboard with it.
  const hide = page.getByRole('button', { name: 'Ocultar imágenes' })
  expect(await hide.evaluate((button) => button === document.activeElement)).toBe(true)
  expect((await mail.boundingBox())!.y).toBe(y)
})
