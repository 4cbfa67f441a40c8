import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { open } from '../acts.ts'
import { newConsole } from '../console.ts'
import { everyPage, settled } from '../pages.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const ids = { ticketId: 0, customerId: 0 }
/** design.md §6. */
const BUDGET = 250 * 1024
/** Over HTTP/1.1 a browser asks for six at a time: each six of them are another journey to the server and back. */
const FILES = 24

beforeAll(async () => {
  const ticket = await open(world.ben)
  await world.raiz.call('POST', '/api/organizations', { name: 'Panadería Sur' })
  Object.assign(ids, { ticketId: ticket.id, customerId: ticket.customer.id })
})

test.each(['/entrar', '/'])('the first load of %s keeps to its budget of script, compressed', async (path) => {
  const page = await console_.open('Ben', '/api/docs/none')
  const scripts: Response[] = []
  page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response))
  await page.goto(path)
  // What is fetched ahead, while nothing else is to do, is no part of it: the page is there before.
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.length).toBeLessThan(FILES)
  expect(total).toBeLessThan(BUDGET)
})

test('no page asks another host, breaks the content security policy, or has anything to complain about', async () => {
  const page = await console_.open('Raíz', '/entrar')
  const complaints = listen(page)
  // Who comes back from a provider without what it gave is refused, and rightly so.
  for (const path of everyPage(ids).filter((each) => !each.endsWith('/retorno'))) {
    await page.goto(path)
    await settled(page)
  }
  expect(complaints).toEqual([])
})

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && host !== new URL(console_.url).host)
      complaints.push(`asked ${request.url()}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${page.url()}: ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return complaints
}
