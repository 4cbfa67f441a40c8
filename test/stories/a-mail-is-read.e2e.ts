import { beforeAll, expect, test } from 'vitest'
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
