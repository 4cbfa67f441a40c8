/** What a text reads with words put where one was typing; the caret then stands behind them. */
export function insertAt(field: HTMLInputElement | HTMLTextAreaElement, words: string): string {
  const { value } = field
  const [from, to] = [field.selectionStart ?? value.length, field.selectionEnd ?? value.length]
  requestAnimationFrame(() => {
    field.focus()
    field.setSelectionRange(from + words.length, from + words.length)
  })
  return value.slice(0, from) + words + value.slice(to)
}
