import { type KeyboardEvent, useRef } from 'react'

/** What is typed within this time of each other is one name. */
const TOGETHER_MS = 1000

/**
 * In an open menu what is typed leads to the entry that begins with it, or has a word that does; one letter again to the next such entry (WAI-ARIA,
 * menu). A space belongs to the name while one types; what fits nothing leaves nothing chosen, so that Enter does nothing nobody meant.
 */
export function useTypeAhead() {
  const before = useRef<{ menu: Element; typed: string; at: number }>(undefined)
  const typedBefore = ({ currentTarget, timeStamp }: KeyboardEvent) => {
    const { menu, typed, at } = before.current ?? {}
    return menu === currentTarget && timeStamp - at! < TOGETHER_MS ? typed! : ''
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const began = typedBefore(event)
    if (!/^[\p{L}\p{N}]$/u.test(event.key) && !(event.key === ' ' && began)) return
    event.preventDefault()
    const typed = began + fold(event.key)
    before.current = { menu: event.currentTarget, typed, at: event.timeStamp }
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]
    const meant = entryMeant(entries, entries.indexOf(document.activeElement as HTMLElement), typed)
    ;(meant ?? event.currentTarget).focus()
  }
  // Some browsers press a button when the space bar is let go.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && typedBefore(event)) event.preventDefault()
  }
  return { onKeyDown, onKeyUp }
}

/** From the entry one is on; where the same letter is typed again, from the next one. */
function entryMeant(entries: HTMLElement[], here: number, typed: string): HTMLElement | undefined {
  const again = typed.length > 1 && new Set(typed).size === 1
  const from = typed.length === 1 || again ? here + 1 : Math.max(here, 0)
  const inTurn = [...entries.slice(from), ...entries.slice(0, from)]
  const named = inTurn.map((entry) => ({ entry, name: fold(entry.textContent).trim() }))
  const found = (start: string) =>
    named.find(({ name }) => name.startsWith(start)) ?? named.find(({ name }) => name.includes(` ${start}`))
  return (found(typed) ?? (again ? found(typed[0]!) : undefined))?.entry
}

export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
