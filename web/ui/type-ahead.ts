import { type KeyboardEvent, useRef } from 'react'

/** Letters that follow each other within this time are the beginning of one name. */
const TOGETHER_MS = 800

/** In an open menu what is typed leads to the entry that begins with it, and one letter again to the next such entry (WAI-ARIA, menu). */
export function useTypeAhead() {
  const before = useRef({ typed: '', at: 0 })
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!/^[\p{L}\p{N}]$/u.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
    const { typed: began, at } = before.current
    const typed = (event.timeStamp - at < TOGETHER_MS ? began : '') + fold(event.key)
    before.current = { typed, at: event.timeStamp }
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]
    const repeated = new Set(typed).size === 1
    const here = entries.indexOf(document.activeElement as HTMLElement)
    const from = repeated ? here + 1 : Math.max(here, 0)
    const inTurn = [...entries.slice(from), ...entries.slice(0, from)]
    const begins = (start: string) => inTurn.find((entry) => fold(entry.textContent).trim().startsWith(start))
    const meant = begins(typed) ?? (repeated ? begins(typed[0]!) : undefined)
    if (!meant) return
    event.preventDefault()
    meant.focus()
  }
}

export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
