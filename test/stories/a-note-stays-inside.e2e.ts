import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { items, ok } from '../acts.ts'
import { accessibilityFaults, newConsole, writtenIn } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { NOWHERE } from '../mails.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  const outgoing = NOWHERE
  ok(await world.raiz.call('POST', '/api/mailboxes', { address: 'soporte@panaderia.example', outgoing }), 201)
})

const NOTE = 'Es moroso: no prometer nada'
const note = (page: Page) => page.getByLabel('Nota interna: solo la ve el equipo')
const mail = (page: Page) => page.getByLabel('Escriba el correo')
const bring = (page: Page) => page.getByRole('button', { name: 'Traer el texto de la nota' })

let letters = 0
/** Ben writes a note on María's ticket, and turns to a mail without having saved it. */
async function noteThenMail() {
  const letter = [
    ...['From: María González <maria@cliente.example>', 'To: soporte@panaderia.example', 'Subject: Horno frío'],
    ...[`Message-ID: <${++letters}@cliente.example>`, '', 'No calienta desde ayer.', ''],
  ].join('\r\n')
  const { ticketId } = ok(await world.raiz.call('POST', '/api/mails', letter, { 'content-type': 'message/rfc822' }))
  const page = await console_.open('Ben', `/tickets/${ticketId}`)
  await page.getByText('No calienta desde ayer.').first().waitFor()
  await page.keyboard.press('i')
  await note(page).waitFor()
  await page.keyboard.type(NOTE)
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).waitFor()
  return { id: ticketId as number, page }
}

const said = (id: number) => items(world.ben, `/api/tickets/${id}/interactions`)
const draftOn = async (id: number) => ok(await world.ben.call('GET', `/api/drafts/ticket:${id}`)).draft

test('T5: Ben’s note never becomes a mail by itself: the mail begins empty, and when it is sent the note is still there', async () => {
  const { id, page } = await noteThenMail()
  await page.keyboard.type('Vamos mañana.')
  expect((await writtenIn(mail(page))).trim()).toBe('Vamos mañana.')
  // Nor does what undoes words bring those of the note.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await writtenIn(mail(page))).not.toContain('moroso')
  await mail(page).fill('Vamos mañana.')
  expect(await accessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect((await said(id)).at(-1)).toMatchObject({ kind: 'email', text: 'Vamos mañana.' })
  await page.getByRole('button', { name: `Borrador: ${NOTE} Continuar` }).waitFor()
  expect(await draftOn(id)).toMatchObject({ mode: 'note', html: `<p>${NOTE}</p>` })
  // Taken back, the mail is a mail again, and the note a note.
  await page.keyboard.press('z')
  await expect.poll(() => writtenIn(mail(page))).toBe('Vamos mañana.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  await note(page).waitFor()
  expect(await writtenIn(note(page))).toBe(NOTE)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article', { name: 'Ben' }).getByText(NOTE).waitFor()
  await page.getByText('Borrador: Vamos mañana.').waitFor()
})

test('T5: both survive a reload, and another window sees both; thrown away, each goes alone', async () => {
  const { id, page } = await noteThenMail()
  await page.keyboard.type('Hola, María')
  await expect.poll(() => draftOn(id)).toMatchObject({ mode: 'email', html: '<p>Hola, María</p>' })
  await page.reload()
  await page.getByText('Borrador recuperado').waitFor()
  expect(await writtenIn(mail(page))).toBe('Hola, María')
  const other = await page.context().newPage()
  await other.goto(`/tickets/${id}`)
  await other.getByText('Borrador recuperado').waitFor()
  await other.keyboard.press('i')
  await note(other).waitFor()
  expect(await writtenIn(note(other))).toBe(NOTE)
  await other.close()
  await page.getByRole('button', { name: 'Descartar', exact: true }).click()
  await page.getByRole('button', { name: `Borrador: ${NOTE} Continuar` }).click()
  expect(await writtenIn(note(page))).toBe(NOTE)
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  expect((await writtenIn(mail(page))).trim()).toBe('')
})

test('T5: Ben brings the note’s words into the mail by keyboard, because he says so', async () => {
  const { id, page } = await noteThenMail()
  await page.keyboard.type('Hola:')
  await page.getByRole('textbox', { name: 'Asunto', exact: true }).focus()
  await tabTo(page, bring(page))
  await page.keyboard.press('Enter')
  await bring(page).waitFor({ state: 'detached' })
  expect(await mail(page).evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await writtenIn(mail(page))).toMatch(new RegExp(`^Hola:\\s+${NOTE}$`))
  await page.keyboard.press('Control+Enter')
  await page.getByText('El correo sale en diez segundos').waitFor()
  expect((await said(id)).at(-1).text).toContain(NOTE)
  await page.getByRole('button', { name: 'Nota interna' }).waitFor()
  expect(await draftOn(id)).toBeNull()
})
