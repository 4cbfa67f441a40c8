import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { ok } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld, PASSWORD } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeEach(async () => {
  // A passkey belongs to a name, never to a number.
  console_.url = console_.url.replace('127.0.0.1', 'localhost')
  world.desk.config.publicUrl = console_.url
  await world.desk.db.pool.query('delete from throttles')
})

/** A device in the browser that keeps passkeys and knows its owner's finger. */
async function withFinger(page: Page, verified = true) {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...({ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const),
      ...{ isUserVerified: verified, automaticPresenceSimulation: true },
    },
  })
  const trust = (isUserVerified: boolean) =>
    device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  const keys = async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  const wind = async (signCount: number) => {
    const [key] = await keys()
    await device.send('WebAuthn.removeCredential', { authenticatorId, credentialId: key!.credentialId })
    await device.send('WebAuthn.addCredential', { authenticatorId, credential: { ...key!, signCount } })
  }
  return { trust, wind }
}

async function signIn(page: Page, name: string) {
  await page.goto(`${console_.url}/entrar?back=/cuenta/seguridad`)
  await page.getByLabel('Correo electrónico').fill(`${name}@desk.example`)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
}

async function leave(page: Page) {
  await page.request.delete(`${console_.url}/api/session`)
  await page.goto(`${console_.url}/entrar`)
}

test('Ben registers his laptop, and comes in by his finger alone; another finger, or a copy, stays outside', async () => {
  const page = await console_.visit('/entrar')
  const { trust, wind } = await withFinger(page)
  await signIn(page, 'ben')
  await page.getByLabel('Nombre de la llave').fill('Portátil de Ben')
  await page.getByRole('button', { name: 'Agregar una llave' }).click()
  await page.getByText('Estos son los códigos de recuperación').waitFor()
  await page.getByRole('cell', { name: 'Portátil de Ben', exact: true }).waitFor()

  const byFinger = () => page.getByRole('button', { name: 'Usar una llave de acceso' }).click()
  await leave(page)
  await byFinger()
  await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
  expect((await (await page.request.get(`${console_.url}/api/me`)).json()).name).toBe('Ben')

  await leave(page)
  await trust(false)
  await byFinger()
  await page.getByRole('alert').waitFor()
  await trust(true)
  await wind(0)
  await byFinger()
  await page.getByText('No se aceptó la llave de acceso').waitFor()

  // The password alone opens no more: the passkey is the second factor.
  await signIn(page, 'ben')
  await page.getByText('Use su llave de acceso').waitFor()
})

test('Ada sets up codes of her telephone, comes in with one, and confirms who she is before she takes them away', async () => {
  const page = await console_.visit('/entrar')
  await signIn(page, 'ada')
  await page.getByRole('button', { name: 'Configurar' }).click()
  await page.getByRole('img', { name: /Código QR/ }).waitFor()
  const secret = (await page.locator('code').first().textContent())!.replaceAll(' ', '')
  const code = (ahead: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })
  await page.getByRole('textbox', { name: /^Código/ }).fill(code(-1))
  await page.keyboard.press('Enter')
  await page.getByText('Estos son los códigos de recuperación').waitFor()
  const [recovery] = (await page.locator('code').first().textContent())!.split('\n')

  await leave(page)
  await signIn(page, 'ada')
  await page.getByRole('textbox', { name: /^Código/ }).fill(code(0))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Acceso y seguridad' }).waitFor()

  await world.desk.db.pool.query(`update sessions set confirmed_at = now() - interval '11 minutes'`)
  await page.getByRole('button', { name: 'Quitar' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirme que es usted' })
  await dialog.getByLabel(/^Contraseña/).fill(PASSWORD)
  await dialog.getByRole('textbox', { name: /^Código/ }).fill(recovery!)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Configurar' }).waitFor()
})

test('Raíz invites Nora, who follows the link, says who she is, and is in', async () => {
  const admin = await console_.open('Raíz', '/administracion/agentes')
  await admin.getByRole('button', { name: 'Invitar' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Invitar' })
  await dialog.getByLabel('Correo electrónico').fill('nora@desk.example')
  await dialog.getByRole('radio', { name: 'Soporte: Trabajar' }).check()
  await dialog.getByRole('button', { name: 'Crear la invitación' }).click()
  const link = await dialog.locator('code').textContent()
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click()
  await admin.getByText('Invitación pendiente').waitFor()

  const page = await console_.visit('/entrar')
  await page.goto(link!)
  await page.getByText('Panadería Sur le invita').waitFor()
  await page.getByLabel('Nombre y apellido').fill('Nora Nueva')
  await page.getByLabel(/^Contraseña/).fill('siete-barcos-de-papel-azul')
  await page.getByRole('button', { name: 'Guardar y entrar' }).click()
  await page.getByRole('button', { name: 'Cuenta de Nora Nueva' }).waitFor()
  await page.goto(link!)
  await page.reload()
  await page.getByText('Este enlace ya se usó').waitFor()
})

test('an address elsewhere in the sign-in leads nowhere but to the desk', async () => {
  for (const back of ['//otra.example/x', '/\\otra.example', 'https://otra.example']) {
    const page = await console_.visit(`/entrar?back=${encodeURIComponent(back)}`)
    await page.getByLabel('Correo electrónico').fill('leo@desk.example')
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Mi trabajo' }).waitFor()
  }
})

test('who owes a second factor is led to where it is set up, and nowhere else', async () => {
  await world.desk.db.pool.query(`update agents set enrol_by = now() - interval '1 minute' where id = $1`, [
    world.eva.id,
  ])
  const page = await console_.open('Eva', '/tickets')
  await page.getByText('el plazo venció').waitFor()
  await page.getByRole('heading', { name: 'Acceso y seguridad' }).waitFor()
  ok({ status: (await page.request.get('/api/me')).status(), body: null })
  expect((await page.request.get('/api/tickets')).status()).toBe(403)
})
