import { expect, test } from 'vitest'
import { writeNotices } from '../../server/mail/outgoing/notices.ts'
import { openSender } from '../../server/mail/outgoing/sender.ts'
import { MARIA, open, say } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { bounceOf, send } from '../mails.ts'
import { arrives, mailOpens, newMailDesk } from '../smtp-peer.ts'
import { newWorld } from '../world.ts'

// E3, E5: what a customer was told, and what not, is seen where one goes on; and put right with one press.

const world = newWorld({ clock: 'true' })
const mail = newMailDesk(world)
const console_ = newConsole(world)

/** What is due is written, and leaves without the seconds in which it may be taken back. */
async function rounds() {
  await writeNotices(world.desk, world.asSystem)
  await world.desk.db.pool.query(`update outgoing_mails set try_at = desk_now() where state = 'queued'`)
  const sender = openSender(world.desk, world.asSystem)
  await sender.round()
  await sender.idle()
}

test('E3: Ben sees why María was not told her number, and sends it', async () => {
  await open(world.ben, { channel: 'chat' })
  const ids: number[] = []
  for (let n = 0; n < 4; n++) ids.push(await mailOpens(world))
  await rounds()
  const page = await console_.open('Ben', `/tickets/${ids[3]}`)
  const line = page.getByText(/^No se confirmó el número por correo: ya salieron demasiadas/)
  await line.waitFor()
  expect(await accessibilityFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Enviar la confirmación ahora' }).click()
  await line.waitFor({ state: 'detached' })
  await page.getByText('Recibimos su solicitud').first().waitFor()
})

test('E5: what María’s full mailbox gave back is sent again from its card, which shows what the desk put under it', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await say(world.ben, id, { kind: 'email', text: 'Listo.', status: 'completed', solution: 'Tóner', version: 1 })
  await rounds()
  const left = mail.peer.received.find((got) => got.mail.subject!.includes(`#${id}`))!
  await send(world, bounceOf(left.mail.messageId!, MARIA.email, '5.2.2'))
  const before = mail.peer.received.length
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('La mesa agregó: Si con esto quedó resuelto').waitFor()
  const again = page.getByRole('button', { name: 'Enviar de nuevo' })
  await again.click()
  await again.waitFor({ state: 'detached' })
  await rounds()
  expect(mail.peer.received.slice(before).map(({ to }) => to)).toEqual([[MARIA.email]])
})

test('E5: whoever is refused again while others were reached has the button still, until they have it too', async () => {
  const TOMAS = 'tomas@panaderia.example'
  const { id } = await open(world.ben, { channel: 'chat' })
  await say(world.ben, id, { kind: 'email', text: 'Ya vamos.', to: [MARIA.email], cc: [TOMAS] })
  const before = mail.peer.received.length
  mail.peer.behave({ rcpt: (address) => (address === TOMAS ? 550 : undefined) })
  await rounds()
  const page = await console_.open('Ben', `/tickets/${id}`)
  const again = page.getByRole('button', { name: /^(Enviar de nuevo|Reintentar)/ })
  const press = async () => {
    await again.click()
    await again.waitFor({ state: 'detached' })
    await rounds()
  }
  await press()
  await again.waitFor()
  mail.peer.behave({})
  await press()
  await page.getByText(`Rechazado para ${TOMAS}`).waitFor({ state: 'detached' })
  expect(await again.count()).toBe(0)
  expect(mail.peer.received.slice(before).map(({ to }) => to)).toEqual([[MARIA.email], [TOMAS]])
})

test('E5: news for María are offered in an answer to her, and not where her mail is passed on', async () => {
  const { id } = await open(world.ben, { channel: 'chat' })
  await arrives(world, id, {})
  const page = await console_.open('Ben', `/tickets/${id}`)
  await page.getByText('Sigue sin imprimir.').waitFor()
  await page.keyboard.press('r')
  const news = page.getByRole('button', { name: 'Novedades para el cliente' })
  await news.waitFor()
  await page.getByLabel('Qué se envía').selectOption('Reenviar')
  await news.waitFor({ state: 'detached' })
})
