/**
 * E2: whether words of ours put a question, so that nobody asks the same thing twice unaware. What ends in a question mark counts
 * wherever it stands; anything shorter («Modelo») only where it begins a line, as in the list the desk writes.
 */
export function putsQuestion(words: string, texts: string[]): boolean {
  const lines = words.split('\n').map(plain)
  const whole = lines.join(' ')
  return texts
    .map(plain)
    .filter(Boolean)
    .some((text) =>
      text.endsWith('?') ? whole.includes(text) : lines.some((line) => line.replace(BULLET, '').startsWith(text)),
    )
}

const BULLET = /^(?:\d{1,3}[.)]|[-*•])\s+/

const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
