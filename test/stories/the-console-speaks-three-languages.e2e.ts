import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { playSmallDesk } from '../../seeds/small.ts'
import { forbidSettingClock } from '../../server/platform/clock.ts'
import { texts as serverTexts } from '../../server/texts.ts'
import es from '../../web/texts/es.json' with { type: 'json' }
import pt from '../../web/texts/pt.json' with { type: 'json' }
import { newConsole } from '../console.ts'
import { everyPage, goTo, settled } from '../pages.ts'
import { newWorld } from '../world.ts'

/** The same in English, a language's name for itself, names the company gave; and with a hole where any word may stand. */
const SHARED = [
  ...['Ventanilla', 'Ticket', 'Tickets', 'Normal', 'Portal', 'portal', 'Chat', 'Agenda', 'Feed', 'Español'],
  ...['Horario de atención', 'Ticket {{number}}', '{{hours}} h {{minutes}} min'],
  ...['{{shown}} ticket', '{{shown}} tickets'],
]

const world = newWorld()
const console_ = newConsole(world)
const ids = { ticketId: 0, customerId: 0 }

beforeAll(async () => {
  const { invoices } = await playSmallDesk(world)
  Object.assign(ids, { ticketId: invoices.id, customerId: invoices.customer.id })
  await forbidSettingClock(world.desk.db)
  await world.sweep()
})

test.each([
  ['English', 'en', SHARED],
  ['Português', 'pt', [...SHARED, ...wordsOf('pt', pt)]],
] as const)(
  'Ben chooses %s, and no Spanish is left on any page, nor any hour told otherwise',
  async (name, language, shared) => {
    const page = await console_.open('Ben', '/')
    await page
      .getByRole('button', { name: 'Cuenta de Ben' })
      .or(page.getByRole('button', { name: 'Ben' }))
      .first()
      .click()
    await page.getByRole('menuitem', { name }).click()
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
    // The desk is told meanwhile: who leaves before it knows has chosen nothing.
    await settled(page)
    await page.reload()
    const spanish = onlySpanish(shared)
    const left: string[] = []
    for (const path of everyPage(ids)) {
      await goTo(page, path)
      left.push(...(await spanishOn(page, path, spanish)))
    }
    await goTo(page, `/tickets/${ids.ticketId}`)
    await settled(page)
    for (const key of ['1', '3', '4', '5', '6', '7', '8', '9', '0', '-', '2', 'i', 's']) {
      await page.keyboard.press(key)
      left.push(...(await spanishOn(page, `ticket, ${key}`, spanish)))
    }
    await world.ben.call('PATCH', '/api/me', { language: 'es' })
    expect([...new Set(left)]).toEqual([])
  },
  180_000,
)

async function spanishOn(page: Page, where: string, spanish: RegExp[]): Promise<string[]> {
  await settled(page)
  const said = await page.evaluate(saidOnPage)
  const keys = said.filter((text) => /^[a-z]+(\.[a-zA-Z_0-9]+)+$/.test(text) && !text.includes('@'))
  // One clock for every sentence: the desk's own say «15:40».
  const otherwise = said.filter((text) => /\d\s?[AP]M\b/.test(text))
  return [...keys, ...otherwise, ...said.filter((text) => spanish.some((phrase) => phrase.test(text)))].map(
    (text) => `${where}: ${text}`,
  )
}

/** Each text a reader meets, also those only heard or shown on hover; but for what says of itself in which language it is. */
function saidOnPage(): string[] {
  const said = new Set<string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('body [lang]')) said.add(node.textContent?.trim() ?? '')
  for (const element of document.querySelectorAll(':is([aria-label], [title], [placeholder]):not(body [lang])'))
    for (const name of ['aria-label', 'title', 'placeholder']) said.add(element.getAttribute(name)?.trim() ?? '')
  said.delete('')
  return [...said]
}

/** Whole texts that are Spanish alone. Portuguese shares many of its own with it, English a handful that are named. */
const onlySpanish = (shared: readonly string[]): RegExp[] =>
  [...new Set(wordsOf('es', es))]
    .filter((text) => !shared.includes(text) && !isTemplate(text) && lettersOf(text) >= 4)
    .map(phrase)

/** Words for a customer who speaks Spanish, whatever the agent reads: scripts and mails in their own language. */
const isTemplate = (text: string) => /\{%|\{\{ /.test(text)

function wordsOf(language: 'es' | 'pt', catalogue: object): string[] {
  return [...leaves(catalogue), ...serverTexts.flatMap((texts) => leaves(texts[language]))]
}

function leaves(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value as object)))
}

const lettersOf = (text: string) => text.replace(/\{\{.*?\}\}/g, '').replace(/\P{L}/gu, '').length

/** What stands in for a name or a number is short: a whole sentence of a customer is none. */
const phrase = (text: string) =>
  new RegExp(
    `^${text
      .split(/\{\{.*?\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.{1,60}')}$`,
  )
