import type { KeyboardEvent } from 'react'

/** ⌘⏎ sends a form off from wherever one is in it, also out of a text of several lines; as ⏎, not again while it is on its way. */
export function submits(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return
  event.preventDefault()
  const form = event.currentTarget
  // A button that stands outside its form belongs to it all the same.
  const button = [...form.elements].find((one) => one instanceof HTMLButtonElement && one.type === 'submit')
  if (!button?.matches(':disabled, [aria-disabled]')) form.requestSubmit()
}
