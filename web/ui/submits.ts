import type { KeyboardEvent } from 'react'

/** ⌘⏎ sends a form off from wherever one is in it, also out of a text of several lines. */
export function submits(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
