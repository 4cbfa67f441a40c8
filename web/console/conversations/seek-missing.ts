const WRONG =
  'input[aria-invalid="true"], textarea[aria-invalid="true"], [contenteditable][aria-invalid="true"], [data-refused] button'

/** Where to go on: the first field that says it is wrong, or file that is not there, else the first that must be filled and is not. */
export function seekMissing(within: HTMLElement | null) {
  const field = within?.querySelector<HTMLElement>(WRONG) ?? emptyOne(within)
  if (!field) return
  field.focus({ preventScroll: true })
  // With what it is called above it, and what is wrong with it below.
  field.scrollIntoView({ block: 'center' })
}

const emptyOne = (within: HTMLElement | null) =>
  [...(within?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(':required') ?? [])].find(
    ({ value }) => !value.trim(),
  )
