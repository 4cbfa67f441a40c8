import type { Page } from 'playwright-core'

// What is being written in a browser, and whether the desk has it.

export const noteField = (page: Page) => page.getByRole('textbox', { name: 'Nota interna: solo la ve el equipo' })

/** Begun before the words are written: the mark beside them may still be that of the words before. */
export const keptIn = (page: Page) =>
  page.waitForResponse(
    (reply) => reply.request().method() === 'PUT' && reply.url().includes('/api/drafts/') && reply.ok(),
  )

/** What the mark beside the words says from now on, one after the other, however briefly; read at the end. */
export async function watchMark(page: Page): Promise<() => Promise<string[]>> {
  const said = await page.evaluateHandle(() => {
    const said: string[] = []
    const look = () => {
      const now = document.querySelector('[data-state]')?.textContent?.trim()
      if (now && now !== said.at(-1)) said.push(now)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return said
  })
  return () => said.jsonValue()
}

/** What a window tells the others of that person when so much was missed that everything is asked again. */
export async function breakAndReturn(page: Page) {
  const [one] = page.context().pages()
  const askedAgain = one!.waitForResponse((reply) => reply.url().endsWith('/api/me'))
  await page.evaluate(() => new BroadcastChannel('ventanilla-live').postMessage({ kind: 'refetch' }))
  await askedAgain
}
