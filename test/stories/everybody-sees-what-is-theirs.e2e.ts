import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { edit, open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)

const SECRET = { name: 'Inés Quilodrán', email: 'ines@secreto.example', phone: '+56 9 5555 1234' }

test('Eva opens the address of Soporte’s ticket: not found, and nothing of it reaches her browser', async () => {
  const ticket = await open(world.ben, { description: 'Fuga de datos en bodega', customer: SECRET })
  const page = await console_.open('Eva', '/entrar')
  const heard = listen(page)
  await page.goto(`/tickets/${ticket.id}?view=open`)
  await page.getByText(`No se encuentra el ticket ${ticket.id}`).waitFor()
  await edit(world.ben, ticket.id, { priority: 'immediate' })
  await page.keyboard.press('/')
  await page.keyboard.type('fuga bodega')
  await page.keyboard.press('Enter')
  await page.getByText('Nada coincide con «fuga bodega»').waitFor()
  const seen = `${await page.content()} ${(await Promise.all(heard)).join(' ')}`.replaceAll('fuga bodega', '')
  for (const word of ['Fuga', 'Quilodrán', 'ines@secreto.example', '55551234', '5555 1234'])
    expect(seen).not.toContain(word)
})

/** Every answer the browser got from the API; the live stream never ends and is watched by its own test. */
function listen(page: Page): Promise<string>[] {
  const heard: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/') && !response.url().endsWith('/api/live'))
      heard.push(response.text().catch(() => ''))
  })
  return heard
}

test('Leo, who only reads, finds every move there with the reason why not', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Leo', `/tickets/${ticket.id}`)
  await page.getByRole('button', { name: 'Estado Pendiente' }).click()
  const move = page.getByRole('menuitem', { name: /^En proceso/ })
  await move.waitFor()
  expect(await move.getAttribute('aria-disabled')).toBe('true')
  expect((await move.textContent())!.length).toBeGreaterThan('En proceso'.length + 10)
  await move.click({ force: true })
  await page.keyboard.press('Escape')
  expect(await page.getByRole('button', { name: 'Estado Pendiente' }).isVisible()).toBe(true)
})

test('Leo cannot write, and each closed door says why', async () => {
  const ticket = await open(world.ben)
  const page = await console_.open('Leo', `/tickets/${ticket.id}`)
  for (const name of ['Nota interna', 'Llamada']) {
    const opener = page.getByRole('button', { name, exact: true })
    await opener.waitFor()
    expect([await opener.isDisabled(), (await opener.getAttribute('title'))?.length ?? 0]).toEqual([
      true,
      expect.toSatisfy((length: number) => length > 10),
    ])
  }
  const priority = page.getByRole('button', { name: /^Prioridad/ })
  expect(await priority.getAttribute('aria-disabled')).toBe('true')
  await priority.focus()
  await page.getByRole('tooltip').waitFor()
})

test('Ben, who does not lead, sees Cerrado with the reason, and Ada may', async () => {
  const ticket = await open(world.ben)
  await edit(world.ben, ticket.id, { status: 'completed', solution: 'Listo' })
  const moveOf = async (name: string) => {
    const page = await console_.open(name, `/tickets/${ticket.id}`)
    await page.getByRole('button', { name: 'Estado Completado' }).click()
    const move = page.getByRole('menuitem', { name: /^Cerrado/ })
    await move.waitFor()
    return move.getAttribute('aria-disabled')
  }
  expect([await moveOf('Ben'), await moveOf('Ada')]).toEqual(['true', null])
})
