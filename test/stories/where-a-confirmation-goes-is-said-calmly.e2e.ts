import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, newConsole } from '../console.ts'
import { mailbox, NOWHERE } from '../mails.ts'
import { settled } from '../pages.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

beforeAll(async () => {
  await mailbox(world, { outgoing: NOWHERE })
})

const SAID = 'El cliente recibirá la confirmación en nora@cliente.example.'
const email = (page: Page) => page.getByRole('textbox', { name: 'Correo electrónico' })
/** Longer than somebody thinks in the middle of an address, and than the desk takes it for written. */
const hesitates = (page: Page) => page.waitForTimeout(1500)

/** All of the page below the caller stays where it is, whatever is said there. */
const places = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('form textarea, form button[type=submit]')].map(
      (one) => one.getBoundingClientRect().y,
    ),
  )

// So high that the bar below does not hold to the edge of the window, which would hide that it moves.
test.each([
  { name: 'Olga', path: '/tickets/nuevo', who: 'Cliente', width: 1440 },
  { name: 'Ben', path: '/tickets/nuevo', who: 'Cliente', width: 360 },
  { name: 'Olga', path: '/llamadas/nueva', who: '¿Quién llama?', width: 1440 },
  { name: 'Ben', path: '/llamadas/nueva', who: '¿Quién llama?', width: 360 },
])(
  'T8: while $name writes an address on $path nothing is said, and nothing jumps when it is ($width px)',
  async ({ name, path, who, width }) => {
    const page = await console_.open(name, path, { width, height: 2400 })
    await page.getByRole('textbox', { name: who }).fill('Nora Vidal')
    await page.getByRole('option', { name: 'Crear cliente «Nora Vidal»' }).click()
    await settled(page)
    const asked: (string | null)[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.pathname === '/api/opening-notice') asked.push(url.searchParams.get('email'))
    })
    const region = await page.locator('form footer [role=status]').elementHandle()
    const [stood, silent] = [await places(page), await region!.textContent()]
    await email(page).pressSequentially('nora@cliente')
    await hesitates(page)
    await email(page).fill('nora@cliente.example')
    await page.getByText(SAID).waitFor()
    expect([silent, await region!.textContent()]).toEqual(['', SAID])
    expect(asked).toEqual(['nora@cliente.example'])
    expect(await places(page)).toEqual(stood)
    expect(await accessibilityFaults(page)).toEqual([])
  },
)

test('T8: what is said of an address stays while the name beside it is written, and goes as soon as the address is another', async () => {
  const page = await console_.open('Ada', '/tickets/nuevo')
  await page.getByRole('textbox', { name: 'Cliente' }).fill('nora@cliente.example')
  await page.getByRole('option', { name: 'Crear cliente «nora@cliente.example»' }).click()
  await page.getByText(SAID).waitFor()
  await page.evaluate(() => {
    const region = document.querySelector('form footer [role=status]')!
    new MutationObserver(() => region.setAttribute('data-changed', '')).observe(region, {
      childList: true,
      subtree: true,
    })
  })
  const answered = page.waitForResponse((answer) => answer.url().includes('name=Nora+Vidal'))
  await page.getByRole('textbox', { name: 'Nombre y apellido' }).fill('Nora Vidal')
  await answered
  await settled(page)
  expect(await page.locator('form footer [role=status]').getAttribute('data-changed')).toBe(null)
  await email(page).fill('nora@otro')
  await page.getByText(SAID).waitFor({ state: 'detached' })
})
